"""What these pages ask of the store, asked of SQLite and of PostgreSQL."""

import pytest
from sqlalchemy import func, select

from gateway.store.callbacks import CallbackRow
from gateway.store.cases import CaseRow
from tests.gateway.web.public.given import (
    ANOTHER_PAGE,
    MONDAY_NOON,
    PAGE,
    message,
    page_name_in,
    reference_in,
    with_late_engine,
)

pytestmark = pytest.mark.parametrize("database_kind", ["sqlite", "postgresql"])

MEALS = "Haluaisin tietää, miten ateriapalvelua haetaan Porissa."


async def test_a_message_its_answer_page_and_its_status(house, clock, visiting):
    late_house, engine = with_late_engine(house)
    visitor = await visiting(late_house)
    waiting = await (await visitor.post("/contact", data=message(MEALS))).text()
    engine.ready = True
    clock.forward(minutes=1)
    ready = await (await visitor.post("/contact/answer", data={"page": page_name_in(waiting)})).text()
    status = await (await visitor.post("/status", data={"reference": reference_in(ready)})).text()
    clock.forward(minutes=9)
    gone = await (await visitor.post("/contact/answer", data={"page": page_name_in(waiting)})).text()

    assert "viimeistään" in ready
    assert "Saimme viestisi 23.11.2026 klo 12.00." in status
    assert "Vastaus ei enää näy tällä sivulla" in gone


async def test_a_callback_asked_for_twice(house, clock, visitor):
    asked = {"phone": "040 123 4567", "line": "neuvonta"}
    await visitor.post("/callback", data={"submission_id": PAGE, **asked})
    clock.forward(minutes=5)
    await visitor.post("/callback", data={"submission_id": ANOTHER_PAGE, **asked})
    async with house.readers() as session:
        requests = (await session.execute(select(CallbackRow.count, CallbackRow.first_at))).all()
        open_cases = await session.scalar(select(func.count()).select_from(CaseRow).where(CaseRow.open))

    assert requests == [(2, MONDAY_NOON)]
    assert open_cases == 1
