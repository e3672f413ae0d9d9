"""What stands out from the words around it: people who answer inside of our letter make their words look different.

Our own letters have no colours, nothing in bold, and no brackets. Marked quotes are left out: they are ours, or shown.
"""

import re
from collections.abc import Collection, Iterator

from lxml import etree, html

from channels.styles import rules_of

# Private-use characters: before words in a colour of their own, and behind words that are emphasised otherwise.
_COLOURED, _EMPHASISED = "\ue004", "\ue005"
_MARKS = re.compile(f"[{_COLOURED}{_EMPHASISED}]")
# "[Aino Koski] In Pori": how Outlook marks comments. A notice in brackets has nothing behind it.
_COMMENT = re.compile(r"\s*\[[^\W\d_][^\[\]:@/]{1,60}\]\s*[^\s\[]")

_STYLE_SHEET = re.compile(r"<style\b[^<>]{0,300}>\s*(?:<!--)?([^<]*)", re.IGNORECASE)
_OF_CLASS = re.compile(r"\.([\w-]+)$")
_COLOUR = re.compile(r"(?<![\w-])color\s*:\s*([^;!]+)", re.IGNORECASE)
_EMPHASIS = re.compile(
    r"font-weight\s*:\s*(?:bold|[6-9]00)|font-style\s*:\s*italic|"
    r"background(?:-color)?\s*:\s*(?!none|transparent|inherit|initial|white|#f{3,6}\b|rgb\(255, ?255, ?255\))[^;]",
    re.IGNORECASE,
)
_EMPHASISING = frozenset({"b", "strong", "i", "em", "u", "ins", "mark"})
_WITHOUT_COLOUR = frozenset({"body", "blockquote"})  # what stands around them colours nothing in them
_NOT_EMPHASISED = frozenset({"body", "table", "tr", "td", "th"})  # what lays out has its background
_PLAIN = re.compile(
    r"(?:black|white|(?:dark|light|dim|slate|darkslate|lightslate)?gr[ae]y|silver|gainsboro|whitesmoke|inherit|initial|"
    r"unset|revert|auto|currentcolor|window|windowtext|canvastext|transparent)"
)
# Of 255 between the strongest and the weakest part: less is black, white, a grey, or what passes for them.
_PLAIN_SPREAD = 45


def stands_out(line: str) -> bool:
    """Whether *line* has words in a colour, ends with emphasised ones, or begins with a name in brackets.

    Emphasis inside of a line may be ours: "Your reference is **AN-7F3K**."
    """
    return _COLOURED in line or line.rstrip().endswith(_EMPHASISED) or bool(_COMMENT.match(line))


def without_marks(line: str) -> str:
    """*line* as it is without what `mark_emphasis` put into it."""
    return _MARKS.sub("", line)


def mark_emphasis(tree: html.HtmlElement, source: str, quotes: Collection[html.HtmlElement]) -> None:
    """Mark in *tree*, parsed from *source*, what stands out by its formats, but for links and *quotes*."""
    sheet = _styles_by_class(source)
    coloured, emphasised = list(_coloured(tree, sheet, quotes)), list(_emphasised(tree, sheet, quotes))
    for element in coloured:
        element.text = f"{_COLOURED}{element.text or ''}"
    for element in emphasised:
        if len(element):
            element[-1].tail = f"{(element[-1].tail or '').rstrip()}{_EMPHASISED}"
        else:
            element.text = f"{(element.text or '').rstrip()}{_EMPHASISED}"


def _styles_by_class(source: str) -> dict[str, str]:
    found: dict[str, str] = {}
    for rule in rules_of("\n".join(_STYLE_SHEET.findall(source))):
        if of_class := _OF_CLASS.search(rule.selector):
            found[of_class[1]] = f"{found.get(of_class[1], '')};{rule.declarations}"
    return found


def _style(element: html.HtmlElement, sheet: dict[str, str]) -> str:
    """What is said of how it looks, its own style first."""
    by_class = (sheet.get(name, "") for name in (element.get("class") or "").lower().split())
    return ";".join((element.get("style") or "", *by_class))


def _coloured(
    tree: html.HtmlElement, sheet: dict[str, str], quotes: Collection[html.HtmlElement]
) -> Iterator[html.HtmlElement]:
    """The elements with words of their own in a colour."""
    bright: dict[html.HtmlElement, bool] = {}
    left_out: dict[html.HtmlElement, bool] = {}
    # In the order of the document, so that each one's parent is known: to climb from each takes as many steps as pairs.
    for element in tree.iter(etree.Element):
        parent = element.getparent()
        inherited = element.tag not in _WITHOUT_COLOUR and bright.get(parent, False)
        stated = _stated_colour(element, sheet)
        bright[element] = inherited if stated is None else _is_bright(stated)
        left_out[element] = element.tag == "a" or element in quotes or left_out.get(parent, False)
        if bright[element] and not left_out[element] and (element.text or "").strip():
            yield element


def _emphasised(
    tree: html.HtmlElement, sheet: dict[str, str], quotes: Collection[html.HtmlElement]
) -> Iterator[html.HtmlElement]:
    """The outermost elements with emphasised words."""
    passed: set[html.HtmlElement] = set()
    for element in tree.iter(etree.Element):
        if element.getparent() in passed or element.tag == "a" or element in quotes:
            passed.add(element)
        elif element.tag not in _NOT_EMPHASISED and (
            element.tag in _EMPHASISING or _EMPHASIS.search(_style(element, sheet))
        ):
            passed.add(element)
            if any(text.strip() for text in element.itertext()):
                yield element


def _stated_colour(element: html.HtmlElement, sheet: dict[str, str]) -> str | None:
    stated = _COLOUR.search(_style(element, sheet))
    named = stated[1] if stated else element.get("color") if element.tag == "font" else None
    return named.strip().lower() if named else None


def _is_bright(colour: str) -> bool:
    """Whether it is neither black, white nor a grey, nor one so dark that it passes for black."""
    parts = _parts_of(colour)
    if parts is None:
        return colour.startswith("hsl") or (colour.isalpha() and not _PLAIN.fullmatch(colour))
    return max(parts) - min(parts) >= _PLAIN_SPREAD


def _parts_of(colour: str) -> tuple[int, ...] | None:
    """Red, green and blue, 0..255; None where it is not understood."""
    if match := re.fullmatch(r"#([0-9a-f])([0-9a-f])([0-9a-f])", colour):
        return tuple(int(part * 2, 16) for part in match.groups())
    if match := re.fullmatch(r"#([0-9a-f]{2})([0-9a-f]{2})([0-9a-f]{2})", colour):
        return tuple(int(part, 16) for part in match.groups())
    if match := re.match(r"rgba?\(\s*(\d{1,3})[,\s]+(\d{1,3})[,\s]+(\d{1,3})", colour):
        return tuple(int(part) for part in match.groups())
    return None
