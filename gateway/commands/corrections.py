"""`luotsi corrections`: how often people chose otherwise than was read."""

from typing import Annotated

import typer

from gateway.commands.run import run, with_services
from gateway.comparing import overrides
from gateway.comparing.overrides import SEEN, USUALLY
from gateway.comparing.since import day
from gateway.errors import ConfigurationError
from gateway.faults import Step
from gateway.services import Services
from gateway.store import audit
from gateway.store.overrides import Wanted


def corrections(
    since: Annotated[str, typer.Option(help="First day, as 2026-11-01; 90 days back where it is not named.")] = "",
    as_json: Annotated[bool, typer.Option("--json", help="JSON instead of lines.")] = False,  # noqa: FBT002  a flag
) -> None:
    """How often people gave another reason than was read, and what they changed. Codes and counts, no names."""
    first = day(since)
    if since and first is None:
        raise ConfigurationError("--since", "must be a day as 2026-11-01")

    async def tell(services: Services) -> None:
        now = services.now()
        wanted = Wanted(since=first or now - USUALLY)
        async with services.writing(Step.OPERATE) as session:
            await audit.write(session, now, SEEN, user_id=None, since=wanted.since.isoformat())
        async with services.readers() as session:
            found = await overrides.read(session, wanted)
        typer.echo(overrides.as_json(found) if as_json else "\n".join(overrides.as_lines(found)))

    run(with_services(tell))
