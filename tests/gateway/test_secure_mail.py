"""What comes to a secure mailbox is answered in full, by the secure way or not at all; ordinary mail stays neutral."""

from dataclasses import replace
from email import message_from_bytes
from email.policy import default

import pytest

from channels.codes import ChannelCode
from gateway import imap_accounts
from gateway.casework import replying
from gateway.casework.acting import Act
from gateway.casework.replying import MustChangeError
from gateway.commands import config_check
from gateway.county import FOLDER, Mode
from gateway.errors import ConfigurationError
from gateway.fetching import fetching
from gateway.settings import Settings
from gateway.store.cases import CaseRow
from gateway.store.contacts import ContactRow, ContactVersionRow
from gateway.store.deliveries import DeliveryRow
from tests.factories import MAIJA, NEUVONTA, add_user, all_of, deliver, mail, only, sign_in, work
from tests.servers.mailboxes import written_for
from tests.servers.waiting import eventually

SECURE = "suojaposti@satakunta.example"
NEED = "Äitini tarvitsee kotihoidon käynnin aamuisin, hän ei saa lääkkeitä otettua itse."


def without_suffix(services):
    """A county whose relay has no secure-mail product."""
    return with_suffix(services, None)


def with_suffix(services, suffix):
    mail_of = services.county.mail.model_copy(update={"secure_suffix": suffix})
    return replace(services, county=services.county.model_copy(update={"mail": mail_of}))


def text_of(handed):
    return message_from_bytes(handed.message, policy=default).get_body(("plain",)).get_content()


async def reply(services, text):
    (case,) = [one for one in await all_of(services, CaseRow) if one.dissolved_into_id is None]
    user = await add_user(services)
    async with services.sessions.begin() as session:
        act = Act(case_id=case.id, user_id=user.id, revision=case.revision, at=services.now())
        await replying.reply(session, services, act, text, None)
    await work(services)


async def test_a_secure_letter_is_answered_in_full_by_the_product_alone(services, relay):
    await deliver(services, mail(NEED), SECURE)
    await work(services)

    (handed,) = relay.taken
    letter = message_from_bytes(handed.message, policy=default)
    assert (await only(services, ContactRow)).channel is ChannelCode.SECURE_EMAIL
    assert handed.recipient == f"{MAIJA}.sec"
    assert letter["To"] == f"{MAIJA}.sec"
    assert letter["From"].addresses[0].addr_spec == SECURE
    assert letter["Reply-To"].startswith("suojaposti+")
    assert "ei ole suojattu" not in text_of(handed)


async def test_what_is_answered_to_a_secure_letter_comes_back_to_its_case(services, relay):
    await deliver(services, mail(NEED), SECURE)
    await work(services)
    answer_to = message_from_bytes(relay.taken[0].message, policy=default)["Reply-To"]
    answer = mail("Kyllä, tiistai käy.", own_id="2", subject="Sopii").replace(NEUVONTA.encode(), answer_to.encode())
    await deliver(services, answer, answer_to)
    await work(services)

    first, second = await all_of(services, ContactRow)
    assert first.case_id == second.case_id
    assert second.channel is ChannelCode.SECURE_EMAIL


@pytest.mark.parametrize("doors", [(SECURE, NEUVONTA), (NEUVONTA, SECURE)])
async def test_what_is_only_written_at_a_shadowed_door_is_told_at_the_live_one(services, relay, doors):
    county = services.county.model_copy(update={"modes": {ChannelCode.SECURE_EMAIL: Mode.SHADOW}})
    services = replace(services, county=county)
    for door in doors:
        await deliver(services, mail(NEED), door)
        await work(services)

    (handed,) = relay.taken
    assert "Tavallinen sähköposti ei ole suojattu" in text_of(handed)


@pytest.mark.parametrize("suffix", [".sec", ".s"])
async def test_who_writes_from_the_products_address_is_answered_to_it(services, relay, suffix):
    services = with_suffix(services, suffix)
    await deliver(services, mail(NEED, sender=f"{MAIJA}{suffix}"), SECURE)
    await work(services)

    (handed,) = relay.taken
    assert handed.recipient == f"{MAIJA}{suffix}"


@pytest.mark.parametrize(("first", "then"), [("", ".sec"), (".sec", "")])
async def test_one_person_writes_with_the_products_suffix_and_without(services, relay, first, then):
    await deliver(services, mail(NEED, sender=f"{MAIJA}{first}"), NEUVONTA)
    await work(services)
    answered = message_from_bytes(relay.taken[0].message, policy=default)["Message-ID"]
    answer = mail("Kyllä, tiistai käy.", own_id="2", sender=f"{MAIJA}{then}", in_reply_to=answered)
    await deliver(services, answer, SECURE)
    await work(services)

    one, two = await all_of(services, ContactRow)
    assert one.case_id == two.case_id
    assert len({row.sender_hash for row in await all_of(services, ContactVersionRow)}) == 1


@pytest.mark.parametrize("mailbox", [SECURE, NEUVONTA])
async def test_where_mail_goes_the_ordinary_way_it_is_neutral(services, relay, mailbox):
    services = without_suffix(services)
    await deliver(services, mail(NEED), mailbox)
    await work(services)

    (handed,) = relay.taken
    assert handed.recipient == MAIJA
    assert "Tavallinen sähköposti ei ole suojattu" in text_of(handed)
    assert "kotihoi" not in text_of(handed).lower()


async def test_an_advisor_may_write_of_care_in_a_secure_letter(services, relay):
    await deliver(services, mail(NEED), SECURE)
    await work(services)
    await reply(services, "Kotihoidon käynnit alkavat maanantaina.")

    handed = relay.taken[-1]
    assert handed.recipient == f"{MAIJA}.sec"
    assert "Kotihoidon käynnit alkavat maanantaina." in text_of(handed)


@pytest.mark.parametrize(("mailbox", "warned"), [(SECURE, False), (NEUVONTA, True)])
async def test_an_answer_begins_with_the_warning_where_others_read_it(services, browser, mailbox, warned):
    await deliver(services, mail(NEED), mailbox)
    await work(services)
    case, advisor = await only(services, CaseRow), await sign_in(services)

    response = await browser.get(f"/inbox/case/{case.id}", headers=advisor.headers)

    form = (await response.text()).partition('id="act-reply"')[2].partition("</form>")[0]
    assert ("Olemme lukeneet viestisi" in form, "sähköposti ei ole suojattu" in form) == (True, warned)
    assert ("turvasähköpostina" in form) is not warned


@pytest.mark.parametrize(
    ("mailbox", "product"), [(NEUVONTA, True), (SECURE, False)], ids=["ordinary mailbox", "no product to send by"]
)
async def test_an_advisor_may_not_write_of_care_in_a_letter_that_others_read(services, relay, mailbox, product):
    services = services if product else without_suffix(services)
    await deliver(services, mail(NEED), mailbox)
    await work(services)

    with pytest.raises(MustChangeError):
        await reply(services, "Kotihoidon käynnit alkavat maanantaina.")
    assert len(relay.taken) == len(await all_of(services, DeliveryRow)) == 1


async def test_a_person_who_writes_to_both_is_answered_where_they_wrote_last(services, relay, clock):
    await deliver(services, mail(NEED), SECURE)
    await work(services)
    clock.forward(hours=1)
    answered = message_from_bytes(relay.taken[0].message, policy=default)["Message-ID"]
    await deliver(services, mail("Lisäksi kysyisin maksuista.", own_id="2", in_reply_to=answered), NEUVONTA)
    await work(services)

    with pytest.raises(MustChangeError):
        await reply(services, "Kotihoidon käynnit alkavat maanantaina.")


async def test_a_secure_mailbox_is_emptied_by_imap_as_one(services, dovecot, tmp_path):
    file = written_for(dovecot, tmp_path)
    file.write_text(file.read_text("utf-8").replace('address = "neuvonta@', 'address = "suojaposti@'), "utf-8")
    boxes = imap_accounts.load(file, services.county)
    dovecot.deliver(mail(NEED), to=NEUVONTA)

    async with fetching(services, boxes):
        await eventually(lambda: all_of(services, ContactRow), within=30, what="it is kept")

    assert (await only(services, ContactRow)).channel is ChannelCode.SECURE_EMAIL


@pytest.mark.parametrize(
    ("found", "instead", "problem"),
    [
        ('secure = ["suojaposti@', 'secure = ["tuntematon@', "each must be one of"),
        ('secure = ["suojaposti@satakunta.example"]', "secure = []", "no mailbox is secure"),
        ('secure_suffix = ".sec"', 'secure_suffix = "sec"', "secure_suffix"),
    ],
)
def test_a_county_file_that_would_send_past_the_product_is_refused(tmp_path, found, instead, problem):
    folder = tmp_path / "satakunta"
    folder.mkdir()
    for file in (FOLDER / "satakunta").iterdir():
        (folder / file.name).write_bytes(file.read_bytes())
    file = folder / "county.toml"
    text = file.read_text("utf-8")
    assert found in text
    file.write_text(text.replace(found, instead), "utf-8")

    with pytest.raises(ConfigurationError, match=problem):
        list(config_check.problems(Settings(county="satakunta"), tmp_path))
