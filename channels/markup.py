"""HTML as a reader sees it, as plain text."""

import re
from html import unescape

from inscriptis import Inscriptis
from inscriptis.css_profiles import CSS_PROFILES
from inscriptis.html_properties import Display
from inscriptis.model.attribute import DEFAULT_ATTRIBUTE_MAP
from inscriptis.model.canvas import Canvas
from inscriptis.model.config import ParserConfig
from inscriptis.model.css import CssParse
from inscriptis.model.html_document_state import HtmlDocumentState
from inscriptis.model.html_element import HtmlElement
from inscriptis.model.tag import CustomHtmlTagHandlerMapping
from lxml import etree, html

from channels.tables import Table
from channels.unseen import drop_unseen

# A bullet takes two columns, and a list in no other list begins at the edge.
_LIST = HtmlElement(display=Display.block, padding_inline=2)
# Of what stands in lines of its own the profile leaves these out.
_BLOCKS = ("center", "hr", "section", "form", "fieldset", "legend", "details", "summary")
_LISTED = ("dl", "dt", "dd", "menu", "dir", "option", "caption")
_CSS = {
    **CSS_PROFILES["strict"],
    **dict.fromkeys((*_BLOCKS, *_LISTED), HtmlElement(display=Display.block)),
    "ul": _LIST,
    "ol": _LIST,
}
_INLINE = re.compile(r"\bdisplay\s*:\s*inline\s*(?:!|;|$)", re.IGNORECASE)
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
# Programs and servers on the way write on behind the end, some a whole document. Browsers show it; the parser does not.
_DOCUMENT_END = re.compile(r"</(?:body|html)\b[^<>]*>", re.IGNORECASE)
_LINES = r"/?(?:p|div|br|hr|tr|table|li|[uod]l|d[td]|h[1-6]|pre|blockquote|center|form|section)\b"
_LINE_TAG = re.compile(rf"<{_LINES}[^<>]*>", re.IGNORECASE)
_INLINE_TAG = re.compile(rf"<(?!{_LINES}|/?t[dh]\b)[^<>]*>", re.IGNORECASE)
# Word sets each cell's words as a paragraph.
_CELL_START = re.compile(r"<t[dh]\b[^<>]*>(?:\s?<(?:p|div)\b[^<>]*>){0,3}", re.IGNORECASE)
_CELL_END = re.compile(r"(?:</(?:p|div)>\s?){0,3}</t[dh]>", re.IGNORECASE)
_LINES_KEPT = re.compile(r"<pre\b|white-space\s*:\s*(?:pre|break)", re.IGNORECASE)
_MOST_TAGS = 40_000  # of which the layout of a whole mail takes half a second

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
    """HTML without its tags, in lines without columns: for what is too broken or too long to be laid out."""
    bare = _NEVER_SHOWN.sub(" ", source)
    if not _LINES_KEPT.search(bare):
        bare = re.sub(r"\s+", " ", bare)
    cells = _CELL_START.sub("  ", _CELL_END.sub("", _INLINE_TAG.sub("", bare)))
    return tidy(re.sub(r"\n\s+", "\n", unescape(_LINE_TAG.sub("\n", cells))).strip())


def visible_tree(source: str) -> html.HtmlElement | None:
    """The parsed HTML without anything that is never shown; None when there is no element at all.

    Raises one of RENDER_ERRORS, also where it is too long to be laid out.
    """
    clean = _DOCUMENT_END.sub("", _XML_DECLARATION.sub("", _NOT_IN_XML.sub(" ", source)))
    if not clean.strip():
        return None
    if clean.count("<") > _MOST_TAGS:
        raise ValueError
    tree = html.document_fromstring(clean, parser=html.HTMLParser(encoding=None, remove_comments=True, remove_pis=True))
    _set_close(tree)
    drop_unseen(tree)
    return tree


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


def _style(stated: str, element: HtmlElement) -> None:
    """Inscriptis takes whatever is neither block nor none for inline: a grid's or a list's words would be glued."""
    was = element.display
    CssParse.attr_style(stated, element)
    if was is Display.block and element.display is Display.inline and not _INLINE.search(stated):
        element.display = Display.block


def _start_table(state: HtmlDocumentState, _: object) -> None:
    """Begin a table in lines of its own, whatever stands before it in the same one."""
    state.tags[-1].canvas.flush_inline()
    state.tags[-1].set_canvas(Canvas())
    state.current_table.append(Table())


def _config() -> ParserConfig:
    tables = CustomHtmlTagHandlerMapping(start_tag_mapping={"table": _start_table}, end_tag_mapping={})
    config = ParserConfig(css=_CSS, custom_html_tag_handler_mapping=tables)
    config.attribute_handler.attribute_mapping = {**DEFAULT_ATTRIBUTE_MAP, "style": _style}
    return config


_HTML_CONFIG = _config()


def tidy(text: str) -> str:
    """*text* with Unix line ends, no trailing blanks, at most one empty line in a row and none around."""
    lines = [line.rstrip() for line in text.replace("\u00a0", " ").splitlines()]
    return re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip("\n")
