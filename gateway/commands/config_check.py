"""`luotsi config check`: whether this machine and its county are fit to take contacts."""

from collections.abc import Iterator
from pathlib import Path
from typing import Final

from sqlalchemy import make_url

from channels.codes import ChannelCode
from gateway import county as counties
from gateway import i18n, imap_accounts
from gateway.catalogue import ptv
from gateway.commands import county_check
from gateway.county import County, Mode
from gateway.settings import Settings
from routing import check
from routing.survey import survey
from routing.text_files import load_texts

# By these people are told of services.
_ANSWERED: Final = (ChannelCode.CHAT, ChannelCode.SECURE_EMAIL)


def problems(settings: Settings, folder: Path = counties.FOLDER) -> Iterator[str]:
    """Everything that must be mended before people can rely on us; nothing when all is well.

    Raises ConfigurationError where a file cannot even be read.
    """
    county = counties.load(settings.county, folder)
    i18n.load()
    destinations, texts = check.load_destinations(), load_texts()
    counties.load_triggers(settings.county, destinations, folder)
    rules = settings.rules or check.OWN_RULES
    of_rules = survey(rules, destinations, texts)
    yield from (str(problem.error()) for problem in of_rules)
    if not of_rules:
        yield from county_check.problems(county, check.read_rules(rules, destinations), texts, folder)
    if settings.catalogue:
        yield from _of_catalogue(settings.catalogue, county)
    imap_accounts.demand_passwords(imap_accounts.load(settings.mailboxes, county))
    if settings.redis_url and make_url(settings.database).get_backend_name() == "sqlite":
        yield "LUOTSI_REDIS_URL: several processes need PostgreSQL; set LUOTSI_DATABASE_URL"
    if settings.public_url and not settings.smtp_relay:
        yield "LUOTSI_SMTP_RELAY: without a relay no acknowledgement and no alarm leaves this machine"
    if not settings.is_loopback and not settings.public_url.startswith("https://"):
        yield "LUOTSI_PUBLIC_URL: people must reach us by https"


def _of_catalogue(file: Path, county: County) -> Iterator[str]:
    """Invented services are no answer to anybody who asks a county."""
    catalogue, live = ptv.read(file), [channel for channel in _ANSWERED if county.mode(channel) is Mode.LIVE]
    if live and catalogue.invented:
        yield f"LUOTSI_CATALOGUE: {file} is invented, and {', '.join(live)} is live; take the county's own copy"
