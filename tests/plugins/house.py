"""Fixtures: a whole gateway on a database of its own, for each test that works on Cases."""

from collections.abc import AsyncIterator
from datetime import datetime
from pathlib import Path

import pytest

from channels.codes import Language
from gateway.app import open_services
from gateway.auth.permissions import Role
from gateway.ids import new_id
from gateway.settings import Settings
from gateway.store.users import UserRow
from tests.gateway.casework.house import Clock, House


@pytest.fixture
async def house(own_url: str, tmp_path: Path) -> AsyncIterator[House]:
    """Satakunta on a Tuesday morning, with Maija and Ville at work."""
    clock = Clock()
    settings = Settings(data_dir=tmp_path, database_url=own_url, smtp_port=0)
    async with open_services(settings, now=clock) as services:
        maija, ville = (advisor(clock(), name) for name in ("Maija Meri", "Ville Vuori"))
        async with services.sessions.begin() as session:
            session.add_all([maija, ville])
        yield House(services=services, clock=clock, maija=maija.id, ville=ville.id)


def advisor(now: datetime, name: str) -> UserRow:
    # Without a password: making one takes longer than most of these tests.
    return UserRow(
        id=new_id(now),
        username=name.partition(" ")[0].lower(),
        name=name,
        role=Role.ADVISOR,
        language=Language.FI,
        password_hash="none",
        active=True,
        demo=False,
        created_at=now,
    )
