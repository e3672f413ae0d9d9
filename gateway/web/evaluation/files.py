"""The report as a file of its own: nothing else is needed to read, send or print it."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from channels.codes import Language
from gateway.i18n import Texts
from gateway.web.evaluation import words
from gateway.web.evaluation.comparing import Comparing
from gateway.web.evaluation.curves import Curves
from gateway.web.evaluation.pages import EvaluationFile, Example, Examples, Learning
from gateway.web.evaluation.tables import Tables
from gateway.web.look import STATIC
from gateway.web.pages import Renderer, Shell, environment
from nlu.evaluation.answering import Answer
from nlu.evaluation.beside import Beside
from nlu.evaluation.figures import Figures
from nlu.reading import Finding

_STYLES: Final = ("luotsi.css", "rules.css", "evaluation.css")
_SHORT: Final = 240  # characters of a message that are shown
_NOBODY: Final = Shell(
    language=Language.FI,
    path="",
    county="Luotsi",
    phone="",
    hours="",
    signed_in=None,
    csrf="",
    version="",
    demo=False,
)


def report(texts: Texts, figures: Figures, answers: Sequence[Answer], beside: Beside) -> str:
    """The report on *figures* as HTML, with the wrong ones of *answers* and what was measured *beside* it."""
    tables, comparing = Tables(texts=texts, figures=figures), Comparing(texts=texts, figures=figures)
    page = EvaluationFile(
        county=_NOBODY.county,
        styles="\n".join((STATIC / name).read_text(encoding="utf-8") for name in _STYLES),
        messages=str(figures.messages),
        engine=figures.engine,
        model=figures.model,
        aims=tables.aims(),
        others=tables.others(),
        ceiling=tables.ceiling(),
        emergencies=tables.emergencies(),
        wrong=_Wrong(texts=texts, answers=answers).groups(figures),
        reasons=tables.reasons(),
        confusions=tables.confusions(),
        advised=comparing.advised(),
        matrix=tables.matrix(),
        learning=_learning(texts, beside),
        engines=comparing.engines(beside.engines),
        sure=tables.sure(),
        urgency=tables.urgency(),
        facts=tables.facts(),
        flags=tables.flags(),
        speed=_speed(figures),
    )
    return Renderer(environment=environment(), texts=texts).html(page, _NOBODY)


def _learning(texts: Texts, beside: Beside) -> Learning | None:
    if beside.curve is None:
        return None
    return Curves(texts=texts, curve=beside.curve).learning(is_current=beside.curve_is_current)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Wrong:
    """Shows messages that were read wrongly."""

    texts: Texts
    answers: Sequence[Answer]

    def groups(self, figures: Figures) -> tuple[Examples, ...]:
        found = figures.emergency
        return (
            self._group("missed", "Huomaamatta jääneet hätätilanteet", found.missed),
            self._group(
                "near", "Turhat hälytykset hätätilannetta muistuttavista viesteistä", found.alarmed_near_misses
            ),
            self._group("ordinary", "Turhat hälytykset tavallisista viesteistä", found.alarmed_ordinary),
        )

    def _group(self, own_id: str, title: str, ids: tuple[str, ...]) -> Examples:
        known = {one.sample.id: one for one in self.answers}
        return Examples(id=own_id, title=title, examples=tuple(self._example(known[one]) for one in ids))

    def _example(self, one: Answer) -> Example:
        return Example(
            id=one.sample.id,
            language=one.sample.language,
            writer=self._say("contacter", one.sample.contacter),
            said=f"{self._say('urgency', one.reading.urgency)}; {self._say('reason', one.reading.reason)}",
            words="; ".join(_met(finding) for finding in one.reading.findings) or words.NOTHING,
            excerpt=shortened(one.sample.text),
        )

    def _say(self, kind: str, code: str) -> str:
        return self.texts.say(Language.FI, f"{kind}-{code}")


def shortened(text: str) -> str:
    """Beginning and end of a long text: what matters often comes last."""
    plain = " ".join(text.split())
    if len(plain) <= _SHORT:
        return plain
    return f"{plain[: _SHORT // 2].rstrip()} … {plain[-_SHORT // 2 :].lstrip()}"


def _met(finding: Finding) -> str:
    """The words of a pattern, and the frame for which they raise nothing."""
    said = f"{shortened(finding.span.text)} ({finding.pattern}"
    return f"{said}, ohitettu: {finding.near_miss})" if finding.near_miss else f"{said})"


def _speed(figures: Figures) -> str:
    took = figures.latency_ms
    return (
        f"Puolet viesteistä luettiin enintään {words.milliseconds(took.p50)} aikana ja 95 % enintään "
        f"{words.milliseconds(took.p95)} aikana. Hitain vei {words.milliseconds(took.most)}. "
        "Luvut ovat siltä koneelta, jossa tämä raportti tehtiin."
    )
