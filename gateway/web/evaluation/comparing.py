"""Engines side by side, and what the worst confusions say of the taxonomy."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Final

from channels.codes import Language
from gateway.i18n import Texts
from gateway.web.evaluation import words
from gateway.web.evaluation.pages import Advised, Cell, Engines, Head, Row, Table
from nlu.evaluation import engines as measured
from nlu.evaluation.figures import Advice, Figures, Mixed, Pair
from nlu.evaluation.metrics import Share

_LANGUAGES: Final = (Language.FI, Language.SV, Language.EN)
_MEASURED: Final = 5  # of a benchmark: times, memory, training, start
_ADVICE: Final[Mapping[Advice, str]] = {
    Advice.MERGE: "Myös ihmiset sekoittavat nämä molempiin suuntiin. Syyt menevät päällekkäin: yhdistäkää ne tai "
    "kirjoittakaa, mistä raja kulkee. Lisätekstit eivät auta.",
    Advice.SHARPEN: "Myös ihmiset eroavat tässä, mutta vain yhteen suuntaan. Tarkentakaa määritelmää: milloin asia on "
    "”{}” eikä ”{}”?",
    Advice.MORE_TEXTS: "Ihmiset erottavat nämä toisistaan. Ero on opittavissa: lisää opetustekstejä molemmista, "
    "varsinkin sellaisia, joissa on toisen syyn sanoja.",
    Advice.NOT_COMPARED: "Viesteillä ei ole toisen ihmisen vastauksia, joten neuvoa ei voi antaa.",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Comparing:
    """Makes what the report says of other engines and of the taxonomy."""

    texts: Texts
    figures: Figures

    def engines(self, others: measured.Engines | None) -> Engines:
        """The reader of this evaluation first; then what a benchmark measured in one run."""
        rows = [
            Row(
                head=f"{self.figures.engine}, tässä raportissa",
                cells=(
                    *self._right(self.figures.reason.by_language),
                    *(Cell(text=words.NOTHING) for _ in range(_MEASURED)),
                ),
            )
        ]
        for one in others.engines if others else ():
            shares = {language: right.share for language, right in one.right.items()}
            took_there = _figures(
                (one.p50, "ms"), (one.p95, "ms"), (one.memory, "Mt"), (one.training, "s"), (one.loading, "s")
            )
            rows.append(Row(head=one.name, cells=(*self._right(shares), *took_there)))
        heads = ("Lukija", *(self._say("language", code) for code in _LANGUAGES), "Puolet viesteistä enintään")
        heads = (*heads, "95 % enintään", "Muistia", "Opetus", "Käynnistys")
        table = Table(
            id="engines",
            caption="Syy oikein eri lukijoilla",
            heads=tuple(Head(text=head) for head in heads),
            rows=tuple(rows),
        )
        return Engines(
            table=table, missing=tuple(f"{one.name}: {one.why}" for one in (others.missing if others else ()))
        )

    def advised(self) -> tuple[Advised, ...]:
        """What to do about each pair of reasons, worst first."""
        return tuple(self._advised(pair) for pair in self.figures.reason.pairs)

    def _advised(self, pair: Pair) -> Advised:
        one, other = self._say("reason", pair.one), self._say("reason", pair.other)
        people = pair.people
        first, then = (other, one) if people and people.other_as_one > people.one_as_other else (one, other)
        said = "Ei toisen ihmisen vastauksia." if people is None else f"Ihmiset: {_ways(people, one, other)}"
        return Advised(
            title=f"{one} – {other}",
            engine=f"Kone: {_ways(pair.engine, one, other)}",
            people=f"{said} Molemmat hyväksytty {pair.both_right} viestissä.",
            advice=_ADVICE[pair.advice].format(first, then),
        )

    def _right(self, shares: Mapping[str, Share]) -> Iterable[Cell]:
        for code in _LANGUAGES:
            share = shares.get(code)
            yield Cell(text=words.percent(share.share) if share else words.NOTHING, strong=True)

    def _say(self, kind: str, code: str) -> str:
        return self.texts.say(Language.FI, f"{kind}-{code}")


def _figures(*values: tuple[float | None, str]) -> Iterable[Cell]:
    return (Cell(text=words.measured(value, unit)) for value, unit in values)


def _ways(mixed: Mixed, one: str, other: str) -> str:
    return (
        f"{mixed.one_as_other}\u00a0/\u00a0{mixed.of_one} viestistä ”{one}” luettiin syyksi ”{other}”, "
        f"{mixed.other_as_one}\u00a0/\u00a0{mixed.of_other} toisin päin."
    )
