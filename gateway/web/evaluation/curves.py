"""The learning curve as a drawing, as a table, and in words."""

from dataclasses import dataclass
from typing import Final

from channels.codes import Language
from gateway.i18n import Texts
from gateway.web.evaluation import words
from gateway.web.evaluation.pages import Cell, Chart, Head, Learning, Line, Row, Table, Tick
from nlu.evaluation.curve import ALL, Curve

_LEFT, _RIGHT, _TOP, _BOTTOM = 60.0, 620.0, 50.0, 300.0  # of the drawing, in its own units
_NAMES_AT: Final = 20.0
_STEP: Final = 0.1  # between two lines of the grid


@dataclass(frozen=True, slots=True, kw_only=True)
class Curves:
    """Makes what the report says of a curve."""

    texts: Texts
    curve: Curve

    def learning(self, *, is_current: bool) -> Learning:
        """The curve, drawn, told and in figures; *is_current*: the texts have not changed since."""
        return Learning(
            chart=self._chart(),
            said=tuple(self._gained(group) for group in self._groups()),
            table=self._table(),
            is_current=is_current,
        )

    def _groups(self) -> list[str]:
        known = [ALL, *(str(language) for language in Language)]
        return [group for group in known if group in self.curve.groups]

    def _name(self, group: str) -> str:
        return words.ALL_LANGUAGES if group == ALL else self.texts.say(Language.FI, f"language-{group}").capitalize()

    def _gained(self, group: str) -> str:
        gain = self.curve.last_gain(group)
        if gain is None:
            return f"{self._name(group)}: käyrässä ei ole kohtaa, johon viimeistä viidennestä voisi verrata."
        advice = (
            "Lisää tekstejä kannattaa kirjoittaa."
            if self.curve.rises(group)
            else "Lisätekstit samaan tapaan tuskin auttavat."
        )
        return f"{self._name(group)}: viimeinen viidennes teksteistä muutti tulosta {words.points(gain)}. {advice}"

    def _table(self) -> Table:
        groups = self._groups()
        heads = ("Opetustekstejä", *(head for group in groups for head in (self._name(group), "Vaihteluväli")))
        rows = []
        for point in self.curve.points:
            shares = [point.right[group].share for group in groups]
            cells = (
                (Cell(text=words.percent(point.right[group].mean), strong=True), Cell(text=words.bounds(share)))
                for group, share in zip(groups, shares, strict=True)
            )
            rows.append(
                Row(
                    head=f"{point.texts} ({100 * point.share:.0f}\u00a0%)", cells=tuple(c for two in cells for c in two)
                )
            )
        return Table(
            id="curve-table",
            caption="Syy oikein, kun opetustekstejä on enemmän ja enemmän",
            heads=tuple(Head(text=head) for head in heads),
            rows=tuple(rows),
        )

    def _chart(self) -> Chart:
        means = [hits.mean for point in self.curve.points for hits in point.right.values()]
        low, high = int(min(means) / _STEP), min(int(max(means) / _STEP) + 1, 10)
        most = max(point.texts for point in self.curve.points)

        def across(texts: int) -> float:
            return round(_LEFT + (_RIGHT - _LEFT) * texts / most, 1)

        def up(share: float) -> float:
            return round(_BOTTOM - (_BOTTOM - _TOP) * (share / _STEP - low) / (high - low), 1)

        groups = self._groups()
        return Chart(
            id="curve",
            title="Syy oikein sen mukaan, kuinka monesta tekstistä kone oppi",
            left=_LEFT,
            right=_RIGHT,
            bottom=_BOTTOM,
            across=tuple(Tick(at=across(one.texts), text=str(one.texts)) for one in self.curve.points),
            up=tuple(Tick(at=up(step * _STEP), text=f"{10 * step}\u00a0%") for step in range(low, high + 1)),
            lines=tuple(
                Line(
                    name=self._name(group),
                    number=number,
                    name_at=round(_LEFT + (_RIGHT - _LEFT) * number / len(groups), 1),
                    dots=tuple((across(one.texts), up(one.right[group].mean)) for one in self.curve.points),
                )
                for number, group in enumerate(groups)
            ),
            names_at=_NAMES_AT,
        )
