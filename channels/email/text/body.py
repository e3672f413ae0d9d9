"""What of a mail is its text, and what came with it."""

import mimetypes
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from channels.contact import Attachment
from channels.email.text.alternatives import all_said
from channels.email.text.stand_ins import invitation, is_other_text, note, without_entities, written_text
from channels.email.wire.charsets import decoded, decoded_html
from channels.email.wire.mime import Budget, Fields, Part, parameter
from channels.markup import stripped, text_from_html

_BODY_TYPES = frozenset({"text/plain", "text/html"})
_HTML_TYPES = frozenset({"text/html", "application/xhtml+xml"})
# What programs call the text itself. Nobody's own file is called so.
_NAME_OF_TEXT = re.compile(
    r"(?:mail|body|message|viesti|meddelande|unnamed|noname)[\d._-]{0,9}\.(?:html?|txt)", re.IGNORECASE
)
_ENDINGS = {
    "message/rfc822": ".eml",
    "message/global": ".eml",
    "message/delivery-status": ".txt",
    "image/jpeg": ".jpg",
    "image/heic": ".heic",
    "image/webp": ".webp",
    "text/calendar": ".ics",
    "text/plain": ".txt",
    "text/html": ".html",
    "text/vcard": ".vcf",
    "text/x-vcard": ".vcf",
    "text/x-amp-html": ".html",
    "application/pdf": ".pdf",
    "application/pkcs7-signature": ".p7s",
    "application/x-pkcs7-signature": ".p7s",
    "application/pgp-signature": ".asc",
    "application/octet-stream": ".bin",
    "audio/mpeg": ".mp3",
    "audio/mp4": ".m4a",
}
_UNSAFE_IN_NAME = re.compile(r"[\x00-\x1f\x7f/\\\u202a-\u202e\u2066-\u2069]+")
_LONGEST_NAME = 200
# A program that calls its HTML plain text writes a whole document, or one element around everything.
_DOCUMENT = re.compile(r"\s*(?:<\?xml[^<>]*>\s*)?<(?:!doctype\s+html|html|head|body)\b", re.IGNORECASE)
_ELEMENT = re.compile(r"\s*<(div|p|table|font|span|center)\b[^<>]*>", re.IGNORECASE)
_TAG = re.compile(r"</?[a-z!]", re.IGNORECASE)
LONGEST_HTML = 2_000_000  # laid out; what is longer only loses its tags
_LONGEST_FLOWED = 1_000_000  # put together again; what is longer keeps its lines as they came


@dataclass(frozen=True, slots=True, kw_only=True)
class Body:
    """The readable text of a mail, the HTML it was taken from or stood beside, and every other leaf as a file."""

    text: str
    html: str  # of the text's own part, where there was one
    from_html: bool  # the text is taken from the HTML
    is_note: bool  # the text is nobody's words: it says why there are none, or is empty
    attachments: tuple[Attachment, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Found:
    texts: tuple[str, ...] = ()
    htmls: tuple[str, ...] = ()
    from_html: bool = False
    files: tuple[Part, ...] = ()


def body_of(root: Part, budget: Budget) -> Body:
    """The text and the files of a mail. Raises UnreadableError when it takes too long."""
    found = _found(root, budget)
    if not _has_text(found):
        found = _other_text(found, budget)
    texts = [text for text in found.texts if text.strip()]
    said = "\n\n".join(texts) if texts else invitation(found.files, root.fields)
    return Body(
        text=said or note(found.files, root.fields),
        html="\n".join(found.htmls),
        from_html=found.from_html and len(texts) == 1,
        is_note=not said,
        attachments=tuple(_attachment(part, number) for number, part in enumerate(found.files, start=1)),
    )


def _has_text(found: _Found) -> bool:
    return any(text.strip() for text in found.texts)


def _found(part: Part, budget: Budget) -> _Found:
    if not part.parts:
        return _leaf(part, budget)
    children = [_found(child, budget) for child in part.parts]
    if part.media_type == "multipart/alternative":
        return _best(children)
    # Some programs send their text as HTML too, without a word about alternatives.
    plain = {" ".join(text.split()) for child in children if not child.from_html for text in child.texts}
    children = [_without_repeated(child, plain) for child in children]
    return _Found(
        texts=tuple(text for child in children for text in child.texts),
        htmls=tuple(html for child in children for html in child.htmls),
        from_html=any(child.from_html for child in children),
        files=tuple(file for child in children for file in child.files),
    )


def _without_repeated(found: _Found, plain: set[str]) -> _Found:
    """*found* without what it takes from HTML, where that says the same as one of the *plain* texts."""
    if found.from_html and all(" ".join(text.split()) in plain for text in found.texts):
        return replace(found, texts=(), from_html=False)
    return found


def _leaf(part: Part, budget: Budget) -> _Found:
    budget.check_time()
    named = part.filename and not _NAME_OF_TEXT.fullmatch(part.filename)
    if part.media_type not in _BODY_TYPES or part.disposition == "attachment" or named:
        return _Found(files=(part,))
    return _text(part, budget)


def _other_text(found: _Found, budget: Budget) -> _Found:
    """*found*, and where the mail has no text but one in a file, or of another kind, that one is it."""
    for part in _stand_ins(found.files):
        return replace(_text(part, budget), files=tuple(file for file in found.files if file is not part))
    return found


def _stand_ins(files: tuple[Part, ...]) -> Iterator[Part]:
    """What of *files* can be the text of a mail that has none, the likeliest first."""
    shown = [part for part in files if part.disposition != "attachment"]
    yield from (part for part in shown if part.media_type in _BODY_TYPES)
    yield from (part for part in files if part.media_type in _BODY_TYPES and not part.filename)
    yield from (part for part in shown if part.media_type in _HTML_TYPES and not part.filename)
    yield from (part for part in shown if is_other_text(part))


def _text(part: Part, budget: Budget) -> _Found:
    source = _source(part).replace("\r\n", "\n").replace("\r", "\n")
    source = source.replace("\x00", "").replace("\ufeff", "")
    if _is_html(part, source):
        text = text_from_html(source) if len(source) <= LONGEST_HTML else stripped(source)
        budget.check_time()
        return _Found(texts=(text,), htmls=(source,), from_html=True)
    flowed = parameter(part.fields, "content-type", "format").lower() == "flowed"
    if flowed and len(source) <= _LONGEST_FLOWED:
        source = unflowed(source, delete_space=parameter(part.fields, "content-type", "delsp").lower() == "yes")
    if part.media_type in _HTML_TYPES:
        source = without_entities(source)
    return _Found(texts=(written_text(source, part.media_type).strip("\n"),))


def _source(part: Part) -> str:
    content = part.content
    if part.media_type != "text/html":
        return decoded(content, part.charset)
    without_header = Part(media_type=part.media_type, fields=Fields(items=()), body=content)
    return decoded_html(content, part.charset, without_header.charset)


def _is_html(part: Part, source: str) -> bool:
    """Whether it is HTML by what it holds: some programs call it plain text, and some plain text HTML."""
    if part.media_type in _HTML_TYPES:
        return bool(_TAG.search(source))
    element = _ELEMENT.match(source)
    whole = element and source.rstrip().lower().endswith(f"</{element[1].lower()}>")
    return part.media_type == "text/plain" and bool(whole or _DOCUMENT.match(source))


def _best(children: list[_Found]) -> _Found:
    """Of alternatives every plain text and what the HTML one alone says; the files of all of them."""
    files = tuple(file for child in children for file in child.files)
    htmls = tuple(html for child in children for html in child.htmls)
    plain = [child for child in children if _has_text(child) and not child.from_html]
    rich = [child for child in children if _has_text(child) and child.from_html]
    said = tuple({" ".join(text.split()): text for child in plain for text in child.texts}.values())
    texts = rich[-1].texts if rich else ()
    if not plain:
        return _Found(texts=texts, htmls=htmls, from_html=bool(rich), files=files)
    as_plain, as_html = "\n\n".join(said), "\n\n".join(texts)
    text = all_said(as_plain, as_html)
    if text == as_plain:
        return _Found(texts=said, htmls=htmls, files=files)
    from_html = text == as_html
    # Beside other words than the HTML has, its marks would mislead the reply view.
    return _Found(texts=(text,), htmls=htmls if from_html else (), from_html=from_html, files=files)


def _attachment(part: Part, number: int) -> Attachment:
    name = _UNSAFE_IN_NAME.sub("_", part.filename).strip(" .")[-_LONGEST_NAME:]
    if not name:
        name = f"attachment-{number}{_ending(part.media_type)}"
    return Attachment(filename=name, media_type=part.media_type, content=part.content)


def _ending(media_type: str) -> str:
    return _ENDINGS.get(media_type) or mimetypes.guess_extension(media_type) or ".bin"


_QUOTE_MARKS = re.compile(r"(>*) ?(.*)", re.DOTALL)


def unflowed(text: str, *, delete_space: bool) -> str:
    """format=flowed text (RFC 3676) with its paragraphs put together again."""
    lines: list[list[str]] = []
    open_depth: int | None = None  # of the paragraph that the last line leaves open
    for line in text.split("\n"):
        match = _QUOTE_MARKS.fullmatch(line)
        marks, content = (match[1], match[2]) if match else ("", line)
        flowing = content.endswith(" ") and content != "-- "
        kept = content[:-1] if flowing and delete_space else content
        if open_depth == len(marks) and content != "-- ":
            lines[-1].append(kept)
        else:
            lines.append([f"{marks} ", kept] if marks else [kept])
        open_depth = len(marks) if flowing else None
    return "\n".join(_flowed_line("".join(pieces)) for pieces in lines)


def _flowed_line(line: str) -> str:
    return line if line == "-- " else line.rstrip()
