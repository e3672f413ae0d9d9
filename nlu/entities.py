"""What a text says besides its reason: who writes, about whom, where, how old, when, consent, flags. Words only."""

from dataclasses import dataclass
from datetime import date

from channels.codes import About, AgeBand, ConsentState, ContacterType, Flag
from nlu import cues, municipality
from nlu.age import Ages
from nlu.dates import Days
from nlu.folding import Token
from nlu.phones import phones
from nlu.reading import Span, Where


@dataclass(frozen=True, slots=True, kw_only=True)
class Entities:
    """What was found, each with the words that say so."""

    contacter: ContacterType
    about: About | None
    consent: ConsentState | None
    flags: frozenset[Flag]
    services: frozenset[str]  # codes of the services that are named
    said: frozenset[str]  # codes of the cues about the kind of act
    soon: bool  # words tell that it is getting worse or has a date
    municipality: str | None
    age_band: AgeBand
    discharge: date | None
    evidence: tuple[Span, ...]


class Finder:
    """All word lists, ready. Making it reads the data files."""

    def __init__(self) -> None:
        self._cues = cues.load()
        self._gazetteer = municipality.load()
        self._ages = Ages()
        self._days = Days()

    def find(self, text: str, tokens: list[Token], arrived: date | None = None) -> Entities:
        """Everything in *text*, which was cut into *tokens* and came on the local day *arrived*."""
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
        spans += [_span(text, one.start, one.end, "phone") for one in phones(text)]
        days = self._days.find(text, tokens, arrived) if arrived else ()
        spans += [_span(text, one.start, one.end, f"day:{one.day}") for one in days]
        leaving = self._days.leaving(text, tokens, arrived) if arrived else None
        return Entities(
            contacter=ContacterType(contacter),
            about=_about(ContacterType(contacter)),
            consent=ConsentState(by_theme["consent"][0].code) if by_theme["consent"] else None,
            flags=frozenset(Flag(one.code) for one in by_theme["flags"]),
            services=frozenset(one.code for one in by_theme["services"]),
            said=frozenset(one.code for one in by_theme["matter"]),
            soon=bool(by_theme["soon"]),
            municipality=home.name if home else None,
            age_band=aged.band if aged else AgeBand.UNKNOWN,
            discharge=leaving.day if leaving else None,
            evidence=tuple(spans),
        )

    def home(self, stated: str) -> str | None:
        """The municipality that somebody means by *stated*, by the Finnish name of today; None where it is none."""
        return self._gazetteer.stated(stated, villages=True)


def _shown(by_theme: dict[str, list[cues.Cued]]) -> list[cues.Cued]:
    """The cues that were used, and no others."""
    return [
        *by_theme["contacter"][:1],
        *by_theme["consent"][:1],
        *by_theme["flags"],
        *by_theme["services"],
        *by_theme["soon"][:1],
    ]


def _about(contacter: ContacterType) -> About | None:
    if contacter is ContacterType.CLIENT:
        return About.SELF
    return None if contacter is ContacterType.UNKNOWN else About.OTHER


def _span(text: str, start: int, end: int, why: str) -> Span:
    return Span(where=Where.TEXT, start=start, end=end, text=text[start:end], why=why)
