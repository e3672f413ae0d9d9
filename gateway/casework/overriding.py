"""What a person says otherwise than it was read, kept for review in the transaction of the act.

Nothing is learnt from it by itself: nothing that trains can see it.
"""

from collections.abc import Mapping
from typing import Any, Final

from sqlalchemy.ext.asyncio import AsyncSession

from gateway.casework.acting import Act
from gateway.services import Services
from gateway.steps.facts import area
from gateway.store import corrections
from gateway.store.corrections import Judged
from gateway.store.states import ReadField
from routing.facts import Area

# What a machine leaves open it has not read wrong: whoever fills it in corrects nothing.
_LEFT_OPEN: Final = frozenset({"", "unknown"})
_OF_READING: Final = ("contact_id", "reading_id", "read", "confidence")


async def keep(
    session: AsyncSession, services: Services, act: Act, changes: Mapping[str, tuple[str | None, str | None]]
) -> None:
    """Keep which of *changes* (field: as it was, as it is from now on) go against what was read.

    What a sender or a colleague has stated was not read, and changing it is left out, as are fields that nobody reads.
    """
    coded = {
        field: (_code(services, field, changes[field][0]), _code(services, field, changes[field][1]))
        for field in ReadField
        if field in changes
    }
    different = {field: codes for field, codes in coded.items() if codes[0] != codes[1]}
    if not different:
        return
    judged = await corrections.judged(session, act.case_id)
    rows: list[dict[str, Any]] = []
    for field, (was, chosen) in different.items():
        origin = _origin(services, judged, field, was)
        if origin is not None and origin["read"] not in _LEFT_OPEN:
            rows.append({**origin, "field": field, "chosen": chosen, "at": act.at, "user_id": act.user_id})
    if rows:
        await corrections.add(session, rows)


def _origin(services: Services, judged: Judged, field: ReadField, was: str) -> dict[str, Any] | None:
    """Which Reading the value comes from that stood there: as a person has changed it last, or as it was read.

    The Reading that the Case began with, else the oldest that says so: what comes later changes a Case only where it
    says something more urgent.
    """
    for row in judged.readings:
        last = judged.last.get((row.contact_id, field))
        if last is not None and last.chosen == was:
            return {name: getattr(last, name) for name in _OF_READING}
        if last is None and _code(services, field, row.reading[field]) == was:
            sure = row.reading["reason_confidence"] if field is ReadField.REASON else None
            return {"contact_id": row.contact_id, "reading_id": row.id, "read": was, "confidence": sure}
    if field is ReadField.URGENCY and judged.readings:
        # Nobody states it: what no Reading says was found in a later message of a chat, by the same engine.
        first = judged.readings[0]
        return {"contact_id": first.contact_id, "reading_id": first.id, "read": was, "confidence": None}
    return None


def _code(services: Services, field: ReadField, value: str | None) -> str:
    """*value* as it may be kept: a place that was typed is a code only where it is one of the county's."""
    code = str(value or "")
    if field is ReadField.MUNICIPALITY and area(code, services.county) is Area.OUT_OF_AREA:
        return str(Area.OUT_OF_AREA)
    return code
