"""What every page shares. A page is a frozen dataclass beside its handlers; its template uses those fields only."""

from dataclasses import dataclass, fields
from datetime import datetime
from functools import cache
from pathlib import Path
from typing import ClassVar, Protocol

from aiohttp import web
from jinja2 import Environment, FileSystemLoader, StrictUndefined, select_autoescape
from markupsafe import Markup

from channels.codes import Language
from gateway.i18n import Texts, Value, short_time

TEMPLATES = Path(__file__).parent / "templates"


class Page(Protocol):
    """A page's values; `template` is its file under templates/."""

    template: ClassVar[str]


@dataclass(frozen=True, slots=True, kw_only=True)
class SignedIn:
    """The advisor who looks at the page."""

    name: str
    username: str
    may_work: bool
    may_operate: bool
    may_supervise: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Shell:
    """What the frame around every page needs."""

    language: Language
    path: str
    county: str  # its name in the page's language
    phone: str
    hours: str  # of the main line, in words
    signed_in: SignedIn | None
    csrf: str  # empty where nobody is signed in
    version: str  # of the static files, for caching
    demo: bool


@cache
def environment() -> Environment:
    """Jinja as we use it: everything escaped, an unknown name is an error. One, which keeps what it has compiled."""
    return Environment(
        loader=FileSystemLoader(TEMPLATES),
        autoescape=select_autoescape(default=True, default_for_string=True),
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Renderer:
    """Turns pages into HTML."""

    environment: Environment
    texts: Texts

    def html(self, page: Page, shell: Shell) -> str:
        """The page's HTML. Templates know its fields, `shell`, `t(key, …)`, `label(list, code)`, `time(moment)`."""
        language = shell.language

        def t(key: str, **values: Value) -> str:
            return self.texts.say(language, key, **values)

        def label(kind: str, code: str) -> str:
            return self.texts.say(language, f"{kind}-{code}")

        def time(moment: datetime) -> Markup:
            return Markup('<time datetime="{}">{}</time>').format(moment.isoformat(), short_time(moment, language))

        values = {field.name: getattr(page, field.name) for field in fields(page)}  # type: ignore[arg-type]
        return self.environment.get_template(page.template).render(values, shell=shell, t=t, label=label, time=time)

    def respond(self, page: Page, shell: Shell, *, status: int = 200) -> web.Response:
        """The page as a response that nobody caches."""
        return web.Response(
            text=self.html(page, shell),
            status=status,
            content_type="text/html",
            charset="utf-8",
            headers={"Cache-Control": "no-store", "Content-Language": str(shell.language)},
        )
