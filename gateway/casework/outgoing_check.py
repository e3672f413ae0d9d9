"""What must not stand in an unprotected message: identity codes, names, health and client words, addresses, numbers.

An ordinary mail is a postcard. Each thing that would tell its reader whom it is about, or that somebody is ill or a
client, is named to the advisor and has to be changed; nothing here can be waved through.
"""

import re
import tomllib
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache
from pathlib import Path

from channels.contact import Contact
from channels.normalise import email_address, fold, mask_identity_codes, phone_number
from gateway.casework import outgoing_shapes as shapes

_FILE = Path(__file__).with_name("outgoing_words.toml")
_WORD = re.compile(r"[^\W\d_]+(?:[-'’][^\W\d_]+)*")
_TOKEN = re.compile(r"\[hetu-\d{4}\]")
_MAIL = re.compile(r"[^\s<>\"(),;:]+@[^\s<>\"(),;:]+\.[^\s<>\"(),;:.]+")
_NUMBER = re.compile(r"(?<![\w/.-])\+?\d[\d\s().\-]{5,}\d(?![\w/])")
_DATE = re.compile(r"\b\d{1,2}\s?[./]\s?\d{1,2}\s?[./]\s?(?:19|20)\d\d\b|\b(?:19|20)\d\d-\d\d-\d\d\b")
# How the consonant before a name's last vowel is softened: Mäki – Mäen, Lahti – Lahden, Pelto – Pellon.
_GRADE = re.compile(r"(?P<strong>nk|nt|lt|rt|mp|k|t|p)(?P<vowel>[aäeioöuy])$")
_WEAK = {"nk": "ng", "nt": "nn", "lt": "ll", "rt": "rr", "mp": "mm", "k": "", "t": "d", "p": "v"}
_SHORT_NAME = 4  # below this a name is found only where it is written with a capital letter
_LONGEST_ENDING = 7  # -ksellanne and its like are shorter in mails than in grammars
_STEM = 3


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


def names_in(contacts: tuple[Contact, ...]) -> tuple[str, ...]:
    """Every name that the Contacts of a Case state: who contacted us, whom it is about, whom to call."""
    stated = (
        name
        for contact in contacts
        for name in (contact.contacter.name, contact.subject.name, contact.call_back.name if contact.call_back else "")
    )
    return tuple(dict.fromkeys(name for name in stated if name.strip()))


def check(text: str, known: Known) -> tuple[Objection, ...]:
    """Everything in *text* that must be changed, each wording once, identity codes first. Empty: it may go."""
    text = unicodedata.normalize("NFC", text)
    words = _words()
    found = [
        *_identity_codes(text),
        *(
            Objection(kind=Kind.BIRTH_DATE, words=match[0])
            for match in _DATE.finditer(text)
            if _is_birth_date(match[0])
        ),
        *_names(text, known.names, words),
        *(Objection(kind=Kind.HEALTH, words=word) for word in _listed(text, words.health, words.harmless)),
        *(Objection(kind=Kind.CLIENT, words=word) for word in _listed(text, words.client, words.harmless)),
        *_addresses(text, known.our_addresses),
        *_numbers(text, known.our_numbers | words.help_numbers),
        *(Objection(kind=Kind.ADDRESS, words=place) for place in shapes.addresses(text, known.our_places)),
        *(Objection(kind=Kind.ACCOUNT, words=account) for account in shapes.accounts(text)),
        *(Objection(kind=Kind.HEALTH, words=illness) for illness in shapes.illnesses(text)),
        *_spelled_out(text, words),
    ]
    return tuple(dict.fromkeys(found))


def digits(number: str) -> str:
    """A telephone number's digits, as they are compared: +358 2 555 0100 and 02 555 0100 are one number."""
    bare = re.sub(r"\D", "", number)
    return "0" + bare.removeprefix("358") if bare.startswith("358") else bare


def _identity_codes(text: str) -> Iterator[Objection]:
    for code in mask_identity_codes(text).hidden:
        yield Objection(kind=Kind.IDENTITY_CODE, words=code)
    for code in shapes.identity_codes(text):
        yield Objection(kind=Kind.IDENTITY_CODE, words=code)
    for token in _TOKEN.findall(text):
        yield Objection(kind=Kind.IDENTITY_CODE, words=token)


def _is_birth_date(written: str) -> bool:
    # Dates of our own answers lie in this and the coming years; what lies far back is somebody's birthday.
    year = re.search(r"(?:19|20)\d\d", written)
    return year is not None and int(year[0]) < 2020  # noqa: PLR2004  before Luotsi existed nothing was promised


def _names(text: str, names: tuple[str, ...], words: _Words) -> Iterator[Objection]:
    parts = {fold(part) for name in names for part in _WORD.findall(name)}
    stems = tuple(stem for part in parts if len(part) > 1 for stem in _stems(part))  # an initial is no name
    greeted = False
    for match in _WORD.finditer(text):
        word = match[0]
        plain = fold(word)
        capital = word[:1].isupper()
        if any(_is_form_of(plain, stem, capital=capital) for stem in stems) or (
            greeted and capital and plain not in words.nobody and plain not in words.greetings
        ):
            yield Objection(kind=Kind.NAME, words=word)
        greeted = plain in words.greetings and not _ends_sentence(text, match.end())


def _ends_sentence(text: str, end: int) -> bool:
    return text[end : end + 1] in {"!", ".", ",", "\n", ""}


def _stems(name: str) -> tuple[str, ...]:
    """What stays of a name in all its Finnish cases: Virtanen – Virtasen, Matti – Matin, Mäki – Mäen."""
    strong = name
    for ending in ("nen", "s", "i", "a", "ä"):
        if name.endswith(ending) and len(name) - len(ending) >= _STEM:
            strong = name.removesuffix(ending)
            break
    grade = _GRADE.search(name)
    if grade is None:
        return (_single(strong),)
    vowel = "e" if grade["vowel"] == "i" else grade["vowel"]
    return _single(strong), _single(name[: grade.start()] + _WEAK[grade["strong"]] + vowel)


def _single(word: str) -> str:
    """*word* with each doubled letter once, since cases double and single them: Pekka – Pekan."""
    return re.sub(r"(.)\1", r"\1", word)


def _is_form_of(word: str, stem: str, *, capital: bool) -> bool:
    if len(stem) < _SHORT_NAME and not capital:
        return False
    form = _single(word)
    if len(stem) < _STEM:
        return form == stem
    return form.startswith(stem) and len(form) - len(stem) <= _LONGEST_ENDING


def _listed(text: str, pattern: re.Pattern[str], harmless: frozenset[str]) -> Iterator[str]:
    for match in pattern.finditer(text):
        if fold(match[0]) not in harmless:
            yield match[0]


def _spelled_out(text: str, words: _Words) -> Iterator[Objection]:
    for written, read in shapes.spelled_out(text):
        for kind, pattern in ((Kind.HEALTH, words.health), (Kind.CLIENT, words.client)):
            if any(_listed(read, pattern, words.harmless)):
                yield Objection(kind=kind, words=written)


def _addresses(text: str, ours: frozenset[str]) -> Iterator[Objection]:
    for match in _MAIL.finditer(text):
        address = email_address(match[0])
        if address is not None and address not in ours:
            yield Objection(kind=Kind.EMAIL, words=match[0])


def _numbers(text: str, allowed: frozenset[str]) -> Iterator[Objection]:
    for match in _NUMBER.finditer(_DATE.sub(lambda date: " " * len(date[0]), text)):
        if digits(match[0]) not in allowed and phone_number(match[0]).e164 is not None:
            yield Objection(kind=Kind.PHONE, words=match[0].strip())


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
    beginnings = sorted({word for words in lists.values() for word in words})
    ways = [rf"[\w-]*?{re.escape(word[1:])}" if word.startswith("*") else re.escape(word) for word in beginnings]
    return re.compile(rf"\b(?:{'|'.join(ways)})[\w-]*", re.IGNORECASE)
