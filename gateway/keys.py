"""Keys: sealing what is personal, and keyed hashes to find it again.

Every sealed value names its key, so keys can change while old values stay readable. AES-256-GCM; the place where a
value lies (table, column, row) is bound to it, so that nobody can move a sealed value to another row unnoticed.
"""

import base64
import hashlib
import hmac
import os
import re
import secrets
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from uuid import UUID

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from gateway.errors import ConfigurationError, SealedError

_NONCE = 12
_KEY = 32
_FORMAT = 1
_NAME = re.compile("[A-Za-z0-9]{1,40}")  # it stands in every sealed value, behind a length of one byte


@dataclass(frozen=True, slots=True)
class Key:
    """One 256-bit key and its public name."""

    id: str
    secret: bytes

    def __repr__(self) -> str:
        return f"Key({self.id})"


@dataclass(frozen=True, slots=True)
class Keyring:
    """Our keys, newest first. Seals with the newest, opens with whichever a value names.

    With a file, the file is the truth: a key that another process adds is there at once, without a restart.
    """

    given: tuple[Key, ...]
    file: Path | None = None

    @property
    def keys(self) -> tuple[Key, ...]:
        """All keys, newest first."""
        return self.given if self.file is None else _in_file(self.file, self.file.stat().st_mtime_ns)

    @property
    def newest(self) -> Key:
        """The key that seals."""
        return self.keys[0]

    def seal(self, plain: bytes, place: str) -> bytes:
        """Format byte, length and name of the key, 12-byte nonce, ciphertext with tag. Opens only at *place*."""
        newest = self.newest
        nonce = secrets.token_bytes(_NONCE)
        header = bytes([_FORMAT, len(newest.id)]) + newest.id.encode()
        return header + nonce + AESGCM(newest.secret).encrypt(nonce, plain, header + place.encode())

    def open(self, sealed: bytes, place: str) -> bytes:
        """What was sealed at *place*. Raises SealedError if a key is missing or a byte was changed."""
        name = key_of(sealed)
        key = next((key for key in self.keys if key.id == name), None)
        end = 2 + len(name.encode())
        if key is None:
            raise SealedError(place, name)
        try:
            nonce, ciphertext = sealed[end : end + _NONCE], sealed[end + _NONCE :]
            return AESGCM(key.secret).decrypt(nonce, ciphertext, sealed[:end] + place.encode())
        except (InvalidTag, ValueError) as problem:
            raise SealedError(place, name) from problem


@dataclass(frozen=True, slots=True)
class Index:
    """Keyed hashes: equal input gives equal output, and without the secret nobody can try inputs out."""

    secret: bytes

    def of(self, purpose: str, value: str) -> bytes:
        """HMAC-SHA-256 of *value*; different purposes never collide."""
        return hmac.digest(self.secret, f"{purpose}\0{value}".encode("utf-8", "surrogatepass"), hashlib.sha256)

    def of_bytes(self, purpose: str, value: bytes) -> bytes:
        """The same of bytes."""
        return hmac.digest(self.secret, purpose.encode() + b"\0" + value, hashlib.sha256)

    def __repr__(self) -> str:
        return "Index()"


def place(table: str, column: str, row: UUID | str) -> str:
    """The place that a sealed value is bound to."""
    return f"{table}.{column}:{row}"


def key_of(sealed: bytes) -> str:
    """Name of the key that sealed this. Raises SealedError where that cannot be told."""
    if sealed[:1] != bytes([_FORMAT]) or len(sealed) < _NONCE:
        raise SealedError("value", "?")
    return sealed[2 : 2 + sealed[1]].decode("ascii", "replace")


def new_key(taken: tuple[str, ...] = ()) -> Key:
    """A fresh random key, named after none of *taken*."""
    number = 1 + max((int(name[1:]) for name in taken if name[:1] == "k" and name[1:].isdigit()), default=0)
    return Key(f"k{number}", secrets.token_bytes(_KEY))


def parse(text: str, place: str) -> Keyring:
    """Read `id:base64,id:base64`, newest first. Raises ConfigurationError naming *place*, never showing a key."""
    keys = []
    for part in filter(None, (part.strip() for part in text.replace("\n", ",").split(","))):
        name, _, encoded = part.partition(":")
        try:
            secret = base64.b64decode(encoded, validate=True)
        except ValueError:
            secret = b""
        if not _NAME.fullmatch(name) or len(secret) != _KEY:
            raise ConfigurationError(place, "each key must be id:base64 of 32 bytes")
        keys.append(Key(name, secret))
    if not keys or len({key.id for key in keys}) != len(keys):
        raise ConfigurationError(place, "needs at least one key, each with a name of its own")
    return Keyring(tuple(keys))


def render(keyring: Keyring) -> str:
    """The form that `parse` reads."""
    return ",".join(f"{key.id}:{base64.b64encode(key.secret).decode()}" for key in keyring.keys)


def read_file(path: Path) -> Keyring:
    """The keys in a file that only we may read. Raises ConfigurationError where others may read it too."""
    if path.stat().st_mode & 0o077:
        raise ConfigurationError(str(path), "others may read the keys: chmod 0600")
    return parse(path.read_text(encoding="ascii", errors="replace"), str(path))


def write_file(path: Path, keyring: Keyring) -> None:
    """Replace the key file in one step, readable by us only, on the disk before this returns."""
    path.parent.mkdir(parents=True, exist_ok=True)
    new = path.with_name(path.name + ".new")
    with os.fdopen(os.open(new, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w") as file:
        file.write(render(keyring) + "\n")
        file.flush()
        os.fsync(file.fileno())
    new.replace(path)
    directory = os.open(path.parent, os.O_RDONLY)
    try:
        os.fsync(directory)
    finally:
        os.close(directory)


def load(given: str, path: Path) -> Keyring:
    """Keys from the environment if *given*, else from the file, which is made when there is none yet."""
    if given:
        return parse(given, "LUOTSI_KEYS")
    if not path.exists():
        write_file(path, Keyring((new_key(),)))
    return Keyring(read_file(path).keys, path)


@cache
def _in_file(path: Path, _changed: int) -> tuple[Key, ...]:
    return read_file(path).keys
