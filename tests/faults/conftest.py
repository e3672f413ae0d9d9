"""Databases that take their time to be durable, as in service."""

import pytest

from gateway.store.migrate import upgrade


@pytest.fixture
def durable_url(database_kind, tmp_path, request):
    """The URL of this test's own database, once on SQLite and once on a PostgreSQL that waits for its disk."""
    if database_kind == "sqlite":
        url = f"sqlite+aiosqlite:///{tmp_path / 'luotsi.db'}"
        upgrade(url)
        yield url
    else:
        server = request.getfixturevalue("durable_postgres")
        url = server.create_database()
        upgrade(url)
        yield url
        server.drop_database(url)
