import asyncio
import re
import shutil
import tomllib
from collections import Counter
from datetime import UTC, datetime

import pytest

from channels.codes import ChannelCode, Language, Reason, Urgency
from gateway import county as counties
from gateway import demo
from gateway.auth.passwords import SHORTEST, Passwords
from gateway.auth.permissions import Role
from gateway.demo import accounts, originals, script
from gateway.errors import ConfigurationError
from gateway.store.alarms import AlarmRow
from gateway.store.balance import count
from gateway.store.callbacks import CallbackRow
from gateway.store.cases import CaseRow
from gateway.store.contacts import ContactRow, IdentityCodeRow
from gateway.store.corrections import CorrectionRow
from gateway.store.deliveries import DeliveryRow
from gateway.store.jobs import JobRow
from gateway.store.originals import AttachmentRow
from gateway.store.promises import PromiseRow
from gateway.store.receipts import ReceiptRow
from gateway.store.states import CaseState, DeliveryState, Event, PromiseState, ReadField, View
from gateway.store.timeline import TimelineRow
from gateway.store.users import UserRow
from routing.hours import WorkingCalendar
from tests.factories import add_user, all_of, deliver, dump, open_house, settings_for
from tests.fakes import Clock

START = datetime(2026, 11, 25, 8, 30, tzinfo=UTC)  # a Wednesday, 10.30 in Helsinki
NO_SETTING = {"http_host": "127.0.0.1", "smtp_host": "127.0.0.1", "smtp_relay": ""}


@pytest.fixture(scope="module", params=["sqlite", "postgresql"])
def database_kind(request):
    return request.param


@pytest.fixture(scope="module")
def seeded(database_kind, tmp_path_factory, loaded, request):
    """The settings of a house in which the demo has begun at START, made once for all tests that only look."""
    folder = tmp_path_factory.mktemp("demo")
    if database_kind == "sqlite":
        shutil.copyfile(request.getfixturevalue("migrated_sqlite"), folder / "luotsi.db")
        url = f"sqlite:///{folder / 'luotsi.db'}"
    else:
        postgres = request.getfixturevalue("postgres")
        url = postgres.create_database(request.getfixturevalue("migrated_postgres"))
    settings = settings_for(folder, url)

    async def begin():
        async with open_house(loaded, settings, Clock(START), None) as services:
            await demo.seed(services, say=lambda _words: None)

    asyncio.run(begin())
    return settings


@pytest.fixture
async def shown(seeded, loaded):
    async with open_house(loaded, seeded, Clock(START), None) as services:
        yield services


@pytest.fixture
async def empty(tmp_path, database_url, loaded):
    async with open_house(loaded, settings_for(tmp_path, database_url), Clock(START), None) as services:
        yield services


async def test_sixty_cases_are_open_and_nothing_is_lost(shown):
    async with shown.readers() as session:
        balance = await count(session)
    cases = await all_of(shown, CaseRow)

    assert (balance.total.received, balance.total.quarantined, balance.unaccounted) == (73, 1, 0)
    assert Counter(case.view for case in cases if case.open) == {View.WORK: 58, View.QUARANTINE: 1, View.MACHINES: 1}


async def test_contacts_come_by_every_way_that_there_is(shown):
    assert {contact.channel for contact in await all_of(shown, ContactRow)} == {
        ChannelCode.EMAIL,
        ChannelCode.WEB_FORM,
        ChannelCode.PHONE_CALLBACK,
        ChannelCode.PHONE,
        ChannelCode.SERVICE_POINT,
        ChannelCode.LETTER,
        ChannelCode.EVENT,
    }


async def test_every_reason_is_shown(shown):
    assert set(Reason) - {case.reason for case in await all_of(shown, CaseRow)} == set()


async def test_seven_in_ten_write_finnish_and_one_a_language_that_we_do_not_answer_in(shown):
    spoken = Counter(case.language for case in await all_of(shown, CaseRow) if case.open)

    assert spoken[Language.FI] / spoken.total() == pytest.approx(0.7, abs=0.05)
    assert spoken[Language.SV] / spoken.total() == pytest.approx(0.15, abs=0.05)
    assert spoken[Language.EN] / spoken.total() == pytest.approx(0.1, abs=0.05)
    assert spoken[Language.OTHER] == 1


async def test_two_emergencies_wait_to_be_seen_and_several_matters_are_urgent(shown):
    unseen = [alarm for alarm in await all_of(shown, AlarmRow) if alarm.seen_at is None]
    cases = {case.id: case for case in await all_of(shown, CaseRow)}
    urgencies = Counter(case.urgency for case in cases.values() if case.open)
    ringing = Counter(cases[alarm.case_id].urgency for alarm in unseen)

    assert ringing[Urgency.EMERGENCY] == 2
    assert ringing[Urgency.URGENT] >= 1  # by night others go to the social emergency service
    assert urgencies[Urgency.EMERGENCY] >= 2
    assert urgencies[Urgency.URGENT] >= 4


async def test_every_state_of_a_case_is_shown(shown):
    states = {case.state for case in await all_of(shown, CaseRow)}

    assert states >= {
        CaseState.TRIAGED,
        CaseState.IN_PROGRESS,
        CaseState.WAITING_CLIENT,
        CaseState.TRANSFERRED,
        CaseState.RESOLVED,
        CaseState.DISSOLVED,
    }


async def test_resolved_cases_have_their_codes(shown):
    resolved = [case for case in await all_of(shown, CaseRow) if case.state is CaseState.RESOLVED]

    assert len(resolved) == 9
    assert all(case.resolution and case.reason for case in resolved)


async def test_colleagues_have_put_right_what_was_read(shown):
    changed = Counter(row.field for row in await all_of(shown, CorrectionRow) if row.chosen != row.read)

    assert changed[ReadField.REASON] >= 3
    assert changed[ReadField.URGENCY] >= 3


async def test_a_promise_is_broken_and_a_statutory_clock_has_run_out(shown):
    cases = [case for case in await all_of(shown, CaseRow) if case.open]
    standing = {case.id: case.promise_due_at for case in cases}
    broken = [one for one in await all_of(shown, PromiseRow) if one.state is PromiseState.BROKEN]

    assert sum(standing.get(one.case_id) == one.due_at for one in broken) >= 3
    assert sum(case.clock_due_at is not None and case.clock_due_at < START for case in cases) >= 2


async def test_a_colleague_holds_a_case_at_this_moment(shown):
    assert sum((case.claimed_until or START) > START for case in await all_of(shown, CaseRow)) >= 1


async def test_contacts_join_what_they_belong_to(shown):
    told = Counter(row.event for row in await all_of(shown, TimelineRow))
    contacts = await all_of(shown, ContactRow)

    assert told[Event.JOINED] == 1  # the answer to our mail
    assert told[Event.REPEATED] == 1  # the callback asked for again
    assert told[Event.MACHINE] == 3  # an absence note and a bounce of our mail, and a receipt of nobody's
    assert max(row.count for row in await all_of(shown, CallbackRow)) == 2
    assert sum(contact.same_as_id is not None for contact in contacts) == 1  # one mail to two of our mailboxes
    assert sum(case.undelivered and case.open for case in await all_of(shown, CaseRow)) == 1
    assert Counter(row.media_type for row in await all_of(shown, AttachmentRow))["application/pdf"] == 1


async def test_the_planted_identity_code_stands_nowhere_in_the_database(shown):
    assert len(await all_of(shown, IdentityCodeRow)) == 1
    assert "010594Y9032" not in await dump(shown)


async def test_every_piece_of_work_was_done_without_a_fault(shown):
    assert {(job.kind, job.problem) for job in await all_of(shown, JobRow) if job.problem} == set()
    assert {sent.state for sent in await all_of(shown, DeliveryRow)} <= {DeliveryState.SENT, DeliveryState.BOUNCED}


async def test_nothing_was_done_after_the_moment_at_which_the_demo_began(shown):
    assert max(row.at for row in await all_of(shown, TimelineRow)) <= START
    assert min(contact.arrived_at for contact in await all_of(shown, ContactRow)) < START


async def test_everybody_can_sign_in_with_the_password_that_is_shown(shown):
    stored = {user.username: user for user in await all_of(shown, UserRow)}
    shown_at_start = demo.welcome(shown.settings)

    assert Counter(user.role for user in stored.values()) == {
        Role.ADVISOR: 2,
        Role.SUPERVISOR: 1,
        Role.ADMINISTRATOR: 1,
        Role.AUDITOR: 1,
    }
    assert all(user.demo for user in stored.values())
    for colleague in accounts.COLLEAGUES:
        assert len(colleague.password) >= SHORTEST
        assert colleague.password in shown_at_start
        assert await Passwords().matches(stored[colleague.username].password_hash, colleague.password)


async def test_a_second_start_keeps_everything_as_it_was_left(shown):
    said: list[str] = []
    before = await dump(shown)

    await demo.seed(shown, say=said.append)

    assert await dump(shown) == before
    assert said == ["Demo: kept as it was left; its contacts were made on 25.11.2026 at 10:30."]


async def test_a_database_with_a_real_account_is_refused(empty):
    await add_user(empty, username="oikea")

    with pytest.raises(ConfigurationError, match="this one has the account oikea"):
        await demo.seed(empty)

    assert await all_of(empty, ReceiptRow) == []


async def test_a_database_with_contacts_and_no_account_is_refused(empty):
    await deliver(empty, b"From: someone@citizen.example\r\nSubject: Hei\r\n\r\nMoi\r\n")

    with pytest.raises(ConfigurationError, match="this one holds contacts"):
        await demo.seed(empty)

    assert await all_of(empty, UserRow) == []


async def test_a_demo_whose_making_was_interrupted_is_refused(empty):
    def break_off(words: str) -> None:
        if "20 of" in words:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        await demo.seed(empty, say=break_off)

    with pytest.raises(ConfigurationError, match="was interrupted"):
        await demo.seed(empty)


@pytest.mark.parametrize(
    ("wrong", "variable"),
    [
        ({"http_host": "0.0.0.0"}, "LUOTSI_HTTP_HOST"),  # noqa: S104  this is what must be refused
        ({"smtp_host": "0.0.0.0", "smtp_port": 8025}, "LUOTSI_SMTP_HOST"),  # noqa: S104  the same
        ({"smtp_relay": "relay.example:25"}, "LUOTSI_SMTP_RELAY"),
        ({"trusted_proxy": True}, "LUOTSI_TRUSTED_PROXY"),
        ({"public_url": "https://luotsi.county.example"}, "LUOTSI_PUBLIC_URL"),
    ],
)
def test_the_demo_refuses_to_be_reached_by_others_or_to_send_mail(wrong, variable, tmp_path):
    settings = settings_for(tmp_path, "").model_copy(update=NO_SETTING | wrong)

    with pytest.raises(ConfigurationError) as refused:
        demo.demand_harmless(settings)

    assert refused.value.place == variable


def test_the_demo_runs_on_this_machine_as_it_stands(tmp_path):
    demo.demand_harmless(settings_for(tmp_path, "", public_url="http://localhost:8080"))


def test_the_welcome_names_every_place_to_look_at(tmp_path):
    lines = demo.welcome(settings_for(tmp_path, "", http_port=8099)).splitlines()

    for path in ("/", "/contact", "/callback", "/status", "/inbox", "/outbox"):
        assert any(f"http://127.0.0.1:8099{path} " in line for line in lines)
    assert str(tmp_path) in lines[-2]  # what to remove for a fresh demo


def test_the_welcome_does_not_show_the_password_of_the_database(tmp_path):
    assert "verysecret" not in demo.welcome(settings_for(tmp_path, "postgresql://luotsi:verysecret@localhost/luotsi"))


@pytest.mark.parametrize(
    ("when", "expected"),
    [
        ("25min", datetime(2026, 11, 25, 8, 5, tzinfo=UTC)),
        ("1d 09:14", datetime(2026, 11, 24, 7, 14, tzinfo=UTC)),
        ("3d 09:14", datetime(2026, 11, 20, 7, 14, tzinfo=UTC)),  # over the weekend
        ("-8d 12:00", datetime(2026, 12, 7, 10, 0, tzinfo=UTC)),  # Independence Day is a Sunday
    ],
)
def test_moments_are_counted_in_working_days_from_the_start(when, expected):
    assert script.moment(when, START, WorkingCalendar()) == expected


@pytest.mark.parametrize("name", ["satakunta", "pohjois-pohjanmaa"])
def test_every_form_of_the_script_is_accepted_in_every_county(name):
    county = counties.load(name)
    for contact in script.contacts():
        if isinstance(contact, script.Filled):
            assert originals.of_form(contact, county, START).deliveries
        if isinstance(contact, script.Entered):
            assert originals.of_entered(contact, county, START).deliveries
        if isinstance(contact, script.Mail):
            original = originals.of_mail(contact, county, START, None)
            assert len(original.deliveries) == len(contact.to)
            assert b"{kunta}" not in original.content


def test_nobody_in_the_script_has_an_address_outside_the_examples():
    for name in ("mail", "forms", "phone", "entered"):
        text = script.resource(f"{name}.toml").decode()
        assert tomllib.loads(text)["contact"]
        assert [found for found in re.findall(r"@[\w.-]+", text) if not found.endswith("citizen.example")] == []


def test_each_contact_of_the_script_has_a_name_of_its_own():
    names = [contact.id for contact in script.contacts()]

    assert len(names) == len(set(names)) == 72
