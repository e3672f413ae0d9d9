"""Danger is heard in whichever field it is told, and nobody is taken for beaten on a guess."""

import pytest

from channels.channel import Arrival
from channels.codes import ChannelCode, Flag, Urgency
from channels.form.definitions import CALLBACK, CONTACT, ENTERED, FieldKind
from channels.form.parse import check, encode
from gateway.county import load as load_county
from gateway.steps import facts
from gateway.steps.understanding import understand
from nlu.read import load as load_engine
from nlu.reading import Message
from routing.check import load_rules
from routing.decide import decide
from routing.hours import WorkingCalendar
from routing.rule import Action
from tests.gateway.web.public.given import MONDAY_NOON, PAGE

DANGER = "tulkaa heti, isä kaatui eikä hengitä"
ASKED = {"submission_id": PAGE, "language": "fi"}
NEEDED = {
    CONTACT.name: {"text": "Kysyisin ateriapalvelusta."},
    CALLBACK.name: {"phone": "040 123 4567", "line": "neuvonta"},
    ENTERED.name: {
        "channel": "phone",
        "direction": "to_service",
        "arrived_at": MONDAY_NOON.isoformat(),
        "text": "Soittopyyntö.",
        "contacter_type": "relative",
        "identity_level": "stated",
    },
}
CHANNELS = {
    CONTACT.name: ChannelCode.WEB_FORM,
    CALLBACK.name: ChannelCode.PHONE_CALLBACK,
    ENTERED.name: ChannelCode.PHONE,
}
WRITTEN = [
    (form, field.name)
    for form in (CONTACT, CALLBACK, ENTERED)
    for field in form.fields
    if field.kind in {FieldKind.TEXT, FieldKind.LONG_TEXT}
]


@pytest.fixture(scope="module")
def engine():
    return load_engine()


@pytest.mark.parametrize(("form", "field"), WRITTEN, ids=lambda one: getattr(one, "name", one))
def test_danger_told_in_any_field_is_an_emergency(engine, form, field):
    asked = form.with_choices("line", ("neuvonta",)) if form is CALLBACK else form
    submission = check(asked, ASKED | NEEDED[form.name] | {field: DANGER})
    arrival = Arrival(channel=CHANNELS[form.name], line="neuvonta", arrived_at=MONDAY_NOON)

    assert understand(encode(submission), arrival, engine).reading.urgency is Urgency.EMERGENCY


@pytest.mark.parametrize(
    "words",
    [
        "Min pappa i Raumo ramlar ofta, jag bor i Sverige",
        "Mamma är rädd att ramla",
        "I am afraid of falling",
        "Pelkään että kaadun",
        "Äiti pelkää yksin olemista",
        "Mieheni on väsynyt",
    ],
)
def test_an_ordinary_worry_is_not_met_with_silence(engine, words):
    decision = _decided(engine, words)

    assert Action.SAFE_CONTACT_ONLY not in decision.actions


def test_who_says_that_they_are_beaten_is_not_written_to(engine):
    decision = _decided(engine, "Pelkään poikaani, hän lyö ja uhkailee minua")

    assert Flag.ABUSE in decision.facts.flags
    assert Action.SAFE_CONTACT_ONLY in decision.actions


def _decided(engine, words):
    county = load_county("satakunta")
    arrival = Arrival(channel=ChannelCode.EMAIL, line="neuvonta", arrived_at=MONDAY_NOON)
    mail = f"From: A <a@citizen.example>\r\nSubject: Asia\r\n\r\n{words}\r\n".encode()
    contact = understand(mail, arrival, engine).contact
    reading = engine.read(Message(text=words))
    hours = county.service_hours(WorkingCalendar())
    return decide(facts.build(contact, reading, county, hours, MONDAY_NOON), load_rules())
