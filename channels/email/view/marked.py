"""HTML with what the mail program itself marked in it: quotes and signatures. Only for the reply view."""

from lxml import etree, html

from channels.email.view.emphasis import mark_emphasis
from channels.email.view.signatures import SIGNATURE_END, SIGNATURE_START, is_signature
from channels.markup import RENDER_ERRORS, laid_out, stripped, visible_tree

_QUOTE_CLASSES = frozenset({"gmail_quote", "yahoo_quoted", "protonmail_quote", "moz-cite"})
_SIGNATURE_CLASSES = frozenset(
    {
        "gmail_signature",
        "gmail_signature_prefix",
        "moz-signature",
        "ms-outlook-mobile-signature",
        "protonmail_signature_block",
    }
)
_SIGNATURE_IDS = frozenset({"signature", "ms-outlook-mobile-signature", "applemailsignature", "x_signature"})
_SIGNATURE_TAGS = frozenset({"div", "span", "table", "pre", "p"})
_QUOTE_START, _QUOTE_END = "\ue002", "\ue003"


def marked_text(source: str) -> str:
    """The text of HTML with ">" before quoted lines, and the marks of `signatures` and `emphasis`. Never raises."""
    try:
        tree = visible_tree(source)
        if tree is None:
            return ""
        quotes = [element for element in tree.iter("blockquote") if _is_quote(element)]
        for element in quotes:
            _wrap(element, _QUOTE_START, _QUOTE_END)
        for element in _signatures(tree):
            _wrap(element, SIGNATURE_START, SIGNATURE_END)
        mark_emphasis(tree, source, frozenset(quotes))
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


def _classes(element: html.HtmlElement) -> set[str]:
    return set((element.get("class") or "").lower().split())


def _is_quote(element: html.HtmlElement) -> bool:
    if (element.get("type") or "").lower() == "cite" or element.get("cite"):
        return True
    return any(_classes(one) & _QUOTE_CLASSES for one in (element, *element.iterancestors()))


def _signatures(tree: html.HtmlElement) -> list[html.HtmlElement]:
    """The outermost elements that are marked as signature and are none but that.

    The cursor may stand in them, and there people write on: some hold the whole letter.
    """
    found: list[html.HtmlElement] = []
    inside: set[html.HtmlElement] = set()
    for element in tree.iter(etree.Element):
        if element.getparent() in inside:
            inside.add(element)
        elif element.tag in _SIGNATURE_TAGS and _is_marked_as_signature(element):
            inside.add(element)
            if is_signature(laid_out(element).split("\n")):
                found.append(element)
    return found


def _is_marked_as_signature(element: html.HtmlElement) -> bool:
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
