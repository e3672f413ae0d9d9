"""What a service line decides for who comes by it: hours, dates, words, how it is written down, and whom to turn to."""

from dataclasses import replace
from datetime import UTC, datetime
from email import message_from_bytes, policy

import pytest

from channels.codes import ChannelCode, Language
from channels.form.definitions import ENTERED
from channels.form.parse import check, delivery, encode
from gateway import pipeline
from gateway.i18n import HELSINKI
from gateway.ids import new_id
from gateway.store.acknowledgements import AcknowledgementRow
from gateway.store.cases import CaseRow
from gateway.store.decisions import DecisionRow
from gateway.store.promises import PromiseRow
from gateway.store.states import PromiseState
from gateway.store.tasks import TaskRow
from gateway.wording import Said, values
from routing.rule import Action
from tests.factories import (
    KOTIUTUS,
    NEUVONTA,
    all_of,
    deliver,
    email_delivery,
    keep_call,
    keep_contact_form,
    mail,
    only,
    where_every_contact_asks_for,
    work,
)

TUESDAY = datetime(2026, 11, 24, 8, 0, tzinfo=UTC)  # ten in Helsinki: both lines answer
SATURDAY = datetime(2026, 11, 28, 8, 0, tzinfo=UTC)  # ten in Helsinki: only the discharge line answers
URGENT = "Äiti kotiutui tänään, hoitaja ei tullut eikä hänellä ole ruokaa eikä lääkkeitä. Ulvila"
PARISH = "Olen yksinäinen ja 80-vuotias. Kävisikö seurakunnasta joku ystävä minun luonani? Asun {}."


async def facts(services):
    return (await only(services, DecisionRow)).decision["facts"]


def local(moment):
    return moment.astimezone(HELSINKI).strftime("%a %H:%M")


@pytest.mark.parametrize(
    ("line", "promised"),
    # At first two working days, to the end of the line's own hours on Thursday; then what the rules say.
    [
        ("neuvonta", {PromiseState.MOVED: "Thu 16:00", PromiseState.OPEN: "Tue 16:00"}),
        ("omaishoito", {PromiseState.MOVED: "Thu 12:00", PromiseState.OPEN: "Tue 15:00"}),
    ],
)
async def test_a_callback_is_promised_within_the_hours_of_its_line(services, clock, line, promised):
    clock.now = TUESDAY
    await keep_call(services, line=line)
    await work(services)

    dates = {row.state: local(row.due_at) for row in await all_of(services, PromiseRow)}
    assert dates == promised


@pytest.mark.parametrize(("mailbox", "open_now"), [(KOTIUTUS, True), (NEUVONTA, False)])
async def test_whether_anybody_answers_now_is_asked_of_the_line(services, clock, mailbox, open_now):
    clock.now = SATURDAY
    await deliver(services, mail(URGENT), mailbox)
    await work(services)

    assert (await facts(services))["office_hours"] is open_now


@pytest.mark.parametrize(("mailbox", "due"), [(KOTIUTUS, "Sat 10:15"), (NEUVONTA, "Mon 08:15")])
async def test_what_a_person_has_to_do_is_due_in_the_hours_of_the_line(services, clock, mailbox, due):
    clock.now = SATURDAY
    asking = where_every_contact_asks_for(services, Action.URGENT_NEED_CHECK_NOW)
    await deliver(asking, mail(), mailbox)
    await work(asking)

    assert local((await only(services, TaskRow)).due_at) == due


@pytest.mark.parametrize("mailbox", [KOTIUTUS, NEUVONTA])
async def test_ordinary_mail_names_the_county_number_and_its_hours_whatever_the_line(services, relay, mailbox):
    await deliver(services, mail(), mailbox)
    await work(services)

    (handed,) = relay.taken
    text = message_from_bytes(handed.message, policy=policy.default).get_body(("plain",)).get_content()
    assert "Puhelin: 02 555 0100 (ma–to klo 8–16, pe klo 8–15)" in text
    assert "0130" not in text


@pytest.mark.parametrize(
    ("line", "protected", "expected"),
    [
        ("kotiutus", True, ("02 555 0130", "ma–pe klo 8–16, la klo 9–13")),
        ("kotiutus", False, ("02 555 0100", "ma–to klo 8–16, pe klo 8–15")),
        ("neuvonta", True, ("02 555 0100", "ma–to klo 8–16, pe klo 8–15")),
        ("", True, ("02 555 0100", "ma–to klo 8–16, pe klo 8–15")),
    ],
)
def test_a_lines_own_number_and_hours_stand_only_where_nobody_else_reads_them(services, line, protected, expected):
    said = Said(reference="SAT-1", arrived_at=TUESDAY, due_at=TUESDAY, destination="advice", protected=protected)
    filled = values(services.house, replace(said, door=line), Language.FI)

    assert (filled.phone, filled.hours) == expected


@pytest.mark.parametrize(("line", "reminded"), [("vammaispalvelut", True), ("omaishoito", False)])
async def test_a_line_that_keeps_no_names_reminds_whoever_writes_down(services, line, reminded):
    await keep_call(services, line=line)
    await work(services)

    codes = {row.code for row in await all_of(services, TaskRow)}
    assert ("record_anonymously" in codes) is reminded


@pytest.mark.parametrize(
    ("municipality", "partner"),
    [
        ("Raumalla", "Rauman seudun seurakuntien diakoniatyö 02 555 0306"),
        ("Kankaanpäässä", "Pohjois-Satakunnan seurakuntien diakoniatyö 02 555 0300"),
    ],
)
async def test_who_is_sent_to_a_partner_is_told_the_one_where_they_live(services, municipality, partner):
    await keep_contact_form(services, PARISH.format(municipality))
    await work(services)

    assert (await only(services, CaseRow)).destination == "parish"
    (told,) = await all_of(services, AcknowledgementRow)
    assert f"täältä: {partner}, http" in told.text


async def test_ordinary_mail_names_no_partner(services, relay):
    await deliver(services, mail(PARISH.format("Raumalla")))
    await work(services)

    assert (await only(services, CaseRow)).destination == "parish"
    told = await only(services, AcknowledgementRow)
    assert "diakon" not in told.text
    assert "0306" not in told.text


@pytest.mark.parametrize(("hidden", "named"), [("", True), ("yes", False)])
async def test_where_somebody_must_not_be_found_no_text_tells_the_municipality(services, hidden, named):
    page = {
        "submission_id": str(new_id(services.now())),
        "channel": "phone",
        "direction": "to_service",
        "arrived_at": services.now().isoformat(),
        "text": PARISH.format("Raumalla"),
        "contacter_type": "relative",
        "identity_level": "stated",
        "non_disclosure": hidden,
    }
    submission = check(ENTERED, page)
    await pipeline.keep(services, encode(submission), (delivery(submission, "neuvonta"),))
    await work(services)

    told = await only(services, AcknowledgementRow)
    assert ("Rauman" in told.text) is named


async def test_a_secure_mail_to_a_line_is_answered_with_that_lines_number(services):
    arrival = replace(email_delivery("secure", line=KOTIUTUS), channel=ChannelCode.SECURE_EMAIL)
    await pipeline.keep(services, mail("Äitini Porissa ei enää pärjää kotona yksin. Hän on 84-vuotias."), (arrival,))
    await work(services)

    told = await only(services, AcknowledgementRow)
    assert "soita 02 555 0130 (ma–pe klo 8–16, la klo 9–13)" in told.text
