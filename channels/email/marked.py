"""HTML with what the mail program itself marked in it: quotes and signatures. Only for the reply view."""

import re
from collections.abc import Iterator

from lxml import html

from channels.email.reply import COLOURED, SIGNATURE_END, SIGNATURE_START
from channels.markup import RENDER_ERRORS, laid_out, stripped, visible_tree

_QUOTE_CLASSES = frozenset({"gmail_quote", "yahoo_quoted", "protonmail_quote", "moz-cite"})
_SIGNATURE_CLASSES = frozenset(
    {"gmail_signature", "moz-signature", "ms-outlook-mobile-signature", "protonmail_signature_block"}
)
_SIGNATURE_IDS = frozenset({"signature", "ms-outlook-mobile-signature", "applemailsignature", "x_signature"})
_QUOTE_START, _QUOTE_END = "\ue002", "\ue003"
_COLOUR = re.compile(r"(?<![\w-])color\s*:\s*([^;!]+)", re.IGNORECASE)
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
    """The text of HTML with ">" before quoted lines, and signatures between the marks of `reply`. Never raises."""
    try:
        tree = visible_tree(source)
        if tree is None:
            return ""
        for element in tree.iter("blockquote"):
            if _is_quote(element):
                _wrap(element, _QUOTE_START, _QUOTE_END)
        for element in _signatures(tree):
            _wrap(element, SIGNATURE_START, SIGNATURE_END)
        for element in _coloured(tree):
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
    """The innermost elements with words in a bright colour; links and what programs mark themselves have one anyway."""
    for element in tree.iter("span", "font", "p", "div", "b", "strong", "i", "em", "li", "td"):
        if (element.text or "").strip() and _is_bright(element) and not _is_marked_otherwise(element):
            yield element


def _is_bright(element: html.HtmlElement) -> bool:
    """Whether its own colour is neither black, white nor a grey, nor one so dark that it passes for black."""
    for holder in (element, *element.iterancestors()):
        stated = _COLOUR.search(holder.get("style") or "")
        named = stated[1] if stated else holder.get("color") if holder.tag == "font" else None
        if named:
            parts = _parts_of(named.strip().lower())
            return parts is not None and max(parts) - min(parts) >= _BRIGHT
        if holder.tag in {"body", "blockquote"}:
            return False
    return False


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


def _is_marked_otherwise(element: html.HtmlElement) -> bool:
    return any(
        one.tag == "a" or (one.tag == "blockquote" and _is_quote(one)) for one in (element, *element.iterancestors())
    )


def _classes(element: html.HtmlElement) -> set[str]:
    return set((element.get("class") or "").lower().split())


def _is_quote(element: html.HtmlElement) -> bool:
    if (element.get("type") or "").lower() == "cite" or element.get("cite"):
        return True
    return any(_classes(one) & _QUOTE_CLASSES for one in (element, *element.iterancestors()))


def _signatures(tree: html.HtmlElement) -> list[html.HtmlElement]:
    return [
        element
        for element in tree.iter("div", "span", "table", "pre", "p")
        if _classes(element) & _SIGNATURE_CLASSES
        or (element.get("id") or "").lower() in _SIGNATURE_IDS
        or element.get("data-smartmail") == "gmail_signature"
    ]


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
