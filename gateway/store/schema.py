"""What all tables share: their base, and column types that behave the same on SQLite and PostgreSQL."""

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from enum import StrEnum
from functools import cache
from typing import Any, TypeVar
from uuid import UUID

from sqlalchemy import JSON, DateTime, Dialect, Insert, LargeBinary, MetaData, String, Table, Uuid, insert
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import DeclarativeBase
from sqlalchemy.types import TypeDecorator

T = TypeVar("T", bound=StrEnum)

_NAMES = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_N_name)s",
    "pk": "pk_%(table_name)s",
}


class NaiveMomentError(ValueError):
    """A datetime without a zone was about to be stored: a bug, not a time."""


class UtcDateTime(TypeDecorator[datetime]):
    """An aware moment, UTC inside. SQLite keeps it without zone, so it is put back when read."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """Refuse naive moments: they are a bug, not a time."""
        if value is None:
            return None
        if value.tzinfo is None:
            raise NaiveMomentError
        moment = value.astimezone(UTC)
        return moment.replace(tzinfo=None) if dialect.name == "sqlite" else moment

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """Always aware, always UTC."""
        del dialect
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


class Code(TypeDecorator[T]):
    """A code of one of our enums, stored as its word."""

    impl = String(40)
    cache_ok = True

    def __init__(self, codes: type[T]) -> None:
        super().__init__()
        self.codes = codes

    def process_bind_param(self, value: T | None, dialect: Dialect) -> str | None:
        """The plain word, so that no driver sees an enum."""
        del dialect
        return None if value is None else str(self.codes(value))

    def process_result_value(self, value: str | None, dialect: Dialect) -> T | None:
        """The enum's member."""
        del dialect
        return None if value is None else self.codes(value)


class Sealed(TypeDecorator[bytes]):
    """Bytes sealed by gateway/keys.py at `place(table, column, id)`. Changing keys finds columns by this type."""

    impl = LargeBinary
    cache_ok = True


class Row(DeclarativeBase):
    """The base of all tables."""

    metadata = MetaData(naming_convention=_NAMES)
    # SQLAlchemy reads this from the class.
    type_annotation_map = {datetime: UtcDateTime, UUID: Uuid, dict[str, Any]: JSON}  # noqa: RUF012


def table_of(row: type[Row]) -> Table:
    """The table itself, without the class around it."""
    return Row.metadata.tables[row.__tablename__]


async def insert_many(session: AsyncSession, row: type[Row], values: Sequence[Mapping[str, Any]]) -> None:
    """Insert *values* into the table of *row*."""
    await session.execute(_inserting(row), values)


@cache
def _inserting(row: type[Row]) -> Insert:
    # Into the table and not the class: SQLAlchemy's unit of work would look at each row again, for nothing.
    return insert(table_of(row))


def insert_for(session: AsyncSession) -> Any:  # noqa: ANN401  the two dialects' inserts share no base with on_conflict
    """The dialect's own `insert`, which alone knows ON CONFLICT."""
    return sqlite.insert if session.get_bind().dialect.name == "sqlite" else postgresql.insert
