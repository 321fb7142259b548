"""Words that the files of the product write as literals: strings, keys, properties, selectors, and parts of names."""

import ast
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

# Written from the policy by scripts/render_policy.
_GENERATED = (
    "overrides/assets/shared/policy/policy.json",
    "overrides/partials/named.html",
    "overrides/partials/reached.html",
)
# A row of the policy, as code calls it.
ROWS = r"(?:tier|seat|channel|topic|client|team|plan)s?"
COMPARED = r"(?:===?|!==?|\bin\b|\bis\b|\bor\b|\?\?|\|\||\.get\(|\.includes\(|\[|\?\.\[|=)"
STRING = re.compile(r"""(?P<quote>["'`])(?P<text>(?:\\.|(?!(?P=quote)).)*)(?P=quote)""")
KEY = re.compile(r"(?<![\w$.\"'])([A-Za-z_]\w*)\s*:(?!:)")
PROPERTY = re.compile(r"\??\.\s*([A-Za-z_]\w*)\b(?!\s*\()")
_TOML_KEY = re.compile(r"^\[?([\w.]+)(?:\]|\s*=)")
_SELECTOR = re.compile(r"[.#][A-Za-z][\w-]*|\[[^\]]*\]")
_LIST = re.compile(r"\[[^\[\]]*\]")
_COMMENTS = {
    ".js": re.compile(r"/\*.*?\*/|(?<![:\w\"'`])//[^\n]*", re.DOTALL),
    ".css": re.compile(r"/\*.*?\*/", re.DOTALL),
    ".html": re.compile(r"\{#.*?#\}|<!--.*?-->", re.DOTALL),
    ".json": re.compile(r"\{#.*?#\}", re.DOTALL),
    ".toml": re.compile(r"^\s*#[^\n]*|(?<=\s)# [^\n\"]*$", re.MULTILINE),
}


@dataclass(frozen=True)
class Literal:
    """
    Attributes:
        compared: whether it is compared with a row of the policy, as in `channel === "chat"`.
        beside: the other members of the list or the keys of the mapping that it is in.
    """

    path: str
    line: int
    word: str
    compared: bool = False
    beside: Sequence[str] = ()


def files(root: Path, folders: Sequence[str], left_out: Sequence[str]) -> Iterator[str]:
    """The files of these folders that can be read, without generated ones and what begins with one of `left_out`."""
    for path in (one for folder in folders for one in sorted((root / folder).rglob("*"))):
        name = path.relative_to(root).as_posix()
        known = path.suffix == ".py" or path.suffix in _COMMENTS
        if known and path.is_file() and "__pycache__" not in name and not name.startswith((*_GENERATED, *left_out)):
            yield name


def without_comments(path: str, text: str) -> str:
    """The text of a file that is not Python; its lines keep their numbers."""
    return _COMMENTS[Path(path).suffix].sub(lambda comment: "\n" * comment[0].count("\n"), text)


def literals(root: Path, path: str, ids: frozenset[str]) -> Iterator[Literal]:
    """Where the file writes one of these words as a literal. A string of several words is a text, and free."""
    yield from (Literal(path, 1, word) for word in _parts(Path(path).stem, ids))
    text = (root / path).read_text("utf-8")
    if path.endswith(".py"):
        yield from _python(path, text, ids)
    else:
        text = without_comments(path, text)
        yield from _styles(path, text, ids) if path.endswith(".css") else _script(path, text, ids)


def _python(path: str, text: str, ids: frozenset[str]) -> Iterator[Literal]:
    lines, tree = text.split("\n"), ast.parse(text)
    texts = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}  # docstrings
    beside = {}
    for node in ast.walk(tree):
        members = node.keys if isinstance(node, ast.Dict) else getattr(node, "elts", ())
        words = [one.value for one in members if isinstance(one, ast.Constant) and isinstance(one.value, str)]
        beside.update({id(one): words for one in members if isinstance(one, ast.Constant)})
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in texts:
            for word in _parts(node.value, ids):
                compared = _is_compared(lines[node.lineno - 1], word)
                yield Literal(path, node.lineno, word, compared, beside.get(id(node), ()))


def _script(path: str, text: str, ids: frozenset[str]) -> Iterator[Literal]:
    """JavaScript, templates and words: strings, keys of objects, and properties such as `topics.sign_in`."""
    lists = [[one["text"] for one in STRING.finditer(found[0])] for found in _LIST.finditer(text)]
    for number, line in enumerate(text.split("\n"), 1):
        said = [word for one in STRING.finditer(line) for word in _parts(one["text"], ids)]
        for word in said:
            yield Literal(path, number, word, _is_compared(line, word), next((one for one in lists if word in one), ()))
        bare = STRING.sub('""', line)
        if path.endswith(".toml"):
            keys = re.findall(r"\w+", " ".join(_TOML_KEY.findall(bare)))
            yield from (Literal(path, number, word) for word in ids.intersection(keys))
            continue
        for word in ids.intersection(KEY.findall(bare)):
            yield Literal(path, number, word)
        for word in ids.intersection(PROPERTY.findall(bare)):
            yield Literal(path, number, word, bool(re.search(rf"\b{ROWS}\??\.{word}\b", bare)))


def _styles(path: str, text: str, ids: frozenset[str]) -> Iterator[Literal]:
    for number, line in enumerate(text.split("\n"), 1):
        for selector in _SELECTOR.findall(line.partition("{")[0]):
            yield from (Literal(path, number, word) for word in ids.intersection(re.findall(r"[A-Za-z_]\w*", selector)))


def _is_compared(line: str, word: str) -> bool:
    """Whether a row of the policy is compared with it, or has it as its key, on this line."""
    word = re.escape(word)
    quoted = rf"""["'`][^"'`\s]*\b{word}\b[^"'`\s]*["'`]"""
    return bool(
        re.search(rf"""(?:\.id|\[["']id["']\])\s*(?:===?|!==?|\bin\b)\s*{quoted}""", line)
        or re.search(rf"""\b{ROWS}["']?\)?\s*(?:{COMPARED}|:)\s*\(?{quoted}""", line)
        or re.search(rf"{quoted}\s*(?:===?|!==?|\bin\b|not in)\s*[\w.?]*\b{ROWS}\b(?!\.)", line)
        or re.search(rf"""\b{ROWS}=({word})\b""", line)
    )


def _parts(text: str, ids: frozenset[str]) -> Sequence[str]:
    """Which of the ids a string, an address, a class or a name of a file says; a sentence says none."""
    if re.search(r"\s", text):
        return ()
    words = [*re.findall(r"[A-Za-z_][A-Za-z0-9_]*", text), text.replace("-", "_")]
    return [word for word in dict.fromkeys(words) if word in ids]
