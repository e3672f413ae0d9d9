"""`luotsi config check`: whether this machine and its county are fit to take contacts."""

from collections.abc import Iterator
from pathlib import Path

from sqlalchemy import make_url

from channels.codes import ANSWER_LANGUAGES
from gateway import county as counties
from gateway import i18n
from gateway.county import County
from gateway.settings import Settings
from nlu import municipality
from routing import check
from routing.acknowledgement import load_texts


def problems(settings: Settings, folder: Path = counties.FOLDER) -> Iterator[str]:
    """Everything that must be mended before people can rely on us; nothing when all is well.

    Raises ConfigurationError where a file cannot even be read.
    """
    county = counties.load(settings.county, folder)
    i18n.load()
    book, texts = check.load_rules(), load_texts()
    yield from (str(problem) for problem in check.check(book, texts))
    yield from _county(county)
    if settings.redis_url and make_url(settings.database).get_backend_name() == "sqlite":
        yield "LUOTSI_REDIS_URL: several processes need PostgreSQL; set LUOTSI_DATABASE_URL"
    if settings.public_url and not settings.smtp_relay:
        yield "LUOTSI_SMTP_RELAY: without a relay no acknowledgement and no alarm leaves this machine"
    if not settings.is_loopback and not settings.public_url.startswith("https://"):
        yield "LUOTSI_PUBLIC_URL: people must reach us by https"


def _county(county: County) -> Iterator[str]:
    for problem in (*_alarm(county), *_municipalities(county), *_mail(county), *_lines(county)):
        yield f"county {county.code}: {problem}"


def _alarm(county: County) -> Iterator[str]:
    if not county.alarm.targets or not county.alarm.round_the_clock:
        yield "alarm: needs a target that answers day and night"


def _municipalities(county: County) -> Iterator[str]:
    known = {one.fi for one in municipality.load().municipalities}
    for name in county.municipalities.names:
        if name not in known:
            yield f"municipalities: {name} is no Finnish municipality"


def _mail(county: County) -> Iterator[str]:
    for mailbox, line in county.mail.mailboxes.items():
        if line not in county.lines:
            yield f"mail.mailboxes: {mailbox} leads to {line}, which is no line"
    if county.mail.address not in county.mail.mailboxes:
        yield "mail.address: answers to it would be refused; make it a mailbox"


def _lines(county: County) -> Iterator[str]:
    for line, one in county.lines.items():
        if set(one.name) != set(ANSWER_LANGUAGES):
            yield f"lines.{line}.name: needs fi, sv and en"
    if "default" not in county.links:
        yield "links: there is no default"
