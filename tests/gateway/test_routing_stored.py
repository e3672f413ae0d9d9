"""What routing promises of what is kept, and of who is told nothing; in the real pipeline, on both databases."""

import asyncio

from gateway.store.acknowledgements import AcknowledgementRow
from gateway.store.cases import CaseRow
from gateway.store.contacts import ContactRow
from gateway.store.decisions import DecisionRow
from gateway.store.readings import ReadingRow
from gateway.store.receipts import ReceiptRow
from gateway.store.states import CaseState, View
from routing.check import load_rules
from tests.factories import all_of, deliver, mail, only, work

QUITE_UNCLEAR = "Se sama juttu taas, tiedätte kyllä mikä."
IDENTICAL, AT_ONCE = 1_000, 50


async def test_rule_version_model_and_input_are_stored_with_each_contact(services):
    await deliver(services, mail("Äidin muisti huolettaa meitä. Hän asuu Porissa ja on 80-vuotias."))
    await work(services)

    decision, reading = await only(services, DecisionRow), await only(services, ReadingRow)
    assert (decision.contact_id, decision.reading_id) == ((await only(services, ContactRow)).id, reading.id)
    assert (decision.rule, decision.rules_version) == ("R088", load_rules().version)
    assert (reading.engine, reading.reading["engine"]) == ("linear", "linear")
    assert reading.model == reading.reading["model"] != ""
    assert decision.decision["facts"] == {
        "urgency": "routine",
        "reason": "memory_concern",
        "matter_type": decision.decision["facts"]["matter_type"],
        "contacter": decision.decision["facts"]["contacter"],
        "consent": "not_required",
        "age": "age_75plus",
        "municipality": "in_area",
        "existing_client": False,
        "office_hours": True,
        "nlu_confidence": "high",
        "flags": decision.decision["facts"]["flags"],
    }


async def test_a_guess_closes_nothing_and_reaches_no_partner(services):
    await deliver(services, mail(QUITE_UNCLEAR))
    await work(services)

    case, decision = await only(services, CaseRow), await only(services, DecisionRow)
    assert decision.decision["facts"]["nlu_confidence"] == "low"
    assert (case.open, case.state, case.view) == (True, CaseState.TRIAGED, View.WORK)
    assert (case.team, case.destination) == ("advice", "advice")
    assert case.promise_due_at is not None


async def test_a_thousand_identical_deliveries_are_answered_once(services, relay):
    same = mail()
    for _ in range(IDENTICAL // AT_ONCE):
        await asyncio.gather(*(deliver(services, same) for _ in range(AT_ONCE)))
    await work(services)

    assert len(await all_of(services, ReceiptRow)) == 1
    assert len(await all_of(services, ContactRow)) == 1
    assert len(await all_of(services, AcknowledgementRow)) == len(relay.taken) == 1
