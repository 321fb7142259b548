"""Which words a template prints as they are, found in its syntax tree: what a writer wrote must pass a filter first."""

from collections.abc import Iterator
from pathlib import Path

from jinja2 import Environment, nodes

# Attributes that hold what somebody wrote. Not `content` and `typeset`: they are HTML, which the allow-list looks at.
WRITTEN = frozenset({"title", "description", "text", "ask", "name", "summary", "keywords", "site_name",
                     "site_description", "canonical", "href", "link", "path", "source", "moved", "switch",
                     "english", "translation"})  # fmt: skip
# What makes text of it, in a page, an attribute or a data block.
SAFE = frozenset({"e", "escape", "forceescape", "tojson", "urlencode"})


def unescaped(template: Path) -> Iterator[str]:
    """Each expression that prints such an attribute without a filter, as `line: attribute`."""
    tree = Environment().parse(template.read_text("utf-8"))  # noqa: S701 (nothing is rendered)
    for output in tree.find_all(nodes.Output):
        for node in output.nodes:
            yield from (
                f"{found.lineno}: {getattr(found, 'attr', '') or getattr(found, 'name', '')}" for found in _bare(node)
            )


def _bare(node: nodes.Node) -> Iterator[nodes.Getattr | nodes.Name]:
    if isinstance(node, nodes.Filter) and node.name in SAFE:
        return
    if isinstance(node, nodes.CondExpr):  # what is tested is not printed
        children = [one for one in (node.expr1, node.expr2) if one is not None]
    elif isinstance(node, nodes.Compare | nodes.Test):
        return
    elif isinstance(node, nodes.Call) and isinstance(node.node, nodes.Name):
        return  # a macro of the same file: what it prints is looked at where it prints it
    else:
        children = list(node.iter_child_nodes())
    if isinstance(node, nodes.Getattr) and node.attr in WRITTEN and not _of_words(node):
        yield node
    if isinstance(node, nodes.Name) and node.name in ("title", "description") and node.ctx == "load":
        yield node
    for child in children:
        yield from _bare(child)


def _of_words(node: nodes.Node) -> bool:
    """Whether it comes from overrides/words/, which the theme's own writers keep."""
    while isinstance(node, nodes.Getattr | nodes.Getitem):
        node = node.node
    return isinstance(node, nodes.Name) and node.name in ("words", "room", "reached", "lang")
