"""Whose names must not stand in an unprotected message: those stated to us, and those written in what people said.

A name in free text is guessed by its shape. A wrong guess costs an advisor another word; a missed one tells a stranger
who our client is. So places, offices and common words are left out, and what is left counts.
"""

import re
import tomllib
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import chain
from pathlib import Path

from channels.contact import Contact
from channels.normalise import fold
from nlu import municipality

_FILE = Path(__file__).with_name("outgoing_names.toml")
WORD = re.compile(r"[^\W\d_]+(?:[-'’][^\W\d_]+)*")
_UNSEEN = re.compile("[\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180e\u2028\u2029\u3164\ufe00-\ufe0f\uffa0]")
# How the consonant before a name's last vowel is softened: Mäki – Mäen, Lahti – Lahden, Pelto – Pellon.
_GRADE = re.compile(r"(?P<strong>nk|nt|lt|rt|mp|k|t|p)(?P<vowel>[aäeioöuy])$")
_WEAK = {"nk": "ng", "nt": "nn", "lt": "ll", "rt": "rr", "mp": "mm", "k": "", "t": "d", "p": "v"}
_SHORT_NAME = 4  # below this a name is found only where it is written with a capital letter
# What follows the stem of a name in its cases, doubled letters single: Matti – Matille, Virtanen – Virtasen. What else
# begins alike is a word: Tarja – tarjoaa, Suominen – suomi.
_CASES = "n|s|le|la|lta|sa|sta|ksi|na|a|ta|h[aeiouy]n|in|en|ien|jen|den"
_ENDING = re.compile(rf"[aeiouy]?(?:{_CASES})?(?:s|kin|ko)?")
_ENDING_OF_NEN = re.compile(rf"(?:nen|s[ei]?(?:{_CASES})?)(?:s|kin|ko)?")
_STEM = 3
# Ek – Ekin, Ekille, Eks: what follows a name of two letters, so that not every word that begins so is one.
_AFTER_SHORT = re.compile(r"(?:i?(?:n|s|lle|ll[aä]|lt[aä]|ss[aä]|st[aä])|i?[aä]|iin|h[oöaä]n)?")
_SENTENCE_BEGINS = re.compile(r"(?:^|[.!?:;])\W*$")
_BEFORE = 40  # characters before a name that are looked at
_LONGEST_RUN = 6  # words: more with a capital are a heading
_FULL_NAME = (2, 3)  # words
# How a name ends in the middle of a Finnish sentence, with how it is called: Aholle – Aho, Mäkisen – Mäkinen.
_INFLECTED = re.compile(r"(?:lle|ll[aä]|lt[aä]|ss[aä]|st[aä]|(?<=[aeiouyäö])n)$")
_LONGEST_LOOKED_THROUGH = 50_000  # characters of one message
_MOST_GUESSED = 200  # words


@dataclass(frozen=True, slots=True, kw_only=True)
class _Lists:
    common: frozenset[str]
    announcing: frozenset[str]
    offices: tuple[str, ...]
    people_too: frozenset[str]
    words_too: tuple[str, ...]
    signing: re.Pattern[str]
    introducing: re.Pattern[str]


def readable(text: str) -> str:
    """*text* as a reader sees it: full-width letters plain, what is never shown left out, digits ASCII."""
    shown = _UNSEEN.sub("", unicodedata.normalize("NFKC", text))
    if shown.isascii():
        return shown
    return "".join(_plain(character) for character in shown)


def _plain(character: str) -> str:
    category = unicodedata.category(character)
    if category == "Nd":
        return str(unicodedata.decimal(character))
    return "" if category == "Cf" else character


def names_in(contacts: tuple[Contact, ...]) -> tuple[str, ...]:
    """Every name that the Contacts of a Case state, and every one that their people wrote in their own words."""
    stated = [
        name
        for contact in contacts
        for name in (contact.contacter.name, contact.subject.name, contact.call_back.name if contact.call_back else "")
    ]
    guessed = guessed_names([words for contact in contacts for words in (contact.title, contact.text)])
    return tuple(dict.fromkeys(name for name in (*stated, *guessed) if name.strip()))


def guessed_names(texts: Iterable[str]) -> tuple[str, ...]:
    """The words in *texts* that are names of people by their place and their capital letter."""
    shown = [readable(text[:_LONGEST_LOOKED_THROUGH]) for text in texts]
    # Who writes Every Word So, names nobody by it: what also stands in small letters is a word.
    small = {match[0] for text in shown for match in WORD.finditer(text) if match[0].islower()}
    told = (name for text in shown for line in text.splitlines() for name in _told(line) if name.lower() not in small)
    signed = (name for text in shown for name in _signed(text))
    people = [name for name in dict.fromkeys(chain(signed, told)) if len(name) > 1][:_MOST_GUESSED]
    return tuple(dict.fromkeys(called for name in people if not _is_place(name) for called in _called(name)))


def _called(name: str) -> tuple[str, ...]:
    """*name* as it is written, and as it would be called if that is one of its Finnish cases."""
    bare = _INFLECTED.sub("", name)
    if bare == name or len(bare) < _STEM or name.lower().endswith("nen"):
        return (name,)
    return (name, f"{bare.removesuffix('se')}nen" if bare.endswith("se") else bare)


def _told(line: str) -> Iterator[str]:
    lists = _lists()
    for start, run in _runs(line):
        folded = [fold(word) for word in run]
        is_office = any(word.startswith(lists.offices) or word.endswith(lists.offices) for word in folded)
        if is_office or len(run) > _LONGEST_RUN:
            continue
        before = line[max(0, start - _BEFORE) : start]
        inside = len(run) > 1 and not _SENTENCE_BEGINS.search(before)
        announced = folded[0] in lists.announcing or lists.introducing.search(f"{before}{run[0]} ")
        announced = announced or lists.introducing.search(before)
        names = [word for word, plain in zip(run, folded, strict=True) if plain not in lists.common]
        initials = len(run) > 1 and any(len(word) == 1 for word in run)
        if len(names) > 1 or inside or announced or initials:
            yield from names


def _runs(line: str) -> Iterator[tuple[int, list[str]]]:
    """The words with a capital that stand next to each other, each run with where it begins."""
    run: list[str] = []
    start = end = 0
    for match in WORD.finditer(line):
        between = line[end : match.start()]
        # "Maija K. Korpela": a point after a single letter ends nothing.
        joined = between == " " or (between == ". " and bool(run) and len(run[-1]) == 1)
        if run and not (joined and _is_capitalised(match[0])):
            yield start, run
            run = []
        if _is_capitalised(match[0]):
            start = start if run else match.start()
            run.append(match[0])
        end = match.end()
    if run:
        yield start, run


def _is_capitalised(word: str) -> bool:
    return word[:1].isupper() and (len(word) == 1 or not word.isupper())


def _signed(text: str) -> Iterator[str]:
    """The words after a greeting at the end; in small letters only where they are a first and a last name."""
    lists = _lists()
    for match in lists.signing.finditer(text):
        words = [word for word in WORD.findall(match["names"]) if len(word) > 1 and fold(word) not in lists.common]
        capitals = [word for word in words if word[0].isupper()]
        for word in capitals or (words if len(words) in _FULL_NAME else []):
            if not fold(word).startswith(lists.offices):
                yield word


def _is_place(name: str) -> bool:
    return fold(name) not in _lists().people_too and _places().stated(name) is not None


@lru_cache(maxsize=1)
def _places() -> municipality.Gazetteer:
    return municipality.load()


def written(text: str, names: tuple[str, ...]) -> Iterator[re.Match[str]]:
    """The words of *text* that are one of *names* in any case of Finnish, Swedish or English."""
    parts = {fold(part) for name in names for part in WORD.findall(readable(name))}
    stems = tuple(
        (stem, _ENDING_OF_NEN if part.endswith("nen") else _ENDING)
        for part in parts
        if len(part) > 1  # an initial is no name
        for stem in _stems(part)
    )
    known: dict[str, bool] = {}
    for match in WORD.finditer(text):
        word = match[0]
        if word not in known:
            plain, capital = fold(word), word[:1].isupper()
            form = _single(plain)
            known[word] = any(_is_form_of(plain, form, stem, ending, capital=capital) for stem, ending in stems)
        if known[word]:
            yield match


def _stems(name: str) -> tuple[str, ...]:
    """What stays of a name in all its Finnish cases: Virtanen – Virtasen, Matti – Matin, Mäki – Mäen."""
    strong = name
    for ending in ("nen", "s", "i", "a", "ä"):
        if name.endswith(ending) and len(name) - len(ending) >= _STEM:
            strong = name.removesuffix(ending)
            break
    grade = _GRADE.search(name)
    if grade is None or len(name) <= _STEM - 1:
        return (_single(strong),)
    vowel = "e" if grade["vowel"] == "i" else grade["vowel"]
    return _single(strong), _single(name[: grade.start()] + _WEAK[grade["strong"]] + vowel)


def _single(word: str) -> str:
    """*word* with each doubled letter once, since cases double and single them: Pekka – Pekan."""
    return re.sub(r"(.)\1", r"\1", word)


def _is_form_of(word: str, form: str, stem: str, ending: re.Pattern[str], *, capital: bool) -> bool:
    if not capital and (len(stem) < _SHORT_NAME or word.startswith(_lists().words_too)):
        return False
    if len(stem) < _STEM:
        if not form.startswith(stem) or (form != stem and word in _lists().common):
            return False
        return _AFTER_SHORT.fullmatch(word.removeprefix(stem)) is not None or form == stem
    return form.startswith(stem) and ending.fullmatch(form.removeprefix(stem)) is not None


@lru_cache(maxsize=1)
def _lists() -> _Lists:
    lists = tomllib.loads(_FILE.read_text(encoding="utf-8"))
    signing, introducing = (
        "|".join(sorted(map(re.escape, lists[of]["words"]), key=len, reverse=True)) for of in ("signing", "introducing")
    )
    announcing = frozenset(word for words in lists["announcing"].values() for word in words)
    relatives = "|".join(sorted(map(re.escape, announcing), key=len, reverse=True))
    return _Lists(
        common=frozenset(word for words in lists["common"].values() for word in words) | announcing,
        announcing=announcing,
        offices=tuple(lists["offices"]["words"]),
        people_too=frozenset(lists["people_too"]["words"]),
        words_too=tuple(lists["words_too"]["stems"]),
        signing=re.compile(rf"(?im)(?:^|(?<=[.!?,] ))(?:{signing})(?!\w)[,.!:]?\s*(?P<names>[^\n]{{1,60}})$"),
        introducing=re.compile(rf"(?i)\b(?:{introducing}|{relatives})[\s,:]+$"),
    )
