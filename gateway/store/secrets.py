"""Secrets of the installation itself, sealed under our keys."""

from secrets import token_bytes

from sqlalchemy import String
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import Mapped, mapped_column

from gateway.keys import Keyring, place
from gateway.store.schema import Row, Sealed, insert_for


class SecretRow(Row):
    """One secret. `index` is that of the keyed hashes: it stays when keys rotate, so that hashes stay findable."""

    __tablename__ = "secrets"

    name: Mapped[str] = mapped_column(String(40), primary_key=True)
    sealed: Mapped[bytes] = mapped_column(Sealed)


async def index_secret(session: AsyncSession, keys: Keyring) -> bytes:
    """The secret of the keyed hashes; made at the first call, by whoever is first. Raises SealedError."""
    where = place("secrets", "sealed", "index")
    fresh = {"name": "index", "sealed": keys.seal(token_bytes(32), where)}
    # Two processes may start at once: the first secret stays, and both read it.
    await session.execute(insert_for(session)(SecretRow).values(fresh).on_conflict_do_nothing(index_elements=["name"]))
    stored = await session.get_one(SecretRow, "index", populate_existing=True)
    return keys.open(stored.sealed, where)
