"""Which mailboxes this machine reads by IMAP: the file that LUOTSI_MAILBOXES names, checked when it is read."""

import re
import tomllib
from collections.abc import Sequence
from hashlib import sha256
from pathlib import Path
from typing import Annotated, Self

from pydantic import Field, StringConstraints, ValidationError, model_validator

from channels.certificates import trusting
from channels.email.imap import Account, Security
from gateway.county import County, wrong
from gateway.county_parts import Address, Part
from gateway.errors import ConfigurationError
from gateway.settings import LOOPBACK

_PORTS = {Security.TLS: 993, Security.STARTTLS: 143, Security.NONE: 143}


def _folder(name: str | None) -> str | None:
    """As it is compared: INBOX, and it alone, is the same however it is written (RFC 3501)."""
    return "INBOX" if name and name.casefold() == "inbox" else name


class Box(Part):
    """One mailbox, as the file has it."""

    name: Annotated[str, StringConstraints(pattern=r"^[a-z0-9][a-z0-9-]{0,59}$")]  # as pages and logs call it
    address: Address  # the county's mailbox whose mail comes here
    host: str
    port: Annotated[int, Field(ge=1, le=65535)] | None = None
    security: Security = Security.TLS
    user: str
    password_file: Path
    folder: str = "INBOX"
    kept_in: str | None = None  # where kept mail is moved to; without it, it stays in the folder
    authority: Path | None = (
        None  # PEM of the authority that signed the server's certificate, where it is the county's own
    )

    @model_validator(mode="after")
    def _protected(self) -> Self:
        if self.security is Security.NONE and self.host.casefold() not in LOOPBACK:
            raise ValueError("security: none is for this machine only")
        if _folder(self.kept_in) == _folder(self.folder):
            raise ValueError("kept_in must be another folder")
        return self

    @property
    def identity(self) -> str:
        """What its mails' numbers belong to: pointed to another account, the same name is another mailbox.

        Over the spelling of the file, as it was from the first day: with another one, all that stays in the folder
        would be fetched once more.
        """
        return sha256(f"{self.host}\n{self.user}\n{self.folder}".encode()).hexdigest()[:32]

    @property
    def place(self) -> tuple[str, str, str | None]:
        """What it opens, as it is compared with other mailboxes."""
        return self.host.casefold(), self.user, _folder(self.folder)

    def account(self) -> Account:
        """How to open it, with the password as the file holds it now. Raises OSError where the file cannot be read."""
        return Account(
            host=self.host,
            port=self.port or _PORTS[self.security],
            security=self.security,
            user=self.user,
            password=self.password_file.read_text(encoding="utf-8").strip(),
            folder=self.folder,
            kept_in=self.kept_in or "",
            authority=self.authority,
        )


class _File(Part):
    mailbox: Annotated[tuple[Box, ...], Field(min_length=1)]


def load(file: Path | None, county: County) -> tuple[Box, ...]:
    """The mailboxes of this machine. Raises ConfigurationError with file, line and field."""
    if file is None:
        return ()
    try:
        text = file.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as problem:
        raise ConfigurationError("LUOTSI_MAILBOXES", f"{file} cannot be read") from problem
    try:
        boxes = _File.model_validate(tomllib.loads(text)).mailbox
    except tomllib.TOMLDecodeError as problem:
        place = re.search(r"line (\d+)", str(problem))
        raise ConfigurationError(f"{file}:{place[1] if place else 1}", f"is not TOML: {problem}") from problem
    except ValidationError as problem:
        first = problem.errors(include_input=False, include_url=False)[0]
        raise wrong(file, text, first["loc"], first["msg"]) from problem
    for number, box in enumerate(boxes):
        _demand_usable(file, text, boxes[:number], box, county)
    return boxes


def _demand_usable(file: Path, text: str, earlier: Sequence[Box], box: Box, county: County) -> None:
    place = ("mailbox", len(earlier))
    if any(one.name == box.name for one in earlier):
        raise wrong(file, text, (*place, "name"), "two mailboxes have this name")
    if any(one.place == box.place for one in earlier):
        raise wrong(file, text, (*place, "user"), "this mailbox is named twice")
    if box.address not in county.mail.mailboxes:
        raise wrong(file, text, (*place, "address"), "is none of the county's mailboxes ([mail.mailboxes])")


def demand_passwords(boxes: Sequence[Box]) -> None:
    """Raise ConfigurationError where a password or certificate cannot be read; only who opens mailboxes may be able."""
    for box in boxes:
        try:
            trusting(box.authority)
        except OSError as problem:
            raise ConfigurationError(f"mailbox {box.name}", f"{box.authority} cannot be used") from problem
        try:
            box.account()
        except (OSError, UnicodeDecodeError) as problem:
            raise ConfigurationError(f"mailbox {box.name}", f"{box.password_file} cannot be read") from problem
