"""`luotsi config check`: whether this machine and its county are fit to take contacts."""

from collections.abc import Iterator
from pathlib import Path

from channels.codes import ANSWER_LANGUAGES, ChannelCode
from gateway import county as counties
from gateway import i18n
from gateway.county import County, Mode
from gateway.settings import Settings
from nlu.entities import Finder
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
    if settings.redis_url:
        yield "LUOTSI_REDIS_URL: several processes with Redis come with a later version; leave it empty"
    if not settings.is_loopback and not settings.public_url.startswith("https://"):
        yield "LUOTSI_PUBLIC_URL: people must reach us by https"


def _county(county: County) -> Iterator[str]:
    alarm = county.alarm
    if not alarm.targets or not alarm.round_the_clock:
        yield f"county {county.code}: alarm: needs a target that answers day and night"
    known = set(Finder().municipalities)
    for name in county.municipalities.names:
        if name not in known:
            yield f"county {county.code}: municipalities: {name} is no Finnish municipality"
    for line in county.mail.mailboxes.values():
        if line not in county.lines:
            yield f"county {county.code}: mail.mailboxes: there is no line {line}"
    if county.mail.address not in county.mail.mailboxes:
        yield f"county {county.code}: mail.address: answers to it would be refused; make it a mailbox"
    for code in check.load_destinations():
        if code not in county.links and county.mode(ChannelCode.WEB_FORM) is Mode.LIVE and "default" not in county.links:
            yield f"county {county.code}: links: neither {code} nor default"
    for line, words in county.lines.items():
        if set(words.name) != set(ANSWER_LANGUAGES):
            yield f"county {county.code}: lines.{line}.name: needs fi, sv and en"
