"""The language a contact is written in. Decides in which language we answer, and never whether an emergency is seen."""

import tomllib
from collections import Counter
from importlib.resources import files

from py3langid import langid

from channels.codes import Language
from nlu.folding import WORD

# What Luotsi answers in, what is most often written to Finnish services besides, and what those are mistaken for.
_KNOWN = (
    "fi",
    "sv",
    "en",
    "et",
    "ru",
    "uk",
    "ar",
    "so",
    "fa",
    "ku",
    "tr",
    "vi",
    "th",
    "zh",
    "se",
    "no",
    "da",
    "de",
    "fr",
    "es",
    "pl",
    "sq",
    "bn",
    "ne",
    "tl",
)
_ANSWERED = {"fi": Language.FI, "sv": Language.SV, "en": Language.EN}
_OTHER = "other"
_LOOKED_AT = 4_000  # characters; more does not change the answer
_LAST_LATIN = "\u024f"
_SURE = 0.5  # share of small words that settles a text
_STATISTICS_SURE = 0.85
_FEW_WORDS = 3
_TAKEN_FOR_SWEDISH = frozenset({"no", "da"})
_SWEDISH, _NOT_SWEDISH = frozenset("äö"), frozenset("æø")
_RARE = 0.1  # share of our small words below which a text may still be in another language


class Detector:
    """Statistics of letters and small words together. Loads its model when made."""

    def __init__(self) -> None:
        known = tomllib.loads(files("nlu").joinpath("data", "words", "language.toml").read_text("utf-8"))
        self._words = {word: code for code, words in known.items() for word in words if _only_in(word, known)}
        self._statistics = langid.LanguageIdentifier.from_model_file(langid.MODEL_FILE, norm_probs=True)
        available = set(self._statistics.labels)
        self._statistics.set_languages([code for code in _KNOWN if code in available])

    def detect(self, text: str) -> Language:
        """The language of *text*; OTHER where it is none of ours, UNKNOWN where nothing tells."""
        text = text[:_LOOKED_AT]
        words = [word.lower() for word in WORD.findall(text) if word.isalpha()]
        if not words:
            return Language.UNKNOWN
        if _mostly_foreign_letters(words):
            return Language.OTHER
        seen = Counter(self._words[word] for word in words if word in self._words)
        if (told := _told_by_words(seen, len(words))) is not None:
            return told
        code, sure = self._statistics.classify(text)
        if code in _TAKEN_FOR_SWEDISH and not seen[_OTHER] and _may_be_swedish(words):
            code = Language.SV
        if seen:
            return self._by_words(seen, len(words), code, sure)
        if code in _ANSWERED:
            return _ANSWERED[code] if sure >= _SURE or len(words) > _FEW_WORDS else Language.UNKNOWN
        return Language.OTHER if sure >= _STATISTICS_SURE and len(words) > _FEW_WORDS else Language.UNKNOWN

    def _by_words(self, seen: Counter[str], count: int, code: str, sure: float) -> Language:
        foreign = seen.pop(_OTHER, 0)
        ours = max(seen.values(), default=0)
        if foreign > ours and (foreign > 1 or code not in _ANSWERED):
            return Language.OTHER
        if not ours:
            return _ANSWERED.get(code, Language.UNKNOWN)
        (best, hits), *others = seen.most_common()
        second = others[0][1] if others else 0
        rare = hits / count < _RARE and count > 2 * _FEW_WORDS
        if code not in _ANSWERED and rare and sure >= _STATISTICS_SURE:
            return Language.OTHER
        # "On" is "is", "with" and, in Ostrobothnia, "she": one small word does not outweigh all the letters.
        alone = hits == 1 and count > _FEW_WORDS and sure >= _STATISTICS_SURE
        if code not in _ANSWERED or (hits > second and not alone):
            return _ANSWERED[best]
        return _ANSWERED[code]


def _told_by_words(seen: Counter[str], count: int) -> Language | None:
    """The language that small words tell so plainly that statistics would change nothing; None where they do not."""
    ours = [(code, hits) for code, hits in seen.most_common() if code != _OTHER]
    if not ours or seen[_OTHER]:
        return None
    (best, hits), *others = ours
    second = others[0][1] if others else 0
    often = hits > 1 and (hits >= _RARE * count or count <= 2 * _FEW_WORDS)
    return _ANSWERED[best] if often and hits > second else None


def _only_in(word: str, known: dict[str, list[str]]) -> bool:
    return sum(word in words for words in known.values()) == 1


def _may_be_swedish(words: list[str]) -> bool:
    """Whether words that are Norwegian or Danish by their letters are Swedish, of which far more is written here."""
    letters = {letter for word in words for letter in word}
    return not letters & _NOT_SWEDISH and ("i" in words or bool(letters & _SWEDISH))


def _mostly_foreign_letters(words: list[str]) -> bool:
    letters = [letter for word in words for letter in word]
    return sum(letter > _LAST_LATIN for letter in letters) * 2 > len(letters)
