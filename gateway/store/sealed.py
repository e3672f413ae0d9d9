"""Every sealed value in the database, by column: for changing keys."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from sqlalchemy import Column, Table, func, select, update
from sqlalchemy.ext.asyncio import AsyncSession

from gateway.keys import place
from gateway.store.schema import Sealed
from gateway.store.tables import METADATA


@dataclass(frozen=True, slots=True)
class SealedColumn:
    """One column of sealed values."""

    table: Table
    column: Column[bytes]

    @property
    def name(self) -> str:
        """As people read it."""
        return f"{self.table.name}.{self.column.name}"

    def place(self, row: object) -> str:
        """The place that the value of *row* is bound to."""
        return place(self.table.name, self.column.name, str(row))

    @property
    def row(self) -> Column[object]:
        """The column that names the row a value is bound to."""
        return self.table.columns["id"] if "id" in self.table.columns else next(iter(self.table.primary_key.columns))


def columns() -> Iterator[SealedColumn]:
    """All sealed columns, found by their type."""
    for table in METADATA.sorted_tables:
        for column in table.columns:
            if isinstance(column.type, Sealed):
                yield SealedColumn(table, column)


async def count(session: AsyncSession, sealed: SealedColumn) -> int:
    """How many rows the column has."""
    return await session.scalar(select(func.count()).select_from(sealed.table)) or 0


async def after(
    session: AsyncSession, sealed: SealedColumn, last: object | None, most: int
) -> Sequence[tuple[object, bytes | None]]:
    """The next rows after *last*, with their sealed values."""
    wanted = select(sealed.row, sealed.column).order_by(sealed.row).limit(most)
    if last is not None:
        wanted = wanted.where(sealed.row > last)
    return [(row, value) for row, value in await session.execute(wanted)]


async def replace(session: AsyncSession, sealed: SealedColumn, row: object, old: bytes, fresh: bytes) -> None:
    """Put *fresh* in place of *old*. If somebody has written meanwhile theirs stays: it is newer."""
    await session.execute(
        update(sealed.table).where(sealed.row == row, sealed.column == old).values({sealed.column.name: fresh})
    )
