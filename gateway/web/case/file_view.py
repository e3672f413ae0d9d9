"""A file that came with a contact, as its Case shows it, and whether a browser may show what is in it."""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Final

# What a browser may show, by what a file begins with; what it calls itself is only a hint.
SHOWN: Final[Mapping[str, tuple[bytes, ...]]] = MappingProxyType(
    {
        "image/png": (b"\x89PNG\r\n\x1a\n",),
        "image/jpeg": (b"\xff\xd8\xff",),
        "image/gif": (b"GIF87a", b"GIF89a"),
        "application/pdf": (b"%PDF-",),
    }
)


@dataclass(frozen=True, slots=True, kw_only=True)
class File:
    """A file that came with a Contact."""

    id: str
    name: str
    media_type: str
    size: str
    may_show: bool  # it calls itself what a browser may show


def kind_of(content: bytes) -> str | None:
    """The media type of a file that a browser may show; None for any other."""
    return next((kind for kind, signs in SHOWN.items() if content.startswith(signs)), None)
