import traceback

import pytest
from pydantic import ValidationError

from gateway.settings import Settings, Way


def test_without_settings_everything_is_in_one_folder_of_this_machine(monkeypatch):
    for name in ("DATA_DIR", "DATABASE_URL", "HTTP_PORT", "SMTP_PORT", "COUNTY"):
        monkeypatch.delenv(f"LUOTSI_{name}", raising=False)
    settings = Settings()

    assert settings.database.startswith("sqlite+aiosqlite:///")
    assert settings.database.endswith("/data/luotsi.sqlite3")
    assert (settings.http_port, settings.smtp_port, settings.county) == (8080, 8025, "satakunta")
    assert settings.is_loopback
    assert settings.relay is None


def test_settings_come_from_the_environment(monkeypatch):
    monkeypatch.setenv("LUOTSI_HTTP_PORT", "9000")
    monkeypatch.setenv("LUOTSI_HTTP_HOST", "::")

    assert (Settings().http_port, Settings().is_loopback) == (9000, False)


@pytest.mark.parametrize(
    ("given", "used"),
    [
        ("postgresql://u@h/d", "postgresql+psycopg://u@h/d"),
        ("postgresql+psycopg://u@h/d", "postgresql+psycopg://u@h/d"),
        ("sqlite:////srv/l.db", "sqlite+aiosqlite:////srv/l.db"),
        ("sqlite+aiosqlite:////srv/l.db", "sqlite+aiosqlite:////srv/l.db"),
    ],
)
def test_a_database_is_reached_by_the_driver_that_we_use(given, used):
    assert Settings(database_url=given).database == used


@pytest.mark.parametrize(
    "given",
    ["mysql://u@h/d", "postgresql+asyncpg://u@h/d", "postgres", "sqlite", "postgresql://u@h:port/d", "/srv/luotsi.db"],
)
def test_a_database_that_we_cannot_use_is_refused_at_once(given):
    with pytest.raises(ValidationError, match="LUOTSI_DATABASE_URL"):
        Settings(database_url=given)


@pytest.mark.parametrize(
    ("given", "relay"),
    [
        ("mx.example:25", Way(host="mx.example", port=25)),
        ("[::1]:2525", Way(host="::1", port=2525)),
        ("", None),
    ],
)
def test_a_relay_is_host_and_port(given, relay):
    assert Settings(smtp_relay=given).relay == relay


@pytest.mark.parametrize("protection", ["none", "if_offered"])
def test_a_password_for_the_relay_needs_a_protected_line(protection):
    with pytest.raises(ValidationError, match="LUOTSI_SMTP_RELAY_PROTECTION"):
        Settings(smtp_relay="mx.example:25", smtp_relay_user="luotsi", smtp_relay_protection=protection)


@pytest.mark.parametrize("given", ["mx.example", "mx.example:", ":25", "mx.example:smtp"])
def test_a_relay_without_host_or_port_is_refused(given):
    with pytest.raises(ValidationError, match="host:port"):
        Settings(smtp_relay=given)


@pytest.mark.parametrize("port", [-1, 65536])
def test_a_port_that_does_not_exist_is_refused(port):
    with pytest.raises(ValidationError):
        Settings(http_port=port)


def test_secrets_never_show():
    settings = Settings(keys="k1:abc", observe_token="token-123", webhook_secret="secret-456", rasa_token="token-789")

    assert not any(secret in repr(settings) for secret in ("abc", "token-123", "secret-456", "token-789"))


def test_no_error_holds_the_token(monkeypatch):
    monkeypatch.setenv("LUOTSI_RASA_URL", "http://127.0.0.1:5005")
    monkeypatch.setenv("LUOTSI_RASA_TOKEN", "token-789")
    monkeypatch.setenv("LUOTSI_RASA_MODEL", "")

    with pytest.raises(ValidationError, match="LUOTSI_RASA_MODEL") as refused:
        Settings()

    assert "token-789" not in "".join(traceback.format_exception(refused.value))


def test_links_lead_where_people_reach_us():
    assert Settings(public_url="https://luotsi.example/").link == "https://luotsi.example"
    assert Settings(public_url="", http_host="127.0.0.1", http_port=8080).link == "http://127.0.0.1:8080"
