"""Ages and years of birth written in words, as figures: "seitsemänkymmentäkaksi", "åttiofem", "eighty-three".

Only from twenty on, and years only of the twentieth century: nothing else tells how old a client is.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

_TEN_FI = "(?:kymmentä|kymment|kyt)"
_TENS = {
    "fi": (
        f"kak(?:si|s){_TEN_FI}",
        f"kol(?:me)?{_TEN_FI}",
        f"nel(?:jä)?{_TEN_FI}",
        f"vii(?:si|s){_TEN_FI}",
        f"kuu(?:si|s){_TEN_FI}",
        f"sei(?:tsemän|ttemän|t|s){_TEN_FI}",
        f"(?:kahdeksan|kaheksan|kaheks|kahes|kasi){_TEN_FI}",
        f"(?:yhdeksän|yheksän|yheks|yhes|ysi){_TEN_FI}",
    ),
    "sv": ("tjugo", "trettio?", "fyrtio?", "femtio?", "sextio?", "sjuttio?", "åttio?", "nittio?"),
    "en": ("twenty", "thirty", "fou?rty", "fifty", "sixty", "seventy", "eighty", "ninety"),
}
_ONES = {
    "fi": (
        "yksi|yks",
        "kaksi|kaks",
        "kolme",
        "neljä",
        "viisi|viis",
        "kuusi|kuus",
        "seitsemän|seittemän|seiska",
        "kahdeksan|kaheksan|kasi",
        "yhdeksän|yheksän|ysi",
    ),
    "sv": ("ett", "två|tvo", "tre", "fyra|fyr", "fem", "sex", "sju", "åtta|ått", "nio|nie"),
    "en": ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine"),
}
_NINETEEN_HUNDRED = {
    "fi": r"(?:tuhat)?\s?(?:yhdeksän|yheksän)sataa\s?",
    "sv": r"nittonhundra\s?(?:och\s)?",
    "en": r"nineteen[\s-](?:hundred[\s-](?:and[\s-])?)?",
}
_BETWEEN = {"fi": r"\s?", "sv": "", "en": r"[\s-]"}
_ENDS = r"(?=-?vuoti|-?åri|\W|$)"
# Many write without dots and rings.
_WITHOUT_DOTS = str.maketrans({"ä": "[äa]", "å": "[åa]"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Figures:
    """A text whose numbers in words are figures, and where each of its characters stood before, and its end."""

    text: str
    places: Sequence[int]


class NumberWords:
    """Words for numbers, ready to be looked for."""

    def __init__(self) -> None:
        self._patterns = [re.compile(_pattern(language), re.IGNORECASE) for language in _TENS]

    def in_figures(self, text: str) -> Figures | None:
        """*text* with figures for its numbers in words; None where it has none."""
        found = sorted(
            (match.start(), match.end(), _value(match)) for one in self._patterns for match in one.finditer(text)
        )
        if not found:
            return None
        pieces: list[str] = []
        places: list[int] = []
        at = 0
        for start, end, value in found:
            pieces += [text[at:start], value]
            places += [*range(at, start), *[start] * len(value)]
            at = end
        return Figures(text="".join([*pieces, text[at:]]), places=[*places, *range(at, len(text) + 1)])


def _pattern(language: str) -> str:
    tens = "|".join(f"(?P<t{number}>{words})" for number, words in enumerate(_TENS[language], start=2))
    ones = "|".join(f"(?P<o{number}>{words})" for number, words in enumerate(_ONES[language], start=1))
    whole = rf"\b(?P<year>{_NINETEEN_HUNDRED[language]})?(?:{tens})(?:{_BETWEEN[language]}(?:{ones}))?{_ENDS}"
    return whole.translate(_WITHOUT_DOTS)


def _value(match: re.Match[str]) -> str:
    said = match.groupdict()
    digits = {kind: next((name[1] for name, words in said.items() if words and name[0] == kind), "0") for kind in "to"}
    return f"{'19' if said['year'] else ''}{digits['t']}{digits['o']}"
