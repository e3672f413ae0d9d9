"""What the frame around every page is made of, for whoever looks at it."""

import hashlib
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from aiohttp import web

from channels.codes import Language
from gateway.web.frame import services
from gateway.web.pages import Shell, SignedIn

STATIC: Final = Path(__file__).parent / "static"
_VERSION_LENGTH: Final = 12


@dataclass(frozen=True, slots=True, kw_only=True)
class Look:
    """What of the frame is the same for everybody while the program runs."""

    version: str  # of the static files
    demo: bool


LOOK = web.AppKey("look", Look)


@dataclass(frozen=True, slots=True, kw_only=True)
class Viewer:
    """Somebody signed in, and the token that their pages must send back."""

    signed_in: SignedIn
    csrf: str


def version_of(folder: Path = STATIC) -> str:
    """First 12 of the SHA-256 over the static files: a changed file has a new address, so browsers may keep the old."""
    digest = hashlib.sha256()
    for file in sorted(folder.rglob("*")):
        if file.is_file():
            digest.update(file.name.encode() + b"\0" + file.read_bytes())
    return digest.hexdigest()[:_VERSION_LENGTH]


def shell(request: web.Request, language: Language, *, path: str = "", viewer: Viewer | None = None) -> Shell:
    """The frame of a page in *language*. *path* is where its language links lead, if not to the page itself."""
    house = services(request)
    look = request.app[LOOK]
    return Shell(
        language=language,
        path=path or request.path,
        county=house.county.name[language],
        phone=house.county.phone.number,
        hours=house.hours.describe(language),
        signed_in=viewer.signed_in if viewer else None,
        csrf=viewer.csrf if viewer else "",
        version=look.version,
        demo=look.demo,
    )
