"""The supervisors' page of corrections, and `luotsi corrections`."""

import json
import re

import pytest

from channels.codes import Reason
from gateway.auth.permissions import Role
from gateway.casework import correcting
from gateway.casework.acting import Act
from gateway.commands.run import run
from gateway.store import casework
from gateway.store.audit import AuditRow
from gateway.store.corrections import CorrectionRow
from tests.factories import (
    add_user,
    all_of,
    case_of,
    contact_of,
    deliver,
    mail,
    only,
    open_house,
    settings_for,
    sign_in,
    work,
)
from tests.gateway.test_cli import KEY, ON_SQLITE

MEMORY = "Äitini Hilkka muistaa yhä huonommin ja unohtaa lääkkeet. Tunnus 131052-308T. Asumme Porissa."
WHY = "Tytär Tuija kertoi puhelimessa lisää."


async def receive(services, number=1):
    kept = await deliver(services, mail(MEMORY, own_id=str(number), sender=f"asiakas{number}@citizen.example"))
    await work(services)
    return kept


async def correct(services, kept, user_id, reason=Reason.HOME_CARE):
    case = await case_of(services, kept)
    async with services.sessions.begin() as session:
        case = await casework.look(session, case.id)
        names = ("urgency", "municipality", "language", "contacter", "destination")
        same = {name: getattr(case, name) for name in names}
        act = Act(case_id=case.id, revision=case.revision, user_id=user_id, at=services.now())
        await correcting.correct(session, services, act, correcting.Correction(**same, reason=reason, why=WHY))
    return case


@pytest.fixture
async def supervisor(services):
    return await sign_in(services, Role.SUPERVISOR, "seppo")


async def page_of(browser, who, address="/corrections"):
    answer = await browser.get(address, headers=who.headers)
    assert answer.status == 200
    return await answer.text()


async def review(browser, who, **form):
    return await browser.post(
        "/corrections", data={"csrf": who.csrf, **form}, headers=who.headers, allow_redirects=False
    )


@pytest.mark.parametrize(
    ("role", "status"), [(Role.ADVISOR, 403), (Role.AUDITOR, 403), (Role.SUPERVISOR, 200), (Role.ADMINISTRATOR, 200)]
)
async def test_supervisors_and_administrators_see_it_and_nobody_else(services, browser, role, status):
    who = await sign_in(services, role)

    assert (await browser.get("/corrections", headers=who.headers)).status == status
    allowed = (await review(browser, who, seq="1")).status
    assert allowed == (404 if status == 200 else 403)  # there is none to review


async def test_an_empty_page_says_so_and_that_nothing_is_learnt_by_itself(browser, supervisor):
    page = await page_of(browser, supervisor)

    assert "Tältä ajalta ei ole asioita, joita joku olisi jo käsitellyt." in page
    assert "Tältä ajalta ei ole korjauksia." in page
    assert "Kone ei opi korjauksista itsestään." in page


async def test_a_correction_is_shown_in_rate_confusion_and_list_and_the_look_is_audited(services, browser, supervisor):
    kept = await receive(services)
    case = await correct(services, kept, supervisor.id)

    page = await page_of(browser, supervisor)

    assert "100 %" in page
    assert "vähän tapauksia" in page
    assert page.count("Kotihoidon tarve tai muutos</strong>") == 2
    assert f'href="/inbox/case/{case.id}">{(await contact_of(services, kept)).reference}</a>' in page
    assert "Yksi korjaus odottaa tarkistusta." in page
    audited = {(row.action, row.case_id) for row in await all_of(services, AuditRow) if row.user_id == supervisor.id}
    assert {("corrections_seen", None), ("listed", case.id)} <= audited


async def test_nobodys_words_names_or_numbers_are_on_the_page_or_in_the_table(services, browser, supervisor):
    advisor = await add_user(services, Role.ADVISOR, "aino")
    await correct(services, await receive(services), advisor.id)

    page = await page_of(browser, supervisor)
    rows = "".join(repr(vars(row)) for row in await all_of(services, CorrectionRow))

    for word in ("Hilkka", "lääkkeet", "131052-308T", "asiakas1", "Meikäläinen", "Tuija", advisor.name):
        assert word not in page + rows


async def test_a_correction_is_marked_as_reviewed_once_and_the_filters_stay(services, browser, supervisor, clock):
    case = await correct(services, await receive(services), supervisor.id)
    page = await page_of(browser, supervisor, "/corrections?since=2026-01-02&reason=memory_concern")
    form = dict(re.findall(r'<input type="hidden" name="(seq|since|reason|model)" value="([^"]*)">', page))
    clock.forward(minutes=5)

    answer = await review(browser, supervisor, **form)

    assert (answer.status, answer.headers["Location"]) == (
        303,
        "/corrections?since=2026-01-02&reason=memory_concern&done=reviewed#latest",
    )
    page = await page_of(browser, supervisor, answer.headers["Location"])
    assert "Korjaus on merkitty tarkistetuksi." in page
    assert "Kaikki korjaukset on tarkistettu." in page
    row = await only(services, CorrectionRow)
    assert (row.reviewed_by, row.reviewed_at) == (supervisor.id, clock())
    reviews = [one for one in await all_of(services, AuditRow) if one.action == "correction_reviewed"]
    assert [(one.case_id, one.data) for one in reviews] == [(case.id, {"seq": row.seq})]


async def test_a_reason_or_a_day_narrows_the_page_and_nonsense_narrows_nothing(services, browser, supervisor):
    await correct(services, await receive(services), supervisor.id)

    for query in ("reason=informal_care", "since=2030-01-01", "model=another"):
        assert "Tältä ajalta ei ole korjauksia." in await page_of(browser, supervisor, f"/corrections?{query}")
    for query in ("reason=memory_concern", "reason=nonsense&since=tomorrow&after=x-1", "after=2-1"):
        assert "Merkitse tarkistetuksi" in await page_of(browser, supervisor, f"/corrections?{query}")


async def test_pages_follow_each_other(services, browser, supervisor, monkeypatch):
    monkeypatch.setattr("gateway.web.corrections.show.PAGE", 2)
    for number in range(3):
        await correct(services, await receive(services, number), supervisor.id)
    first = await page_of(browser, supervisor)
    following = re.search(r'href="(/corrections\?[^"]*after[^"]*)"', first)[1].replace("&amp;", "&")

    second = await page_of(browser, supervisor, following)

    assert (first.count("Merkitse tarkistetuksi"), second.count("Merkitse tarkistetuksi")) == (2, 1)
    assert "Listan alkuun" in second
    assert "Seuraavat korjaukset" not in second


@pytest.mark.parametrize("seq", ["", "-1", "1.5", "abc", "9" * 30, "77"])
async def test_what_is_no_correction_cannot_be_reviewed(browser, supervisor, seq):
    assert (await review(browser, supervisor, seq=seq)).status == 404


@pytest.fixture
def told(luotsi, loaded, tmp_path, database_url, clock):
    """`told("--json")`: what the command says of one mail whose reason was changed."""

    async def happen():
        settings = settings_for(tmp_path / "data", database_url, keys=KEY)
        async with open_house(loaded, settings, clock, None) as services:
            user = await add_user(services)
            await correct(services, await receive(services), user.id)

    run(happen())

    def ask(*arguments):
        return luotsi("corrections", *arguments, LUOTSI_DATABASE_URL=database_url, LUOTSI_KEYS=KEY)

    return ask


@ON_SQLITE
def test_the_command_prints_the_figures_and_no_words(told):
    done = told("--since", "2026-11-01")

    said = done.stdout.decode()
    assert done.returncode == 0
    assert said.splitlines() == [
        "contacts since 2026-11-01: 1 Cases worked on, another reason in 1 (100.0%, 95 % bounds 20.7% to 100.0%)",
        "  read as memory_concern: 1 worked on, another reason in 1 (100.0%, 95 % bounds 20.7% to 100.0%)",
        "  reason memory_concern, changed to home_care: 1",
        "corrections that nobody has reviewed: 1",
    ]


@ON_SQLITE
def test_the_command_is_json_for_programs(told):
    found = json.loads(told("--since", "2026-11-01", "--json").stdout)

    assert (found["worked_on"], found["overridden"], found["unreviewed"]) == (1, 1, 1)
    assert found["confusions"] == [{"field": "reason", "read": "memory_concern", "chosen": "home_care", "count": 1}]


@ON_SQLITE
def test_a_day_that_is_none_is_refused(told):
    done = told("--since", "yesterday")

    assert done.returncode == 2
    assert "--since" in done.stderr.decode()
