"""
The words of an index, for the browser: it loads them only when a word was not found.

With them it corrects a mistyped word, and splits a compound that no article has. Words of
titles, keywords and questions come first; those of the text follow as far as there is space, common ones before
rare ones. So the file stays small on a big site.
"""

import json
from collections.abc import Iterable, Mapping

MOST = 5_000
SHORTEST = 4


def words_file(counted: Mapping[str, int], fields: Iterable[str]) -> str:
    """The words in alphabetical order as JSON (a cut file is none); `counted` says how many articles hold each."""
    named = set(fields)
    kept = (word for word in counted.keys() | named if len(word) >= SHORTEST)
    ranked = sorted(kept, key=lambda word: (word not in named, -counted.get(word, 0), word))
    return json.dumps(sorted(ranked[:MOST]), ensure_ascii=False, separators=(",", ":"))
