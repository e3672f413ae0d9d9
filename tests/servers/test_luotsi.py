"""The real command in a process of its own."""

import pytest

from tests.servers.luotsi import LuotsiDiedError


def test_luotsi_serves_after_a_kill_and_a_restart(start_luotsi, database_url):
    luotsi = start_luotsi(LUOTSI_DATABASE_URL=database_url)
    first = luotsi.pid

    luotsi.kill()
    with pytest.raises(OSError, match="refused"):
        luotsi.get("/health")
    luotsi.restart()

    assert luotsi.pid != first
    assert luotsi.get("/health").status == 200
    assert luotsi.terminate() == 0


def test_luotsi_that_cannot_start_says_why(start_luotsi):
    with pytest.raises(LuotsiDiedError, match="nowhere"):
        start_luotsi(LUOTSI_COUNTY="nowhere")
