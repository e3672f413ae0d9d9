"""What must not stand in an unprotected message: identity codes, names, health and client words, addresses, numbers.

An ordinary mail is a postcard. Each thing that would tell its reader whom it is about, or that somebody is ill or a
client, is named to the advisor and has to be changed; nothing here can be waved through.
"""

import re
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache
from pathlib import Path

from channels.normalise import email_address, fold, mask_identity_codes, phone_number
from gateway.casework import outgoing_names as names
from gateway.casework import outgoing_shapes as shapes
from gateway.casework.outgoing_names import names_in

__all__ = ["Kind", "Known", "Objection", "check", "digits", "names_in"]

_FILE = Path(__file__).with_name("outgoing_words.toml")
_TOKEN = re.compile(r"\[hetu-\d{4}\]")
_MAIL = re.compile(r"[^\s<>\"(),;:@]{1,64}@[^\s<>\"(),;:@]{1,255}\.[^\s<>\"(),;:.@]+")
_NUMBER = re.compile(r"(?<![\w/.-])[+(]?\d[\d\s().\-–—/]{5,30}\d(?![\w/])")
_DATE = re.compile(r"\b\d{1,2}\s?[./]\s?\d{1,2}\s?[./]\s?(?:19|20)\d\d\b|\b(?:19|20)\d\d-\d\d-\d\d\b")
_PLAIN = str.maketrans("äöå", "aoa")
_FEWEST_PLAIN = 5
_ANOTHER_WORD = frozenset({"*smart", "varda"})  # smärta is pain, smart is not
_MOBILE_WITHOUT_ZERO = re.compile(r"(?:4\d|50)\d{6,8}")


class Kind(StrEnum):
    """What is wrong with some words."""

    IDENTITY_CODE = "identity_code"
    NAME = "name"
    BIRTH_DATE = "birth_date"
    HEALTH = "health"
    CLIENT = "client"
    EMAIL = "email"
    PHONE = "phone"
    ADDRESS = "address"
    ACCOUNT = "account"


@dataclass(frozen=True, slots=True, kw_only=True)
class Objection:
    """Words that must be changed before the message may go."""

    kind: Kind
    words: str  # as they are written in the message


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """Whom the Case is about, and which addresses and numbers are our own."""

    names: tuple[str, ...]
    our_addresses: frozenset[str] = frozenset()
    our_numbers: frozenset[str] = frozenset()  # digits only
    our_places: tuple[str, ...] = ()  # service points and post


@dataclass(frozen=True, slots=True, kw_only=True)
class _Words:
    """The word lists, made ready."""

    health: re.Pattern[str]
    client: re.Pattern[str]
    harmless: frozenset[str]
    help_numbers: frozenset[str]
    greetings: frozenset[str]
    nobody: frozenset[str]


def check(text: str, known: Known) -> tuple[Objection, ...]:
    """Everything in *text* that must be changed, each wording once, identity codes first. Empty: it may go."""
    text = names.readable(text)
    words = _words()
    found: tuple[tuple[Kind, Iterator[str]], ...] = (
        (Kind.IDENTITY_CODE, _identity_codes(text)),
        (Kind.BIRTH_DATE, _birth_dates(text)),
        (Kind.NAME, _names(text, known, words)),
        (Kind.HEALTH, _listed(text, words.health, words.harmless)),
        (Kind.CLIENT, _listed(text, words.client, words.harmless)),
        (Kind.EMAIL, _addresses(text, known.our_addresses)),
        (Kind.PHONE, _numbers(text, known.our_numbers | words.help_numbers)),
        (Kind.ADDRESS, shapes.addresses(text, known.our_places)),
        (Kind.ACCOUNT, shapes.accounts(text)),
        (Kind.HEALTH, shapes.illnesses(text)),
        (Kind.HEALTH, _spelled_out(text, words.health, words.harmless)),
        (Kind.CLIENT, _spelled_out(text, words.client, words.harmless)),
    )
    return tuple(dict.fromkeys(Objection(kind=kind, words=what) for kind, all_of in found for what in all_of))


def digits(number: str) -> str:
    """A telephone number's digits, as they are compared: +358 2 555 0100 and 02 555 0100 are one number."""
    bare = re.sub(r"\D", "", number)
    return "0" + bare.removeprefix("358") if bare.startswith("358") else bare


def _identity_codes(text: str) -> Iterator[str]:
    yield from mask_identity_codes(text).hidden
    yield from shapes.identity_codes(text)
    yield from _TOKEN.findall(text)


def _birth_dates(text: str) -> Iterator[str]:
    # Dates of our own answers lie in this and the coming years; what lies far back is somebody's birthday.
    for match in _DATE.finditer(text):
        year = re.search(r"(?:19|20)\d\d", match[0])
        if year is not None and int(year[0]) < 2020:  # noqa: PLR2004  before Luotsi existed nothing was promised
            yield match[0]
    yield from shapes.births(text)
    yield from shapes.ages(text)


def _names(text: str, known: Known, words: _Words) -> Iterator[str]:
    for place in known.our_places:
        text = text.replace(place, " " * len(place))
    yield from (match[0] for match in names.written(text, known.names))
    greeted = False
    for match in names.WORD.finditer(text):
        plain = fold(match[0])
        if greeted and match[0][:1].isupper() and plain not in words.nobody and plain not in words.greetings:
            yield match[0]
        greeted = plain in words.greetings and not _ends_sentence(text, match.end())


def _ends_sentence(text: str, end: int) -> bool:
    return text[end : end + 1] in {"!", ".", ",", "\n", ""}


def _listed(text: str, pattern: re.Pattern[str], harmless: frozenset[str]) -> Iterator[str]:
    for match in pattern.finditer(text):
        if fold(match[0]) not in harmless:
            yield match[0]


def _spelled_out(text: str, pattern: re.Pattern[str], harmless: frozenset[str]) -> Iterator[str]:
    return (written for written, read in shapes.spelled_out(text) if any(_listed(read, pattern, harmless)))


def _addresses(text: str, ours: frozenset[str]) -> Iterator[str]:
    for match in _MAIL.finditer(text):
        address = email_address(match[0])
        if address is not None and address not in ours:
            yield match[0]


def _numbers(text: str, allowed: frozenset[str]) -> Iterator[str]:
    for match in _NUMBER.finditer(_DATE.sub(lambda date: " " * len(date[0]), text)):
        bare = digits(match[0])
        # Opening hours are digits too, and some of them would be numbers abroad or of a firm.
        dialled = bare.startswith("0") or match[0].startswith("+") or _MOBILE_WITHOUT_ZERO.fullmatch(bare)
        if dialled and bare not in allowed and phone_number(re.sub(r"[/–—]", " ", match[0])).e164 is not None:
            yield match[0].strip()


@lru_cache(maxsize=1)
def _words() -> _Words:
    lists = tomllib.loads(_FILE.read_text(encoding="utf-8"))
    return _Words(
        health=_pattern(lists["health"]),
        client=_pattern(lists["client"]),
        harmless=frozenset(word for words in lists["harmless"].values() for word in words),
        help_numbers=frozenset(lists["help"]["numbers"]),
        greetings=frozenset(lists["greeting"]["words"]),
        nobody=frozenset(lists["greeting"]["nobody"]),
    )


def _pattern(lists: Mapping[str, list[str]]) -> re.Pattern[str]:
    beginnings = {word for words in lists.values() for word in words}
    beginnings |= {plain for word in beginnings if (plain := _without_marks(word))}
    ways = (_anywhere(word[1:]) if word.startswith("*") else re.escape(word) for word in sorted(beginnings))
    return re.compile(rf"\b(?:{'|'.join(ways)})[\w-]*", re.IGNORECASE)


def _anywhere(part: str) -> str:
    return rf"[\w-]{{0,40}}?{re.escape(part)}"


def _without_marks(word: str) -> str:
    """*word* as it is typed where there are no ä, ö and å; nothing where that is too short to be sure of."""
    plain = word.translate(_PLAIN)
    return plain if len(plain.lstrip("*")) >= _FEWEST_PLAIN and plain not in _ANOTHER_WORD else ""
