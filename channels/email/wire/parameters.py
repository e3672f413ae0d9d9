"""What a header says in its first word and in the parameters behind that, as well as programs write them."""

import re
from email.errors import MessageError
from email.message import Message

from channels.email.wire.charsets import decoded

_LONGEST_PARAMETERS = 5_000  # characters
_COMMENT_BEHIND_THE_FIRST_WORD = re.compile(r'^([^;="()]*)\([^()]*\)')
_NO_SEMICOLON = re.compile(r'^\s*([^\s;,="/]+(?:\s*/\s*[^\s;,="/]+)?)[\s,]+(?=[\w*-]+\s*=)')
_TYPE = re.compile(r"([\w.+-]+)\s*/\s*([\w.+-]+)[\s,]*")
_SWAPPED = {"plain/text": "text/plain", "html/text": "text/html"}


def first_word(value: str) -> str:
    """What stands above the parameters in *value*, in lower case."""
    return _mended(value).partition(";")[0].strip().lower()


def media_type(value: str, default: str) -> str:
    """The type that a Content-Type states, also with a comment, without its subtype, or the wrong way round."""
    stated = first_word(value)
    # Some write "text / plain".
    if match := _TYPE.fullmatch(stated):
        named = f"{match[1]}/{match[2]}"
        return _SWAPPED.get(named, named)
    if stated == "multipart":
        return "multipart/mixed"
    return "text/plain" if stated else default


def parameter_of(value: str, name: str) -> str:
    """A parameter in a header's *value*, or nothing: as RFC 2231 spells it, if it is there in both ways."""
    holder = Message()
    holder["x"] = _mended(value)
    try:
        all_of_them = holder.get_params([], "x") or []
    except (MessageError, ValueError, LookupError, TypeError):
        return ""
    # The stubs know of no value that RFC 2231 spells, which is a tuple.
    found: list[object] = [one for key, one in all_of_them if key.lower() == name]
    for one in found:
        if isinstance(one, tuple):
            charset, _, encoded = one
            return decoded((encoded or "").encode("latin-1", "replace"), charset or "")
    return str(found[0] or "").strip() if found else ""


def _mended(value: str) -> str:
    """*value* in one line, no comment behind its first word, and the semicolon there that some forget."""
    line = value[:_LONGEST_PARAMETERS].replace("\r", " ").replace("\n", " ")
    return _NO_SEMICOLON.sub(r"\1; ", _COMMENT_BEHIND_THE_FIRST_WORD.sub(r"\1", line))
