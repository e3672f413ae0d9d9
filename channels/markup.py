"""HTML as a reader sees it, as plain text."""

import re
from html import unescape

from inscriptis import Inscriptis
from inscriptis.css_profiles import CSS_PROFILES
from inscriptis.html_properties import Display
from inscriptis.model.config import ParserConfig
from inscriptis.model.html_element import HtmlElement
from lxml import etree, html

_NEVER_TEXT = frozenset({"style", "script", "title", "template", "noscript", "head"})
_HIDDEN_STYLE = re.compile(
    r"display\s*:\s*none|visibility\s*:\s*hidden|mso-hide\s*:\s*all|opacity\s*:\s*0(?![.\d]*[1-9])", re.IGNORECASE
)
# Mailers set this around a whole letter, against gaps between its blocks, and each block sets its own size in it.
_WITHOUT_SIZE = re.compile(r"(?:font-size|max-height)\s*:\s*0(?![.\d]*[1-9])", re.IGNORECASE)
_SIZE = re.compile(r"font(?:-size)?\s*:[^;]{0,80}?(?:[1-9]|small|medium|large)", re.IGNORECASE)
# A bullet takes two columns, and a list in no other list begins at the edge.
_LIST = HtmlElement(display=Display.block, padding_inline=2)
_CSS = {**CSS_PROFILES["strict"], "ul": _LIST, "ol": _LIST}
_HTML_CONFIG = ParserConfig(css=_CSS, display_links=False, display_images=False)
# Word and Outlook set every line as a paragraph, without space around it: by class, by a rule, or on each.
_CLOSE_CLASSES = frozenset({"msonormal", "x_msonormal", "msolistparagraph", "msoplaintext", "msonospacing"})
_CLOSE_RULE = re.compile(
    r"(?:^|[},;\s>])p\s{0,9}(?:,[^{},]{0,80}){0,9}\{[^{}]{0,600}?\bmargin(?:-top)?\s{0,9}:\s{0,9}0(?![.\d]*[1-9])",
    re.IGNORECASE,
)
_LONGEST_STYLE = 30_000  # characters of a sheet that are looked at
_CLOSE_STYLE = re.compile(r"\bmargin(?:-top)?\s*:\s*0(?![.\d]*[1-9])", re.IGNORECASE)
_NOT_IN_XML = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff]")
_NEVER_SHOWN = re.compile(
    r"<(style|script|title|template)\b(?:.*?</\1\s*>|.*\Z)|<!--(?:.*?-->|.*\Z)", re.IGNORECASE | re.DOTALL
)
_XML_DECLARATION = re.compile(r"^\s*<\?xml[^>]*\?>", re.IGNORECASE)


RENDER_ERRORS = (
    etree.LxmlError,
    ValueError,
    AssertionError,
    RecursionError,
    IndexError,
    KeyError,
    TypeError,
    AttributeError,
)


def text_from_html(source: str) -> str:
    """What a reader sees of an HTML text: nothing hidden, no style, script, title, template, comment. Never raises."""
    try:
        tree = visible_tree(source)
        return "" if tree is None else laid_out(tree)
    except RENDER_ERRORS:
        # Broken beyond the renderer: the words without their layout are better than none.
        return stripped(source)


def laid_out(tree: html.HtmlElement) -> str:
    """The text of parsed HTML, with its lists and tables readable. Raises one of RENDER_ERRORS."""
    return tidy(Inscriptis(tree, _HTML_CONFIG).get_text())


def stripped(source: str) -> str:
    """HTML without its tags and nothing more: for what is too broken or too long to be laid out."""
    bare = _NEVER_SHOWN.sub(" ", source)
    return tidy(unescape(re.sub(r"<[^<>]*>", " ", bare)))


def visible_tree(source: str) -> html.HtmlElement | None:
    """The parsed HTML without anything that is never shown; None when there is no element at all."""
    clean = _XML_DECLARATION.sub("", _NOT_IN_XML.sub(" ", source))
    if not clean.strip():
        return None
    tree = html.document_fromstring(clean, parser=html.HTMLParser(encoding=None, remove_comments=True, remove_pis=True))
    _set_close(tree)
    elements = list(tree.iter(etree.Element))
    sized = _around_a_size(elements)
    for element in elements:
        if element is not tree and _is_hidden(element, holds_size=element in sized):
            element.drop_tree()
    return tree


def _around_a_size(elements: list[html.HtmlElement]) -> set[html.HtmlElement]:
    """Those of *elements*, which are in the order of the document, in which another one sets the size of its words."""
    around: set[html.HtmlElement] = set()
    for element in reversed(elements):
        parent = element.getparent()
        sets_size = _SIZE.search(element.get("style") or "") or (element.tag == "font" and element.get("size"))
        if parent is not None and (sets_size or element in around):
            around.add(parent)
    return around


def _set_close(tree: html.HtmlElement) -> None:
    """Make a plain block of each paragraph that is shown without an empty line around it, and a line of a blank one."""
    all_close = any(_CLOSE_RULE.search((style.text or "")[:_LONGEST_STYLE]) for style in tree.iter("style"))
    for paragraph in list(tree.iter("p")):
        classes = set((paragraph.get("class") or "").lower().split())
        if all_close or classes & _CLOSE_CLASSES or _CLOSE_STYLE.search(paragraph.get("style") or ""):
            paragraph.tag = "div"
    for block in list(tree.iter("div")):
        # The innermost ones only: all text of each of many nested ones would be looked at again and again.
        if block.find(".//div") is None and block.find(".//br") is None and _is_blank(block.text_content()):
            block.append(html.Element("br"))


def _is_blank(text: str) -> bool:
    return "\u00a0" in text and not text.strip()


def _is_hidden(element: html.HtmlElement, *, holds_size: bool) -> bool:
    style = element.get("style") or ""
    if element.tag in _NEVER_TEXT or element.get("hidden") is not None or _HIDDEN_STYLE.search(style):
        return True
    return not holds_size and bool(_WITHOUT_SIZE.search(style))


def tidy(text: str) -> str:
    """*text* with Unix line ends, no trailing blanks, at most one empty line in a row and none around."""
    lines = [line.rstrip() for line in text.replace("\u00a0", " ").splitlines()]
    return re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip("\n")
