"""What people say of the chat afterwards: sums, and nobody."""

from datetime import date

import pytest

from channels.codes import Language
from gateway.auth.permissions import Role
from gateway.store import feedback
from gateway.store.feedback import FeedbackRow, Helped
from tests.factories import all_of, sign_in


@pytest.fixture
def database_kind(request):
    """Sums are the database's work: both."""
    return getattr(request, "param", "sqlite")


async def send(visitor, **answer):
    return (
        await visitor.post("/chat/feedback", json={"score": None, "helped": None, "language": "fi"} | answer)
    ).status


async def test_an_answer_is_kept_with_its_day_and_nothing_else(visitor, house):
    assert await send(visitor, score=4, helped="partly", language="sv") == 204
    (kept,) = await all_of(house, FeedbackRow)

    assert (kept.day, kept.language, kept.score, kept.helped) == (date(2026, 11, 23), Language.SV, 4, Helped.PARTLY)
    assert {column.name for column in FeedbackRow.__table__.columns} == {"id", "day", "language", "score", "helped"}
    assert kept.id.version == 4  # drawn: it tells no time


async def test_one_half_of_an_answer_is_enough(visitor, house):
    assert [await send(visitor, score=1), await send(visitor, helped="no")] == [204, 204]

    assert len(await all_of(house, FeedbackRow)) == 2


@pytest.mark.parametrize(
    "answer",
    [{}, {"score": 0}, {"score": 6}, {"score": True}, {"score": "5"}, {"helped": "kyllä"}, {"score": 5, "language": 1}],
)
async def test_what_is_no_answer_is_refused(visitor, house, answer):
    assert await send(visitor, **answer) == 400
    assert await all_of(house, FeedbackRow) == []


async def test_what_is_no_json_or_too_long_is_refused(visitor):
    for body in (b"{", b"[" * 900, b'{"score":5,"helped":null,"language":"' + b"a" * 1_000 + b'"}'):
        assert (await visitor.post("/chat/feedback", data=body)).status == 400


async def test_one_address_says_so_only_now_and_then(visitor, house):
    answers = [await send(visitor, score=5) for _ in range(6)]

    assert answers == [204] * 5 + [429]
    assert len(await all_of(house, FeedbackRow)) == 5


async def _given(house, *answers):
    async with house.sessions.begin() as session:
        for day, score, helped in answers:
            await feedback.add(session, day, Language.FI, score, helped)


@pytest.mark.parametrize("database_kind", ["sqlite", "postgresql"], indirect=True)
async def test_a_month_is_told_by_its_sums_and_one_of_a_few_answers_not_at_all(house):
    november, october = date(2026, 11, 2), date(2026, 10, 30)
    await _given(
        house,
        *[(november, 5, Helped.YES)] * 3,
        *[(november.replace(day=20), 2, Helped.PARTLY)] * 2,
        *[(november, None, Helped.NO)] * 5,
        *[(october, 5, Helped.YES)] * 4,
    )
    async with house.readers() as session:
        later, earlier = await feedback.months(session, date(2026, 10, 1))

    assert (later.first, later.count, later.mean, later.helped, later.partly) == (date(2026, 11, 1), 10, 3.8, 0.3, 0.2)
    assert (earlier.first, earlier.count, earlier.mean, earlier.helped) == (date(2026, 10, 1), None, None, None)


async def test_supervisors_see_the_sums_and_advisors_do_not(visitor, house):
    await _given(house, *[(date(2026, 11, 2), 4, Helped.YES)] * 5, *[(date(2026, 10, 2), 1, Helped.NO)] * 4)
    supervisor, advisor = await sign_in(house, Role.SUPERVISOR), await sign_in(house, Role.ADVISOR)
    page = await (await visitor.get("/inbox/feedback", headers=supervisor.headers)).text()

    assert [part in page for part in ("11/2026", ">5<", "100 %", "4,0", "Alle 5 vastausta")] == [True] * 5
    assert (await visitor.get("/inbox/feedback", headers=advisor.headers)).status == 403
