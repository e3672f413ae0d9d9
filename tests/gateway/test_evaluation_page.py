"""What the report says of the learning curve, of other engines and of reasons that are mixed up."""

from dataclasses import replace

import pytest

from gateway import i18n
from gateway.web.evaluation.comparing import Comparing
from gateway.web.evaluation.curves import Curves
from nlu.evaluation.curve import ALL, Curve, Hits, Point
from nlu.evaluation.engines import EngineFigures, Engines, Missing, Right
from nlu.evaluation.figures import Advice, Mixed, Pair
from nlu.evaluation.measuring import measure
from tests.nlu.test_evaluation_figures import answer


def _curve(last):
    points = ((0.8, 80, (60, 62)), (1.0, 100, (last,)))
    return Curve(
        trained_on="",
        points=tuple(
            Point(share=share, texts=texts, right={name: Hits(each=hits, of=100) for name in (ALL, "fi")})
            for share, texts, hits in points
        ),
    )


@pytest.fixture(scope="module")
def texts():
    return i18n.load()


@pytest.mark.parametrize(
    ("last", "gain", "advice"),
    [
        (63, "+2,0", "Lisää tekstejä kannattaa kirjoittaa."),
        (60, "−1,0", "Lisätekstit samaan tapaan tuskin auttavat."),
    ],
)
def test_the_curve_is_told_in_words_and_in_figures(texts, last, gain, advice):
    learning = Curves(texts=texts, curve=_curve(last)).learning(is_current=True)

    gained = f"viimeinen viidennes teksteistä muutti tulosta {gain}\u00a0prosenttiyksikköä"
    assert learning.said[1] == f"Suomi: {gained}. {advice}"
    assert [row.head for row in learning.table.rows] == ["80 (80\u00a0%)", "100 (100\u00a0%)"]
    assert [cell.text for cell in learning.table.rows[0].cells[:2]] == ["61,0\u00a0%", "51,2–70,0\u00a0%"]


def test_the_drawing_has_more_texts_further_right_and_more_right_answers_further_up(texts):
    chart = Curves(texts=texts, curve=_curve(63)).learning(is_current=True).chart
    (first, last), ticks = chart.lines[0].dots, {tick.text: tick.at for tick in chart.up}

    assert first[0] < last[0] == chart.right
    assert ticks["60\u00a0%"] > first[1] > last[1] > ticks["70\u00a0%"]
    assert [line.name for line in chart.lines] == ["Kaikki kielet", "Suomi"]


def test_engines_stand_below_the_one_of_this_report_and_missing_ones_say_why(texts):
    comparing = Comparing(texts=texts, figures=measure([answer("a")], (), frozenset()))
    others = Engines(
        engines=(EngineFigures(name="fastText", right={"sv": Right(hits=1, of=4)}, p50=0.25, memory=300.0),),
        missing=(Missing(name="Rasa", why="it is not there"),),
    )

    alone, beside = comparing.engines(None), comparing.engines(others)

    assert [[row.head, row.cells[0].text] for row in alone.table.rows] == [["linear, tässä raportissa", "100,0\u00a0%"]]
    assert [cell.text for cell in beside.table.rows[1].cells] == [
        "–", "25,0\u00a0%", "–", "0,2\u00a0ms", "–", "300,0\u00a0Mt", "–", "–",
    ]  # fmt: skip
    assert beside.missing == ("Rasa: it is not there",)
    assert {len(row.cells) + 1 for row in beside.table.rows} == {len(beside.table.heads)}


def test_advice_names_the_reason_that_people_take_for_the_other(texts):
    mixed = Mixed(one_as_other=3, of_one=9, other_as_one=0, of_other=8)
    people = Mixed(one_as_other=0, of_one=9, other_as_one=2, of_other=8)
    pair = Pair(one="home_care", other="case_status", engine=mixed, people=people, both_right=1, advice=Advice.SHARPEN)
    figures = measure([answer("a")], (), frozenset())
    comparing = Comparing(texts=texts, figures=replace(figures, reason=replace(figures.reason, pairs=(pair,))))
    care, status = (texts.say("fi", f"reason-{code}") for code in ("home_care", "case_status"))

    (advised,) = comparing.advised()

    assert advised.title == f"{care} – {status}"
    assert advised.engine.startswith(f"Kone: 3\u00a0/\u00a09 viestistä ”{care}” luettiin syyksi ”{status}”")
    assert f"milloin asia on ”{status}” eikä ”{care}”?" in advised.advice


@pytest.mark.parametrize("advice", list(Advice))
def test_every_advice_has_words(texts, advice):
    mixed = Mixed(one_as_other=3, of_one=9, other_as_one=0, of_other=8)
    pair = Pair(one="home_care", other="case_status", engine=mixed, people=None, both_right=0, advice=advice)
    figures = measure([answer("a")], (), frozenset())
    (advised,) = Comparing(
        texts=texts, figures=replace(figures, reason=replace(figures.reason, pairs=(pair,)))
    ).advised()

    assert len(advised.advice) > 40
    assert "{" not in advised.advice
    assert "Ei toisen ihmisen vastauksia." in advised.people
