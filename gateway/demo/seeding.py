"""Fills an empty database with the demo, once."""

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import replace
from datetime import datetime
from typing import Final
from uuid import UUID

import structlog
import typer

from gateway.commands import accounts
from gateway.demo import guard, script
from gateway.demo.accounts import COLLEAGUES, LAST, Colleague
from gateway.demo.play import Clock, begin, scenes
from gateway.faults import Step
from gateway.i18n import HELSINKI
from gateway.services import Services
from gateway.store import memberships, users

_EVERY: Final = 20  # contacts between two lines of progress


async def seed(services: Services, say: Callable[[str], None] = typer.echo) -> None:
    """Accounts, contacts and what became of them, up to this moment; nothing where they are there already.

    Raises ConfigurationError where we are not harmless, or the database holds anything that is not the demo's.
    """
    guard.demand_harmless(services.settings)
    start = services.now().replace(microsecond=0)
    async with services.readers() as session:
        found = await guard.look(session)
        made = next((one.created_at for one in await users.everybody(session) if one.username == LAST.username), None)
    if found is guard.Found.DEMO:
        say(f"Demo: kept as it was left; its contacts were made on {_day(made or start)}.")
        return
    told = script.contacts()
    say(f"Demo: {len(told)} invented contacts go through the pipeline …")
    with _quiet():
        await _play(services, told, start, say)
    say("Demo: ready.")


async def _play(
    services: Services, told: tuple[script.Contact, ...], start: datetime, say: Callable[[str], None]
) -> None:
    order = scenes(told, start, services.calendar)
    first = order[0].at
    before = replace(services, now=Clock(first))
    colleagues = await _open_accounts(before, tuple(one for one in COLLEAGUES if one is not LAST))
    play = begin(services, colleagues, start, first)
    for scene in order:
        await play.play(scene)
        if scene.deed is None and len(play.came) % _EVERY == 0:
            say(f"Demo: {len(play.came)} of {len(told)}")
    await play.work_until(start)
    await _open_accounts(services, (LAST,))


async def _open_accounts(services: Services, colleagues: tuple[Colleague, ...]) -> Mapping[str, UUID]:
    async with services.writing(Step.DEMO) as session:
        for one in colleagues:
            await accounts.insert_user(session, services, one.username, one.name, one.role, one.password, demo=True)
        known = {user.username: user.id for user in await users.everybody(session)}
        for one in colleagues:
            await memberships.replace(session, known[one.username], one.teams)
        return known


@contextmanager
def _quiet() -> Iterator[None]:
    """Without a log line for each Job: whoever starts the demo wants to see where to sign in."""
    known = structlog.get_config()
    structlog.configure(wrapper_class=structlog.make_filtering_bound_logger("error"))
    try:
        yield
    finally:
        structlog.configure(**known)


def _day(moment: datetime) -> str:
    local = moment.astimezone(HELSINKI)
    return f"{local.day}.{local.month}.{local.year} at {local:%H:%M}"
