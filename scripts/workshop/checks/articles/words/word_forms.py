"""Known words that an unknown one can be made of (Norwegian), and suggestions for it (both languages)."""

import re
from collections.abc import Iterator

# The dictionary has many odd words of three letters, and with them half of all slips would be "compounds".
SHORTEST_PART = 4
# It has few of these: «av|melding», «ut|logging», «u|sendte».
PREFIXES = ("av", "inn", "om", "opp", "på", "til", "u", "under", "ut", "over")
# Nouns that end in such a vowel have no such forms in it: «konto|en», «skjema|ene», «faktura|er».
_BENT = re.compile(r"(\w{3,}[aiouyæøå])(?:en|ens|et|ets|er|ers|ene|enes)")
LETTERS = "etanrisolgdkmvpfubhjyåøcæwzxq"


def parts(word: str, short: frozenset[str] = frozenset()) -> Iterator[tuple[str, ...]]:
    """Each way to split a word; it is known when all parts of one split are. Only parts in `short` can be short."""
    word = word.lower()
    if bent := _BENT.fullmatch(word):
        yield (bent[1],)
    for prefix in PREFIXES:
        if word.startswith(prefix) and len(word) >= len(prefix) + SHORTEST_PART:
            yield (word.removeprefix(prefix),)
    for place in range(2, len(word) - 1):
        first, last = word[:place], word[place:]
        if len(last) < SHORTEST_PART and last not in short:
            continue
        lasts = [(last,), (bent[1],)] if (bent := _BENT.fullmatch(last)) else [(last,)]
        firsts = [
            one for one in (first, first[:-1] if first[-1] in "se" else "") if len(one) >= SHORTEST_PART or one in short
        ]
        yield from ((one, *other) for one in firsts for other in lasts)


def near(word: str) -> list[str]:
    """Words that one slip of the fingers turns into this one, likely slips first."""
    places = range(len(word) + 1)
    swapped = [word[:i] + word[i + 1] + word[i] + word[i + 2 :] for i in places[:-2]]
    doubled = [word[:i] + word[i] + word[i:] for i in places[:-1]]
    shorter = [word[:i] + word[i + 1 :] for i in places[:-1]]
    other = [word[:i] + letter + word[i + 1 :] for i in places[:-1] for letter in LETTERS]
    longer = [word[:i] + letter + word[i:] for i in places for letter in LETTERS]
    return [one for one in dict.fromkeys([*swapped, *doubled, *shorter, *other, *longer]) if one != word]
