"""The forms about the clock by law: from what a browser sends to acts."""

from collections.abc import Mapping

from sqlalchemy.ext.asyncio import AsyncSession

from channels.codes import AgeBand
from gateway.casework import assessing
from gateway.casework.acting import Act
from gateway.errors import RefusedError
from gateway.services import Services
from gateway.web.case.moments import moment_of


async def begun(session: AsyncSession, house: Services, act: Act, form: Mapping[str, str]) -> None:
    """The assessment has begun."""
    begun_at = moment_of(form.get("begun_at", ""))
    if begun_at is None:
        raise RefusedError("refused-date")
    reached = form.get("reached") == "yes"
    beginning = assessing.Beginning(at=begun_at, reached=reached, note=form.get("note", ""))
    await assessing.begin(session, house, act, beginning)


async def not_begun(session: AsyncSession, house: Services, act: Act, form: Mapping[str, str]) -> None:
    """It had not, after all."""
    await assessing.take_back(session, house, act, form.get("why", ""))


async def age(session: AsyncSession, house: Services, act: Act, form: Mapping[str, str]) -> None:
    """The client's age group is known better."""
    try:
        band = AgeBand(form.get("age", ""))
    except ValueError:
        raise RefusedError("refused-codes") from None
    await assessing.correct_age(session, house, act, band, form.get("why", ""))
