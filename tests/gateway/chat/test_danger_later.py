"""Danger to life that is told later in a conversation."""

from uuid import uuid4

import pytest

from channels.chat.frames import Say
from channels.codes import Language, Urgency
from gateway.chat.saying import Talk, Utterance
from gateway.chat.tokens import new_visitor
from gateway.store.alarms import AlarmRow
from gateway.store.cases import CaseRow
from gateway.store.deliveries import DeliveryRow
from gateway.store.states import Purpose
from tests.factories import EMERGENCY, all_of, only, opening, work


@pytest.mark.parametrize(
    "urgent",
    [
        "Omaishoitaja joutui sairaalaan ja isä on yksin kotona, apua tarvitaan heti tänään.",
        "Isää kohdellaan kaltoin, poika vie rahat ja huutaa. Tarvitsemme apua tänään.",
    ],
)
async def test_danger_to_life_is_passed_on_though_nobody_has_seen_the_alarm_of_something_less(services, clock, urgent):
    talk, visitor = Talk(services), new_visitor(Language.FI)
    await talk.begin(visitor, opening(visitor, urgent))
    await work(services)
    assert (await only(services, CaseRow)).urgency is Urgency.URGENT
    assert (await only(services, AlarmRow)).seen_at is None
    said = Say(id=uuid4(), text=EMERGENCY)

    words = Utterance(conversation_id=visitor.conversation_id, message=said, urgency=Urgency.EMERGENCY)
    await talk.go_on(words)
    clock.forward(minutes=10)
    await work(services)

    case = await only(services, CaseRow)
    assert (case.urgency, case.alarm) == (Urgency.EMERGENCY, True)
    assert Purpose.ALARM in {row.purpose for row in await all_of(services, DeliveryRow)}
