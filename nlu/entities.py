"""What a text says besides its reason: who writes, about whom, home municipality, age, consent, flags. Words only."""

from dataclasses import dataclass

from channels.codes import About, AgeBand, ConsentState, ContacterType, Flag
from nlu import cues, municipality
from nlu.age import Ages
from nlu.reading import Span, Where
from nlu.stems import Token


@dataclass(frozen=True, slots=True, kw_only=True)
class Entities:
    """What was found, each with the words that say so."""

    contacter: ContacterType
    about: About | None
    consent: ConsentState | None
    flags: frozenset[Flag]
    said: frozenset[str]  # codes of the cues about the kind of act
    soon: bool  # words tell that it is getting worse or has a date
    municipality: str | None
    age_band: AgeBand
    evidence: tuple[Span, ...]


class Finder:
    """All word lists, ready. Making it reads the data files."""

    def __init__(self) -> None:
        self._cues = cues.load()
        self._gazetteer = municipality.load()
        self._ages = Ages()

    def find(self, text: str, tokens: list[Token]) -> Entities:
        """Everything in *text*, which was cut into *tokens*."""
        cued = self._cues.find(tokens)
        by_theme: dict[str, list[cues.Cued]] = {theme: [] for theme in cues.THEMES}
        for one in cued:
            by_theme[one.theme].append(one)
        home = self._gazetteer.find(text, tokens)
        aged = self._ages.find(text, tokens)
        contacter = by_theme["contacter"][0].code if by_theme["contacter"] else ContacterType.UNKNOWN
        spans = [_span(text, one.start, one.end, f"{one.theme}:{one.code}") for one in _shown(by_theme)]
        if home is not None:
            spans.append(_span(text, home.start, home.end, f"municipality:{home.name}"))
        if aged is not None:
            spans.append(_span(text, aged.start, aged.end, f"age:{aged.band}"))
        return Entities(
            contacter=ContacterType(contacter),
            about=_about(ContacterType(contacter)),
            consent=ConsentState(by_theme["consent"][0].code) if by_theme["consent"] else None,
            flags=frozenset(Flag(one.code) for one in by_theme["flags"]),
            said=frozenset(one.code for one in by_theme["matter"]),
            soon=bool(by_theme["soon"]),
            municipality=home.name if home else None,
            age_band=aged.band if aged else AgeBand.UNKNOWN,
            evidence=tuple(spans),
        )

    def home(self, stated: str) -> str | None:
        """The municipality that somebody means by *stated*, by the Finnish name of today; None where it is none."""
        return self._gazetteer.stated(stated)


def _shown(by_theme: dict[str, list[cues.Cued]]) -> list[cues.Cued]:
    """The cues that were used, and no others."""
    return [*by_theme["contacter"][:1], *by_theme["consent"][:1], *by_theme["flags"], *by_theme["soon"][:1]]


def _about(contacter: ContacterType) -> About | None:
    if contacter is ContacterType.CLIENT:
        return About.SELF
    return None if contacter is ContacterType.UNKNOWN else About.OTHER


def _span(text: str, start: int, end: int, why: str) -> Span:
    return Span(where=Where.TEXT, start=start, end=end, text=text[start:end], why=why)
