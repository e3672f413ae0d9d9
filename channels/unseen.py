"""What of an HTML text nobody sees: by its kind, by a style of its own, or by a rule for its class."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from lxml import etree, html

from channels.styles import rules_of

_NEVER_TEXT = frozenset({"style", "script", "title", "template", "noscript", "head"})
_HIDDEN = re.compile(
    r"display\s*:\s*none|visibility\s*:\s*hidden|mso-hide\s*:\s*all|opacity\s*:\s*0(?![.\d]*[1-9])|"
    r"(?<![\w-])(?:left|top|text-indent|margin-left)\s*:\s*-\d{4}",
    re.IGNORECASE,
)
# Mailers set this around a whole letter, against gaps between its blocks, and each block sets its own size in it.
_WITHOUT_SIZE = re.compile(r"(?:font-size|max-height)\s*:\s*0(?![.\d]*[1-9])", re.IGNORECASE)
_WITHOUT_HEIGHT = re.compile(r"(?<![\w-])height\s*:\s*0(?![.\d]*[1-9])", re.IGNORECASE)
_CUT_OFF = re.compile(r"overflow(?:-y)?\s*:\s*hidden", re.IGNORECASE)
_SIZE = re.compile(r"font(?:-size)?\s*:[^;]{0,80}?(?:[1-9]|small|medium|large)", re.IGNORECASE)
_SHOWN = re.compile(r"(?:display|visibility)\s*:\s*(?!none|hidden)\w", re.IGNORECASE)
_OF_CLASS = re.compile(r"(\w*)\.([\w-]+)")  # all of a selector: what hides under a condition may be seen elsewhere
_NAME = re.compile(r"[\w-]+")


@dataclass(frozen=True, slots=True, kw_only=True)
class _Rules:
    """What the style sheets say of tags and classes."""

    hidden: frozenset[tuple[str, str]] = frozenset()  # tag, or nothing for any, and class
    sized: frozenset[str] = frozenset()  # tags and classes, lower case


def drop_unseen(tree: html.HtmlElement) -> None:
    """Take out of *tree* what is never shown; the words behind each element stay."""
    elements = list(tree.iter(etree.Element))
    rules = _rules(tree)
    sized = _around_a_size(elements, rules)
    for element in elements:
        if element is not tree and _is_unseen(element, rules, holds_size=element in sized):
            element.drop_tree()


def _is_unseen(element: html.HtmlElement, rules: _Rules, *, holds_size: bool) -> bool:
    style = element.get("style") or ""
    if element.tag in _NEVER_TEXT or element.get("hidden") is not None or _HIDDEN.search(style):
        return True
    if rules.hidden and not _SHOWN.search(style) and not rules.hidden.isdisjoint(_by_class(element)):
        return True
    flat = _WITHOUT_SIZE.search(style) or (_WITHOUT_HEIGHT.search(style) and _CUT_OFF.search(style))
    return bool(flat) and not holds_size


def _around_a_size(elements: list[html.HtmlElement], rules: _Rules) -> set[html.HtmlElement]:
    """Those of *elements*, which are in the order of the document, in which another one sets the size of its words."""
    around: set[html.HtmlElement] = set()
    for element in reversed(elements):
        parent = element.getparent()
        if parent is not None and (element in around or _sets_size(element, rules)):
            around.add(parent)
    return around


def _sets_size(element: html.HtmlElement, rules: _Rules) -> bool:
    if _SIZE.search(element.get("style") or "") or (element.tag == "font" and element.get("size")):
        return True
    return element.tag in rules.sized or not rules.sized.isdisjoint(_classes(element))


def _classes(element: html.HtmlElement) -> list[str]:
    return (element.get("class") or "").lower().split()


def _by_class(element: html.HtmlElement) -> Iterator[tuple[str, str]]:
    for name in _classes(element):
        yield "", name
        yield element.tag, name


def _rules(tree: html.HtmlElement) -> _Rules:
    hidden: set[tuple[str, str]] = set()
    sized: set[str] = set()
    shown: set[str] = set()
    for rule in rules_of("\n".join(style.text or "" for style in tree.iter("style"))):
        of_class = _OF_CLASS.fullmatch(rule.selector)
        if of_class and rule.always and _HIDDEN.search(rule.declarations):
            hidden.add((of_class[1], of_class[2]))
        if _SIZE.search(rule.declarations):
            sized.update(_NAME.findall(rule.selector))
        if _SHOWN.search(rule.declarations):
            shown.update(_NAME.findall(rule.selector))
    # What one rule hides and another shows, on a phone for instance, somebody sees.
    return _Rules(hidden=frozenset(one for one in hidden if one[1] not in shown), sized=frozenset(sized))
