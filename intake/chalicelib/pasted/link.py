"""Links, as they come out of an address bar, a chat, a mail or a document: one or several in a line."""

import re
from itertools import pairwise
from urllib.parse import quote, urlsplit

from chalicelib.pasted import LONGEST_LINK, NotUnderstood
from chalicelib.pasted.letters import usual_width, without_unseen

LONGEST_PASTED = 8000  # of a line with several
_LONGEST_HOST = 253

_QUOTES = "\"'`<>\u00ab\u00bb\u2018\u2019\u201a\u201c\u201d\u201e\u2039\u203a\u300c\u300d\u300e\u300f"
_BEFORE = _QUOTES + "([{-*\u2022\u2013 \t"
_AFTER = _QUOTES + " \t.,;:!?|\u2026\u3002\u3001\uff0c\uff1b\uff09"
# What was opened before the link, and where a Japanese or Chinese sentence ends or pauses; no link holds one as it is.
_ENDS = re.compile('["\u201d\u00bb\u300d\u300f\uff09\u3001\u3002\uff01\uff0c\uff1b]')
_PAIRS = {")": "(", "]": "[", "}": "{"}
# A link begins at a scheme, unless that is inside another link (?next=https://…).
# In Japanese and Chinese there is nothing between it and the word before.
_BEFORE_SCHEME = r"^|(?<=[\s,;|<>(\[\"'\u201c\u2018\u00ab:\u3001-\uffee])"
_SCHEME = re.compile(rf"(?:{_BEFORE_SCHEME})(?:h(?:tt|xx)ps?)(?=:\s?/)", re.IGNORECASE)
_SHAPE = re.compile(r"h(?:tt|xx)p(s?):\s?/{1,3}(.+)", re.IGNORECASE | re.DOTALL)
# Without a scheme it must begin as a host with a dot does; a file on somebody's disk is not one.
_BARE = re.compile(r"(?://)?(?:[^\s/:@?#.]{1,63}\.){1,10}[^\W\d_]{2,63}\.?(?::\d{1,5})?(?:[/?#]\S*)?")
_FILE = re.compile(
    r"[^/]*\.(?:pdf|docx?|xlsx?|pptx?|csv|txt|rtf|png|jpe?g|gif|webp|svg|zip|html?|har|json|mp4|mov|eml|msg)",
    re.IGNORECASE,
)
_GOES_ON = re.compile(r"[/=&%]|\.\w{2,5}$")  # what follows a space and still looks like a part of the link
_LABEL = "[a-z0-9_](?:[a-z0-9_-]{0,61}[a-z0-9_])?"
_HOST = re.compile(rf"{_LABEL}(?:\.{_LABEL})*\.?|\[[0-9a-f:.]{{2,45}}\]")


def links(text: str) -> list[str]:
    """
    Every link of a line, whole: https:// is added where an address bar left it out.

    Returns:
        None of them twice; an empty list for an empty line.

    Raises:
        NotUnderstood: `not_a_link` when the line holds none, or something else that looks like an address;
            `too_long`, with `max`.
    """
    if len(text) > LONGEST_PASTED:
        raise NotUnderstood("too_long", {"max": LONGEST_LINK})
    clean = without_unseen(text).replace("&amp;", "&").strip()
    if not clean:
        return []
    clean = clean.replace("[.]", ".").replace("(.)", ".").replace("view-source:", "")
    found = _with_schemes(clean) or _with_schemes(usual_width(clean)) or _without(clean)
    return list(dict.fromkeys(_whole(each) for each in found))


def _with_schemes(text: str) -> list[str]:
    starts = [match.start() for match in _SCHEME.finditer(text)]
    pieces = [text[start:end] for start, end in pairwise([*starts, len(text)])]
    pieces = [_ENDS.split(_trimmed(piece), maxsplit=1)[0] for piece in pieces]
    return [_trimmed(link) for piece in pieces for link in _until_prose(_trimmed(piece))]


def _without(text: str) -> list[str]:
    whole = _trimmed(usual_width(text))
    words = [_trimmed(word) for word in re.split(r"[\s,;|]+", whole) if _trimmed(word)]
    if len(words) > 1 and _BARE.fullmatch(words[0]) and not any(_BARE.fullmatch(word) for word in words[1:]):
        words = _until_prose(whole)
    if not words or not all(_BARE.match(word) and not _FILE.fullmatch(word) for word in words):
        raise NotUnderstood("not_a_link")
    if not all(_BARE.fullmatch(word) or " " in word for word in words):
        raise NotUnderstood("not_a_link")
    return [f"https://{word.removeprefix('//')}" for word in words]


def _until_prose(link: str) -> list[str]:
    """
    The link up to its first space, unless what follows is still an address ("my file.pdf", not "and the next one").

    Links without a scheme that follow it come as links of their own.
    """
    first, *rest = re.split(r"\s+", re.sub(r"(?<=:)\s(?=/)", "", link))
    others = [place for place, word in enumerate(rest) if _is_bare(_trimmed(word))]
    mine = rest[: others[0]] if others else rest
    last = max((place for place, word in enumerate(mine, 1) if _GOES_ON.search(word)), default=0)
    return [" ".join([first, *mine][: last + 1]), *(f"https://{_trimmed(rest[place])}" for place in others)]


def _is_bare(word: str) -> bool:
    return "/" in word and "." in word and not word.startswith("/") and bool(_BARE.fullmatch(word))


def _trimmed(text: str) -> str:
    """Without the quotes, brackets and stops of the sentence around it; a bracket opened inside the link stays."""
    text = text.lstrip(_BEFORE)
    # How many brackets close more than was opened: counted once, a line may hold thousands.
    over = {closing: text.count(closing) - text.count(opening) for closing, opening in _PAIRS.items()}
    end = len(text)
    while end and (text[end - 1] in _AFTER or over.get(text[end - 1], 0) > 0):
        if text[end - 1] in over:
            over[text[end - 1]] -= 1
        end -= 1
    return text[:end]


def _whole(link: str) -> str:
    shape = _SHAPE.fullmatch(link)
    if not shape:
        raise NotUnderstood("not_a_link")
    try:
        parts = urlsplit(f"http{shape[1].lower()}://{shape[2].lstrip('/')}")
        host, port = parts.hostname or "", parts.port
    except ValueError:
        raise NotUnderstood("not_a_link") from None
    # Before an @ is a password or a false host name; the desk should see neither.
    host = f"[{host}]" if ":" in host else _ascii(host)
    if len(host) > _LONGEST_HOST or not _HOST.fullmatch(host):
        raise NotUnderstood("not_a_link")
    behind = link[_behind_host(link) :]
    whole = f"http{shape[1].lower()}://{host}{f':{port}' if port is not None else ''}{_quoted(behind)}"
    if len(whole) > LONGEST_LINK:
        raise NotUnderstood("too_long", {"max": LONGEST_LINK})
    return whole


def _behind_host(link: str) -> int:
    start = link.index(":") + 1
    while start < len(link) and link[start] in "/ ":
        start += 1
    ends = [at for at in (link.find(mark, start) for mark in "/?#") if at >= 0]
    return min(ends, default=len(link))


def _quoted(text: str) -> str:
    """Spaces and the few signs that no link may hold, as %20; other letters of the world stay readable."""
    return "".join(quote(c) if c.isspace() or c in '<>"\\^`{|}' or c < " " else c for c in text)


def _ascii(host: str) -> str:
    """An international host as browsers ask for it: a name that imitates another company's becomes visible."""
    if host.isascii():
        return host
    if len(host) > _LONGEST_HOST:
        return ""
    import idna

    try:
        return idna.encode(host, uts46=True).decode("ascii")
    except (idna.IDNAError, UnicodeError):
        return ""
