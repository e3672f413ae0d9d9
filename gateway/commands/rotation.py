"""Changing keys: every sealed value is opened and sealed again with the newest key, while everything runs."""

from collections.abc import AsyncIterator
from dataclasses import dataclass

from gateway.faults import Step
from gateway.keys import Keyring, key_of
from gateway.services import Services
from gateway.store import sealed
from gateway.store.sealed import SealedColumn

_AT_A_TIME = 200


@dataclass(frozen=True, slots=True, kw_only=True)
class Progress:
    """How far the rotation of one column is."""

    column: str
    done: int
    total: int


async def rotate(services: Services, keys: Keyring) -> AsyncIterator[Progress]:
    """Seal everything with the newest key. Stopped half-way it is simply run again: what is done is skipped."""
    for column in sealed.columns():
        async for progress in _column(services, keys, column):
            yield progress


async def _column(services: Services, keys: Keyring, column: SealedColumn) -> AsyncIterator[Progress]:
    done, last = 0, None
    async with services.writing(Step.ROTATE) as session:
        total = await sealed.count(session, column)
    while True:
        async with services.writing(Step.ROTATE) as session:
            rows = await sealed.after(session, column, last, _AT_A_TIME)
            for row, value in rows:
                if value is not None and key_of(value) != keys.newest.id:
                    fresh = keys.seal(keys.open(value, column.place(row)), column.place(row))
                    await sealed.replace(session, column, row, value, fresh)
        if not rows:
            return
        last, done = rows[-1][0], done + len(rows)
        yield Progress(column=column.name, done=done, total=total)
