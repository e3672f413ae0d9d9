"""Every column of every table, as it stands in the database and as whoever holds the keys reads it."""

import json
from collections import defaultdict

from sqlalchemy import select

from gateway.services import Services
from gateway.store import sealed
from gateway.store.tables import METADATA


async def plain(services: Services) -> dict[str, bytes]:
    """What stands in each column."""
    found = defaultdict(bytes)
    async with services.readers() as session:
        for table in METADATA.sorted_tables:
            for row in await session.execute(select(table)):
                for column, value in zip(table.columns, row, strict=True):
                    found[f"{table.name}.{column.name}"] += _bytes(value) + b"\n"
    return dict(found)


async def opened(services: Services) -> dict[str, bytes]:
    """What our keys open in each column of sealed values."""
    found = defaultdict(bytes)
    async with services.readers() as session:
        for column in sealed.columns():
            for row, value in await session.execute(select(column.row, column.column)):
                if value is not None:
                    found[column.name] += services.keys.open(value, column.place(row)) + b"\n"
    return dict(found)


async def sealed_values(services: Services) -> dict[bytes, str]:
    """Every sealed value, as its bytes lie in the database, with the column that it lies in."""
    async with services.readers() as session:
        return {
            value: column.name
            for column in sealed.columns()
            for value in await session.scalars(select(column.column))
            if value
        }


def _bytes(value: object) -> bytes:
    if isinstance(value, bytes):
        return value
    return json.dumps(value, ensure_ascii=False, default=str).encode()
