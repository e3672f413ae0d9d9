"""Settings of this machine, from the environment. Everything that a county decides is in `gateway/counties/`."""

from dataclasses import dataclass, field
from datetime import timedelta
from enum import StrEnum
from pathlib import Path
from typing import Self

from pydantic import Field, SecretStr, field_validator, model_validator
from pydantic_settings import BaseSettings, SettingsConfigDict
from sqlalchemy import make_url
from sqlalchemy.exc import ArgumentError

from nlu.rasa_peer import Peer, UnfitPeerError, peer

LOOPBACK = frozenset({"127.0.0.1", "::1", "localhost"})
_REDIS_SCHEMES = ("redis://", "rediss://")
_SCHEMES = frozenset({"postgresql", "postgresql+psycopg", "sqlite", "sqlite+aiosqlite"})


class Protection(StrEnum):
    """How the connection to the relay is protected. Where it is, the relay's certificate must be right."""

    IF_OFFERED = "if_offered"  # STARTTLS where the relay offers it
    STARTTLS = "starttls"
    TLS = "tls"
    NONE = "none"


@dataclass(frozen=True, slots=True, kw_only=True)
class Way:
    """Where the relay is, and as whom we speak to it."""

    host: str
    port: int
    protection: Protection = Protection.IF_OFFERED
    user: str = ""
    password: str = field(default="", repr=False)
    authority: Path | None = None  # certificates that are trusted besides those of this machine


class Settings(BaseSettings):
    """`LUOTSI_*` in the environment; each is described in `deploy/env.example`."""

    model_config = SettingsConfigDict(
        env_prefix="LUOTSI_",
        env_ignore_empty=True,
        frozen=True,
        extra="ignore",
        hide_input_in_errors=True,  # secrets are among it
    )

    data_dir: Path = Path("data")
    database_url: str = ""  # empty: SQLite in data_dir
    http_host: str = "127.0.0.1"
    http_port: int = Field(default=8080, ge=0, le=65535)
    smtp_host: str = "127.0.0.1"
    smtp_port: int = Field(default=8025, ge=0, le=65535)  # 0: off
    smtp_certificate: Path | None = None  # PEM; with it, STARTTLS is offered
    smtp_key: Path | None = None  # empty: in the same file
    smtp_most_connections: int = Field(default=200, ge=1, le=10_000)
    smtp_mails_per_minute: int = Field(default=6_000, ge=1)  # from one address; over it, later
    lmtp_port: int = Field(default=0, ge=0, le=65535)  # 0: off; where the mail server on this machine delivers
    smtp_relay: str = ""  # host:port; empty: sent mail is kept and readable at /outbox
    mailboxes: Path | None = None  # TOML: mailboxes that are read by IMAP; empty: none
    smtp_relay_protection: Protection = Protection.IF_OFFERED
    smtp_relay_user: str = ""
    smtp_relay_password: SecretStr = SecretStr("")
    smtp_relay_authority: Path | None = None  # PEM; of who signed the relay's certificate, where that is the county
    public_url: str = ""  # as people reach us, for links; empty: http://host:port
    county: str = "satakunta"
    rules: Path | None = None  # the county's own folder of routing rules; empty: those that ship
    catalogue: Path | None = None  # a copy of the county's services in PTV; empty: nothing is answered from one
    redis_url: str = ""  # empty: everything in one process
    lease_seconds: float = Field(default=45, ge=0.5, le=3600)  # after this a dead worker's Job is taken over
    keys: SecretStr = SecretStr("")  # "id:base64,…", newest first; empty: a 0600 file in data_dir
    observe_token: SecretStr = SecretStr("")  # for /metrics and /balance from elsewhere than loopback
    webhook_secret: SecretStr = SecretStr("")  # shared with the telephony provider; empty: the webhook is off
    rasa_url: str = ""  # empty: our own engine reads alone
    rasa_token: SecretStr = SecretStr("")
    rasa_model: str = ""  # the model that must answer there
    clamd: str = ""  # host:port of a virus scanner; empty: nobody looks at files
    faults: Path | None = None  # a folder in which tests ask for failures; never set where people are served
    embedding: bool = False  # a second opinion on the reason, which needs the extra luotsi[embedding]
    trusted_proxy: bool = False  # nginx in front: believe X-Forwarded-For for rate limits

    @field_validator("smtp_relay", "clamd")
    @classmethod
    def _host_has_a_port(cls, value: str) -> str:
        host, separator, port = value.rpartition(":")
        if value and not (host and separator and port.isdigit()):
            raise ValueError("must be host:port")
        return value

    @model_validator(mode="after")
    def _password_stays_secret(self) -> Self:
        if self.smtp_relay_user and self.smtp_relay_protection in {Protection.NONE, Protection.IF_OFFERED}:
            raise ValueError("LUOTSI_SMTP_RELAY_USER needs LUOTSI_SMTP_RELAY_PROTECTION starttls or tls")
        return self

    @field_validator("redis_url")
    @classmethod
    def _redis_is_one(cls, value: str) -> str:
        if value and not value.startswith(_REDIS_SCHEMES):
            raise ValueError("must be redis://… or rediss://…")
        return value

    @model_validator(mode="after")
    def _database(self) -> Self:
        if self.database_url and _scheme(self.database_url) not in _SCHEMES:
            raise ValueError("LUOTSI_DATABASE_URL must be postgresql://… or sqlite:///…")
        return self

    @model_validator(mode="after")
    def _rasa_is_fit(self) -> Self:
        try:
            _ = self.rasa
        except UnfitPeerError as problem:
            raise ValueError(f"LUOTSI_RASA_{problem.which.upper()} {problem.why}") from None
        return self

    @property
    def rasa(self) -> Peer | None:
        """The Rasa server beside our own engine, or None."""
        return peer(self.rasa_url, self.rasa_token.get_secret_value(), self.rasa_model) if self.rasa_url else None

    @property
    def database(self) -> str:
        """The SQLAlchemy URL, with the driver that we use."""
        if not self.database_url:
            return f"sqlite+aiosqlite:///{self.data_dir.absolute() / 'luotsi.sqlite3'}"
        for scheme, driver in (("postgresql://", "postgresql+psycopg://"), ("sqlite://", "sqlite+aiosqlite://")):
            if self.database_url.startswith(scheme):
                return driver + self.database_url.removeprefix(scheme)
        return self.database_url

    @property
    def lease(self) -> timedelta:
        """How long a worker has a Job to itself."""
        return timedelta(seconds=self.lease_seconds)

    @property
    def is_alone(self) -> bool:
        """Whether one process does everything."""
        return not self.redis_url

    @property
    def relay(self) -> Way | None:
        """The outgoing mail relay, or None for the built-in outbox."""
        if not self.smtp_relay:
            return None
        host, _, port = self.smtp_relay.rpartition(":")
        return Way(
            host=host.strip("[]"),
            port=int(port),
            protection=self.smtp_relay_protection,
            user=self.smtp_relay_user,
            password=self.smtp_relay_password.get_secret_value(),
            authority=self.smtp_relay_authority,
        )

    @property
    def link(self) -> str:
        """Our address as people reach it, without a slash at the end."""
        return self.public_url.rstrip("/") or f"http://{self.http_host}:{self.http_port}"

    @property
    def is_loopback(self) -> bool:
        """Whether only this machine can reach the pages."""
        return self.http_host in LOOPBACK


def _scheme(url: str) -> str:
    """What *url* begins with; nothing where it is none."""
    try:
        return make_url(url).drivername
    except (ArgumentError, ValueError):
        return ""
