"""The forms that the name of a place takes in Finnish, folded: what comes before a case ending, and what it says."""

from collections.abc import Iterator
from enum import StrEnum

from nlu.folding import fold


class Case(StrEnum):
    """What the ending of a name says of the place."""

    NAME = "name"  # Pori
    OF = "of"  # Porin
    AT = "at"  # Porissa, Raumalla, and in dialect Poris
    FROM = "from"  # Porista
    TO = "to"  # Poriin, Raumalle
    PEOPLE = "people"  # porilainen, Esbobo
    OTHER = "other"  # Poria, Poriksi


_LONGEST_ENDING = 9
_CLITICS = ("kin", "kaan", "han", "ko", "ki", "ni")
_ENDINGS = {
    "": Case.NAME,
    "n": Case.OF,
    "ten": Case.OF,
    "en": Case.OF,
    **dict.fromkeys(("ssa", "lla", "ss", "ll", "s", "l", "sa", "his", "hil"), Case.AT),
    **dict.fromkeys(("sta", "lta", "st", "lt", "ssta"), Case.FROM),
    **dict.fromkeys(("lle", "seen", "siin", "hin", "hun", "han", "hon", "hen", "een", "in"), Case.TO),
    **dict.fromkeys(("a", "ta", "na", "ksi", "tta", "itten"), Case.OTHER),
    **{
        f"lai{ending}": Case.PEOPLE
        for ending in (
            "nen",
            "ne",
            "sen",
            "sta",
            "set",
            "sia",
            "sten",
            "selle",
            "sella",
            "selta",
            "sessa",
            "sesta",
            "n",
        )
    },
}
_WEAK = {
    "kk": "k",
    "pp": "p",
    "tt": "t",
    "nk": "ng",
    "nt": "nn",
    "mp": "mm",
    "lt": "ll",
    "rt": "rr",
    "ht": "hd",
    "lk": "l",
    "rk": "r",
    "hk": "h",
    "lp": "lv",
    "rp": "rv",
}
_STRONG = {"nn": "nt", "ng": "nk", "mm": "mp", "ll": "lt", "rr": "rt", "d": "t", "v": "p"}
_WEAK_ALONE = {"k": "", "t": "d", "p": "v"}
# Old words in the names of places whose last i becomes e: Pyhäjärvellä, Eurajoella, Siilinjärven.
_I_TO_E = (
    "jarvi",
    "joki",
    "maki",
    "lahti",
    "koski",
    "niemi",
    "saari",
    "vuori",
    "lampi",
    "salmi",
    "vesi",
    "kivi",
    "nummi",
    "hanki",
    "suvi",
    "kaari",
    "tuuli",
)
_VOWELS = "aeiouy"
_WITH_D = ("da", "de", "do", "du")
_SPOKEN_D = ("r", "j", "")  # what is said for the d of a weak grade: Haapavedellä, Haapaverellä, Haapaveellä
_NORTHERN_AT = "ela"  # Rovaniemelä; after other vowels, or in short names, these are surnames (Salola, Lahtela)
_LONG = 9  # letters of such a name
_INTO = frozenset(f"{vowel}{vowel}n" for vowel in _VOWELS)
_SHORTEST = 4  # a shorter stem that a rule makes is too many other words (Såka: saako)


def endings(form: str) -> Iterator[tuple[str, Case]]:
    """Each way to part the folded word *form* into a stem and a case ending, the longest stem first."""
    for bare in dict.fromkeys((form, *(form.removesuffix(clitic) for clitic in _CLITICS))):
        for cut in range(len(bare), max(1, len(bare) - _LONGEST_ENDING) - 1, -1):
            case = _ENDINGS.get(bare[cut:])
            if case is not None and bare[cut - 1 :] != "ssa":  # kannussa is of kannu, not of Kannus
                yield bare[:cut], case
        if bare.endswith(_NORTHERN_AT) and len(bare) >= _LONG:
            yield bare[:-2], Case.AT
        if bare[-3:] in _INTO:  # Poriin: the name's own vowel, and n
            yield bare[:-2], Case.TO


def stems(name: str) -> set[str]:
    """What stands before the case endings of the place *name*, folded: strong and weak grades, old plurals."""
    word = fold(name)
    made = _made(word)
    spoken = {
        said.join(stem.rsplit("d", 1))
        for stem in made
        if "d" not in word and stem.endswith(_WITH_D)
        for said in _SPOKEN_D
    }
    return {word} | {stem for stem in made | spoken if len(stem) >= _SHORTEST}


def _made(word: str) -> set[str]:
    found = {word}
    if word.endswith("nen"):
        return found | {f"{word[:-3]}se", f"{word[:-3]}s", f"{word[:-3]}si"}
    if word.endswith("set"):
        return found | {word[:-1], f"{word[:-2]}i"}
    if word[-1] in _VOWELS:
        found |= {_weak(word)}
        if word.endswith(_I_TO_E):
            found |= {f"{word[:-1]}e", _weak(f"{word[:-1]}e")}
        if word.endswith(("vesi", "lahti")):
            found |= {f"{word[:-2]}de", f"{word[:-2]}te"} if word.endswith("vesi") else {f"{word[:-2]}de"}
        if word.endswith("e"):
            found |= {f"{word}e", f"{_strong(word)}e"}
        return found
    return found | _after_consonant(word)


def _after_consonant(word: str) -> set[str]:
    if word.endswith("as"):
        return {f"{word[:-1]}a", f"{_strong(word[:-1])}a", f"{word}i"}
    if word.endswith("at"):  # Virrat, Hiekkasärkät
        return {word[:-1], f"{word[:-2]}i", f"{word[:-2]}oi", f"{word[:-2]}o"}
    if word.endswith(("us", "os", "is", "es")):
        return {f"{word[:-1]}kse", f"{word[:-1]}de", f"{word[:-1]}te", f"{word}i"}
    return {f"{word}i"}


def _weak(word: str) -> str:
    """*word* with its last consonants in the weak grade: Noormarkku, Noormarku-."""
    head = word.rstrip(_VOWELS)
    tail = word[len(head) :]
    if len(tail) != 1 and head[-1:] not in ("k", "t", "p"):
        return word
    for strong, weak in _WEAK.items():
        if head.endswith(strong):
            return head[: -len(strong)] + weak + tail
    if len(head) > 1 and head[-2] in _VOWELS and head[-1] in _WEAK_ALONE:
        return head[:-1] + _WEAK_ALONE[head[-1]] + tail
    return word


def _strong(word: str) -> str:
    """*word* with its last consonant in the strong grade: Haukipuda|s, Haukiputa-."""
    head = word.rstrip(_VOWELS)
    for weak, strong in _STRONG.items():
        if head.endswith(weak):
            return head[: -len(weak)] + strong + word[len(head) :]
    doubled = head[-1:] in ("k", "p", "t") and len(head) > 1 and head[-2] in _VOWELS + "lnr"
    return f"{head}{head[-1]}{word[len(head) :]}" if doubled else word
