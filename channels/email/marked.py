"""HTML with what the mail program itself marked in it: quotes and signatures. Only for the reply view."""

import re
from collections.abc import Iterator

from lxml import etree, html

from channels.email.reply import COLOURED
from channels.email.signatures import SIGNATURE_END, SIGNATURE_START, is_short_block
from channels.markup import RENDER_ERRORS, laid_out, stripped, visible_tree

_QUOTE_CLASSES = frozenset({"gmail_quote", "yahoo_quoted", "protonmail_quote", "moz-cite"})
_SIGNATURE_CLASSES = frozenset(
    {"gmail_signature", "moz-signature", "ms-outlook-mobile-signature", "protonmail_signature_block"}
)
_APPLES = "applemailsignature"
_SIGNATURE_IDS = frozenset({"signature", "ms-outlook-mobile-signature", _APPLES, "x_signature"})
_SIGNATURE_TAGS = frozenset({"div", "span", "table", "pre", "p"})
_QUOTE_START, _QUOTE_END = "\ue002", "\ue003"
_COLOUR = re.compile(r"(?<![\w-])color\s*:\s*([^;!]+)", re.IGNORECASE)
_WITHOUT_COLOUR = frozenset({"body", "blockquote"})  # what stands around them colours nothing in them
_BRIGHT = 100  # of 255 between the strongest and the weakest part
_NAMED = {
    "red": (255, 0, 0),
    "blue": (0, 0, 255),
    "green": (0, 128, 0),
    "purple": (128, 0, 128),
    "orange": (255, 165, 0),
    "magenta": (255, 0, 255),
    "fuchsia": (255, 0, 255),
    "teal": (0, 128, 128),
    "darkred": (139, 0, 0),
    "maroon": (128, 0, 0),
    "crimson": (220, 20, 60),
    "darkgreen": (0, 100, 0),
    "darkblue": (0, 0, 139),
    "navy": (0, 0, 128),
}


def marked_text(source: str) -> str:
    """The text of HTML with ">" before quoted lines, and signatures between the marks of `signatures`. Never raises."""
    try:
        tree = visible_tree(source)
        if tree is None:
            return ""
        for element in tree.iter("blockquote"):
            if _is_quote(element):
                _wrap(element, _QUOTE_START, _QUOTE_END)
        for element in _signatures(tree):
            _wrap(element, SIGNATURE_START, SIGNATURE_END)
        for element in list(_coloured(tree)):
            element.text = f"{COLOURED}{element.text or ''}"
        return _with_quote_marks(laid_out(tree))
    except RENDER_ERRORS:
        return stripped(source)


def marked_signatures(source: str) -> tuple[str, ...]:
    """The texts that HTML marks as signature. Never raises."""
    try:
        tree = visible_tree(source)
        return () if tree is None else tuple(laid_out(element) for element in _signatures(tree))
    except RENDER_ERRORS:
        return ()


def has_coloured_words(source: str) -> bool:
    """Whether somebody wrote in a colour of their own, as people do who answer inside of our words. Never raises."""
    try:
        tree = visible_tree(source)
        return tree is not None and any(True for _ in _coloured(tree))
    except RENDER_ERRORS:
        return False


def _coloured(tree: html.HtmlElement) -> Iterator[html.HtmlElement]:
    """The elements with words of their own in a bright colour, but for links and what is marked as a quote."""
    bright: dict[html.HtmlElement, bool] = {}
    left_out: dict[html.HtmlElement, bool] = {}
    # In the order of the document, so that each one's parent is known: to climb from each takes as many steps as pairs.
    for element in tree.iter(etree.Element):
        parent = element.getparent()
        inherited = element.tag not in _WITHOUT_COLOUR and bright.get(parent, False)
        stated = _stated_colour(element)
        bright[element] = inherited if stated is None else _is_bright(stated)
        of_others = element.tag == "a" or (element.tag == "blockquote" and _is_quote(element))
        left_out[element] = of_others or left_out.get(parent, False)
        if bright[element] and not left_out[element] and (element.text or "").strip():
            yield element


def _stated_colour(element: html.HtmlElement) -> str | None:
    stated = _COLOUR.search(element.get("style") or "")
    named = stated[1] if stated else element.get("color") if element.tag == "font" else None
    return named.strip().lower() if named else None


def _is_bright(colour: str) -> bool:
    """Whether it is neither black, white nor a grey, nor one so dark that it passes for black."""
    parts = _parts_of(colour)
    return parts is not None and max(parts) - min(parts) >= _BRIGHT


def _parts_of(colour: str) -> tuple[int, ...] | None:
    """Red, green and blue, 0..255; None where it is not understood."""
    if colour in _NAMED:
        return _NAMED[colour]
    if match := re.fullmatch(r"#([0-9a-f])([0-9a-f])([0-9a-f])", colour):
        return tuple(int(part * 2, 16) for part in match.groups())
    if match := re.fullmatch(r"#([0-9a-f]{2})([0-9a-f]{2})([0-9a-f]{2})", colour):
        return tuple(int(part, 16) for part in match.groups())
    if match := re.match(r"rgba?\(\s*(\d{1,3})[,\s]+(\d{1,3})[,\s]+(\d{1,3})", colour):
        return tuple(int(part) for part in match.groups())
    return None


def _classes(element: html.HtmlElement) -> set[str]:
    return set((element.get("class") or "").lower().split())


def _is_quote(element: html.HtmlElement) -> bool:
    if (element.get("type") or "").lower() == "cite" or element.get("cite"):
        return True
    return any(_classes(one) & _QUOTE_CLASSES for one in (element, *element.iterancestors()))


def _signatures(tree: html.HtmlElement) -> list[html.HtmlElement]:
    """The outermost elements that are marked as signature.

    Apple's may hold the whole letter: it marks what stands in place of the signature, and there people write on.
    """
    found: list[html.HtmlElement] = []
    inside: set[html.HtmlElement] = set()
    for element in tree.iter(etree.Element):
        if element.getparent() in inside:
            inside.add(element)
        elif element.tag in _SIGNATURE_TAGS and _is_signature(element):
            inside.add(element)
            if element.get("id", "").lower() != _APPLES or is_short_block(laid_out(element).split("\n")):
                found.append(element)
    return found


def _is_signature(element: html.HtmlElement) -> bool:
    return (
        bool(_classes(element) & _SIGNATURE_CLASSES)
        or (element.get("id") or "").lower() in _SIGNATURE_IDS
        or element.get("data-smartmail") == "gmail_signature"
    )


def _wrap(element: html.HtmlElement, start: str, end: str) -> None:
    element.text = f"{start}{element.text or ''}"
    if len(element):
        element[-1].tail = f"{element[-1].tail or ''}{end}"
    else:
        element.text = f"{element.text}{end}"


def _with_quote_marks(text: str) -> str:
    lines = []
    depth = 0
    for line in text.split("\n"):
        depth += line.count(_QUOTE_START)
        clean = line.replace(_QUOTE_START, "").replace(_QUOTE_END, "")
        lines.append(f"{'>' * depth} {clean.strip()}".rstrip() if depth else clean)
        depth = max(0, depth - line.count(_QUOTE_END))
    return "\n".join(lines)
