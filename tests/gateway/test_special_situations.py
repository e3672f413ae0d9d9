"""Special situations, from what somebody writes to what they read: through the real pipeline."""

import re
from dataclasses import fields, replace
from email import message_from_bytes, policy
from pathlib import Path
from typing import get_type_hints

import pytest

from channels.codes import ANSWER_LANGUAGES, ChannelCode, Language
from gateway import pipeline, wording
from gateway.store.acknowledgements import AcknowledgementRow
from gateway.store.alarms import AlarmRow
from gateway.store.cases import CaseRow
from gateway.store.contacts import ContactRow
from gateway.store.deliveries import DeliveryRow
from gateway.store.states import Event
from gateway.store.timeline import TimelineRow
from gateway.wording import House, Said
from routing.acknowledgement import PLACEHOLDERS, Values, fill
from tests.factories import all_of, deliver, email_delivery, keep_call, keep_contact_form, mail, only, work

SUICIDAL = "En jaksa enää elää. Haluan kuolla."
CONCERN = "Olen huolissani naapuristani. Teen hänestä huoli-ilmoituksen."
ABUSE = "Poikani lyö minua ja vie eläkkeeni. Pelkään häntä."
WARD = (
    "Pyydämme palvelutarpeen arviota: potilas kotiutuu osastolta perjantaina ja tarvitsee kotihoitoa. "
    "Potilas on antanut suostumuksen. "
    "Terveisin sairaanhoitaja, Satasairaala, osasto B3"
)
ARABIC = "أمي تعيش وحدها في البيت وتحتاج إلى المساعدة كل يوم. من يمكنني أن أتصل به؟"
EMERGENCY_NUMBER = re.compile(r"(?<!\d)112(?!\d)")


def letter(handed):
    return message_from_bytes(handed.message, policy=policy.default).get_body(("plain",)).get_content()


def to_clients(relay):
    """What went to people, not to our own duty addresses."""
    return [handed for handed in relay.taken if "@citizen.example" in handed.recipient]


async def on_the_page(services, text, **answers):
    await keep_contact_form(services, text, **answers)
    await work(services)
    return await only(services, AcknowledgementRow)


async def silences(services):
    rows = await all_of(services, TimelineRow)
    return [row.data["silence"] for row in rows if row.event is Event.NOT_ACKNOWLEDGED]


async def test_who_fears_somebody_at_home_gets_nothing_that_could_be_found(services, relay):
    await deliver(services, mail(ABUSE))
    await keep_call(services)
    await work(services)

    assert to_clients(relay) == []
    assert [row.purpose for row in await all_of(services, DeliveryRow)] == []
    assert sorted(await silences(services)) == ["no_way", "safe_contact"]


async def test_who_fears_somebody_and_is_still_on_the_page_reads_the_safe_text(services, relay):
    told = await on_the_page(services, ABUSE, answer_by="email", email="liisa@citizen.example")

    assert (told.template, told.date_by) == ("safe_contact", None)
    assert told.text.startswith("Jos olet vaarassa nyt, soita heti 112.")
    assert "Nollalinjaan: 080 005 005" in told.text
    assert to_clients(relay) == []


async def test_who_wants_to_die_reads_whom_to_call_and_waits_for_nothing(services):
    told = await on_the_page(services, SUICIDAL, answer_by="phone", phone="040 123 4567")

    assert (told.template, told.date_by) == ("crisis_suicide", None)
    assert told.text.startswith("Jos sinun tai jonkun muun henki on vaarassa, soita heti 112.")
    assert told.text.endswith("Älä jää odottamaan vastausta tähän.")
    assert "09 2525 0111" in told.text
    assert len(await all_of(services, AlarmRow)) == 1


async def test_who_writes_by_mail_that_they_want_to_die_is_promised_no_answer(services, relay):
    await deliver(services, mail(SUICIDAL))
    await work(services)

    (handed,) = to_clients(relay)
    assert "Saat apua nopeimmin, kun soitat" in letter(handed)
    assert "viimeistään" not in letter(handed)
    assert "kriisi" not in letter(handed).lower()
    assert (await only(services, CaseRow)).alarm


async def test_who_is_worried_about_somebody_is_promised_no_answer_by_mail(services, relay):
    await deliver(services, mail(CONCERN))
    await work(services)

    (handed,) = to_clients(relay)
    assert "Emme vastaa tähän viestiin erikseen." in letter(handed)
    assert "viimeistään" not in letter(handed)
    assert "ilmoitu" not in letter(handed).lower()
    assert (await only(services, AcknowledgementRow)).date_by is None


async def test_who_is_worried_about_somebody_reads_on_the_page_that_it_is_looked_into(services):
    told = await on_the_page(services, CONCERN, answer_by="phone", phone="040 123 4567")

    assert told.template == "notification_private"
    assert told.text.startswith("Jos tilanne muuttuu kiireelliseksi, soita 02 555 0112.")
    assert "Selvitämme asian." in told.text
    assert "emme voi kertoa sinulle, miten asia etenee" in told.text
    assert told.date_by is None


async def test_a_professional_reads_about_the_client_where_nobody_else_reads(services, relay):
    arrival = replace(email_delivery("ward"), channel=ChannelCode.SECURE_EMAIL)
    await pipeline.keep(services, mail(WARD, sender="osasto.b3@citizen.example"), (arrival,))
    await work(services)

    told = await only(services, AcknowledgementRow)
    (handed,) = to_clients(relay)
    assert (told.neutral, told.template) == (False, "ward_request_received")
    assert "Käsittelijä: " in letter(handed)
    assert "sinun" not in told.text
    subject = message_from_bytes(handed.message, policy=policy.default)["Subject"]
    assert subject == f"Olemme saaneet viestisi ({(await only(services, ContactRow)).reference})"


async def test_the_same_professional_by_ordinary_mail_reads_what_everybody_reads(services, relay):
    await deliver(services, mail(WARD, sender="osasto.b3@citizen.example"))
    await work(services)

    told = await only(services, AcknowledgementRow)
    assert (told.neutral, told.template) == (True, "email_body")
    for word in ("potilas", "osasto", "käsittelijä", "kotihoi", "suostumu"):
        assert word not in letter(to_clients(relay)[0]).lower()


async def test_who_stays_anonymous_is_promised_nothing_that_needs_a_name(services, relay):
    told = await on_the_page(services, "Äitini Porissa ei enää pärjää kotona yksin.", anonymous="yes")

    assert (told.template, told.date_by) == ("no_contact_details", None)
    assert "Emme ota sinuun yhteyttä" in told.text
    assert relay.tried == 0


async def test_a_language_that_we_do_not_write_is_answered_in_finnish(services, relay):
    await deliver(services, mail(ARABIC))
    await work(services)

    told = await only(services, AcknowledgementRow)
    assert told.language is Language.FI
    assert letter(to_clients(relay)[0]).startswith("Hei!")


@pytest.mark.parametrize("text", [SUICIDAL, CONCERN, ABUSE, WARD, ARABIC, "Isä ei hengitä!", "Missä on lähin jumppa?"])
async def test_112_is_said_once(services, relay, text):
    await deliver(services, mail(text))
    await keep_contact_form(services, text, answer_by="phone", phone="040 123 4567")
    await work(services)

    told = [row.text for row in await all_of(services, AcknowledgementRow)]
    assert told
    assert [len(EMERGENCY_NUMBER.findall(one)) for one in told] == [1] * len(told)


async def test_a_letter_holds_nothing_that_came_with_the_message(services, relay):
    hostile = {
        "sender": "{county}@citizen.example",
        "subject": "{phone} Tyyne 010594Y9032 RE: (SAT-0000-0000-000)",
        "text": "{link} http://paha.example Tyyne Tikka, 040 765 4321. Onko teillä esitettä ateriapalvelusta?",
    }
    await deliver(services, mail("Onko teillä esitettä ateriapalvelusta?", own_id="plain"))
    await deliver(services, mail(hostile["text"], own_id="h", sender=hostile["sender"], subject=hostile["subject"]))
    await work(services)

    references = [row.reference for row in await all_of(services, ContactRow)]
    plain, strange = (letter(handed) for handed in to_clients(relay))
    # Reference and date are ours; the date depends on what the matter is.
    ours = re.compile("|".join([*references, r"viimeistään \w+ [\d.]+ klo [\d.]+"]))
    assert ours.sub("#", plain) == ours.sub("#", strange)


def test_every_placeholder_comes_from_configuration_clock_or_code_lists(services):
    county, moment = services.county, services.now()
    said = Said(reference="SAT-1", arrived_at=moment, due_at=moment, destination="health_centre", protected=True)
    filled = wording.values(services.house, said, Language.FI)

    assert {field.name: getattr(filled, field.name) for field in fields(Values)} == {
        "ref": "SAT-1",
        "received": "16.11.2026 klo 9.30",
        "date_by": "maanantaina 16.11.2026 klo 9.30",
        "phone": county.contacts["health_centre"].number,
        "hours": county.contacts["health_centre"].hours[Language.FI],
        "county": county.name[Language.FI],
        "social_emergency_phone": county.phone.social_emergency,
        "handler": services.destinations["health_centre"].labels[Language.FI],
        "caller_id": county.phone.caller_id,
        "link": services.settings.link + county.links["default"],
        "missing": "",
    }


def test_who_fills_texts_has_nothing_of_the_contact_in_hand():
    assert get_type_hints(wording.values) == {
        "house": House,
        "said": Said,
        "language": Language,
        "return": Values,
    }
    of_ours = {"door", "partners"}  # a mailbox or line, and whom the county's file names
    assert {field.name for field in fields(Said)} == {
        *("reference", "arrived_at", "due_at", "destination", "protected"),
        *of_ours,
    }
    assert "channels.contact" not in Path(wording.__file__).read_text("utf-8")


@pytest.mark.parametrize("language", ANSWER_LANGUAGES)
def test_an_incomplete_ward_request_names_what_is_missing_and_its_reference_only(services, language):
    text = services.acknowledgements.texts[language].acknowledgements["ward_request_incomplete"]
    used = set(re.findall(r"\{(\w+)\}", text))

    assert used == {"ref", "missing"}
    assert used <= PLACEHOLDERS
    blank = dict.fromkeys(PLACEHOLDERS, "x") | {"ref": "SAT-1", "missing": "kotiutuspäivä, suostumus"}
    assert "kotiutuspäivä, suostumus" in fill(text, Values(**blank))
