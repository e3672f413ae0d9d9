"""One installation of several processes for all tests here: starting it takes most of their time.

Whoever stops or breaks a part of it puts it back.
"""

from dataclasses import dataclass
from functools import partial
from pathlib import Path

import pytest

from gateway.store.migrate import upgrade
from tests.servers.postgres import PostgresServer, running_postgres
from tests.servers.production import Production, running_production, settings_of_production
from tests.servers.redis import RedisServer, running_redis
from tests.servers.zygote import QuickLuotsi


@dataclass(frozen=True, slots=True, kw_only=True)
class Installation:
    """The processes, and the servers behind them."""

    production: Production
    postgres: PostgresServer
    redis: RedisServer
    faults: Path  # where failures are asked for


@pytest.fixture(scope="session")
def servers():
    """A PostgreSQL that waits for its disk, and a Redis."""
    with running_postgres(fsync=True) as postgres, running_redis() as redis:
        yield postgres, redis


@pytest.fixture(scope="session")
def installation(tmp_path_factory, servers, zygote):
    """Two web processes, a mail listener, two beats and two workers."""
    postgres, redis = servers
    folder = tmp_path_factory.mktemp("production")
    faults = folder / "faults"
    faults.mkdir()
    url = postgres.create_database()
    upgrade(url)
    settings = settings_of_production(folder, url, redis.url) | {
        "LUOTSI_FAULTS": str(faults),
        "LUOTSI_TRUSTED_PROXY": "true",  # so that our senders are not all one address
    }
    with running_production(folder, settings, partial(QuickLuotsi, zygote), serve=2, beat=2) as production:
        yield Installation(production=production, postgres=postgres, redis=redis, faults=faults)
