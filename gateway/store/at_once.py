"""New rows of several tables in one statement: one way to the database and back, and a transaction by itself.

PostgreSQL only. The rows go as one JSON document per table, so that the statement's text is always the same and is
planned once, however many rows there are.
"""

import json
from collections.abc import Mapping, Sequence
from datetime import datetime
from functools import cache
from typing import Any
from uuid import UUID

from sqlalchemy import Column, Table, TextClause, text
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine
from sqlalchemy.sql.schema import ScalarElementColumnDefault

from gateway.store.schema import Row, table_of

Rows = Mapping[type[Row], Sequence[Mapping[str, Any]]]


def is_possible(engine: AsyncEngine) -> bool:
    """Whether the database can do it."""
    return engine.dialect.name == "postgresql"


async def insert(connection: AsyncConnection, rows: Rows) -> None:
    """Insert *rows*, parents before children, all or nothing. Raises IntegrityError where one of them was there before.

    Foreign keys and all other constraints hold as always: PostgreSQL checks them at the end of the statement.
    """
    tables = tuple(table_of(row) for row in rows)
    given = (
        json.dumps([{**_defaults(table), **value} for value in values], default=_plain)
        for table, values in zip(tables, rows.values(), strict=True)
    )
    await connection.execute(_statement(tables), dict(zip((table.name for table in tables), given, strict=True)))


@cache
def _statement(tables: tuple[Table, ...]) -> TextClause:
    *first, last = (_insert(table) for table in tables)
    parts = ", ".join(f"into_{table.name} AS ({words})" for table, words in zip(tables, first, strict=False))
    return text(f"WITH {parts} {last}")


def _insert(table: Table) -> str:
    names = ", ".join(column.name for column in _columns(table))
    return (
        f"INSERT INTO {table.name} ({names})"  # noqa: S608  names of our own tables and columns
        f" SELECT {names} FROM json_populate_recordset(NULL::{table.name}, CAST(:{table.name} AS json))"
    )


def _columns(table: Table) -> list[Column[Any]]:
    """All but a number that the database itself gives."""
    return [column for column in table.columns if column is not table.autoincrement_column]


@cache
def _defaults(table: Table) -> dict[str, Any]:
    return {
        column.name: column.default.arg
        for column in _columns(table)
        if isinstance(column.default, ScalarElementColumnDefault)
    }


def _plain(value: object) -> str:
    """*value* as PostgreSQL reads it in JSON."""
    if isinstance(value, UUID):
        return value.hex
    if isinstance(value, datetime):
        return value.isoformat()
    if isinstance(value, bytes):
        return "\\x" + value.hex()
    raise TypeError(type(value).__name__)
