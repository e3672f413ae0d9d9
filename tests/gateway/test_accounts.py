import pytest
from argon2 import extract_parameters

from gateway.auth.passwords import Passwords, invent, make, nobodys
from gateway.auth.permissions import Role
from gateway.commands import accounts
from gateway.errors import RefusedError, UserNotFoundError
from gateway.store import users
from gateway.store.audit import AuditRow
from gateway.store.users import UserRow
from gateway.web import sessions
from tests.factories import all_of, dump, only, sign_in

PASSWORD = "hyvä pitkä salasana"


async def add(services, username="aino", **more):
    await accounts.add(services, username, "Aino Neuvoja", Role.ADVISOR, more.get("password", PASSWORD))


async def test_an_account_signs_in_with_its_password_and_with_no_other(services):
    await add(services)

    row, passwords = await only(services, UserRow), Passwords()
    assert await passwords.matches(row.password_hash, PASSWORD)
    assert not await passwords.matches(row.password_hash, PASSWORD + " ")
    assert not await passwords.matches(None, PASSWORD)
    assert PASSWORD not in await dump(services)


def test_checking_the_password_of_nobody_takes_the_same_work_as_of_somebody():
    assert extract_parameters(nobodys()) == extract_parameters(make(PASSWORD))
    assert nobodys() != nobodys()


async def test_names_of_accounts_are_one_whatever_their_case(services):
    await add(services, "Aino")

    with pytest.raises(RefusedError, match="username-taken"):
        await add(services, "AINO")
    assert (await only(services, UserRow)).username == "aino"


async def test_a_short_password_is_refused(services):
    with pytest.raises(RefusedError, match="password-too-short"):
        await add(services, password="lyhyt123456")

    assert await all_of(services, UserRow) == []


async def test_another_password_ends_the_open_sessions(services):
    person = await sign_in(services, username="aino")
    assert await sessions.find(services, person.cookie) is not None

    await accounts.set_password(services, "aino", PASSWORD)

    assert await sessions.find(services, person.cookie) is None


async def test_a_closed_account_is_signed_out_at_once_and_comes_back_when_opened(services):
    person = await sign_in(services, username="aino")

    await accounts.set_active(services, "aino", active=False)
    assert await sessions.find(services, person.cookie) is None
    assert not (await only(services, UserRow)).active

    await accounts.set_active(services, "aino", active=True)
    assert (await only(services, UserRow)).active


async def test_an_open_session_of_a_closed_account_opens_nothing(services):
    person = await sign_in(services)

    async with services.sessions.begin() as session:
        await users.change(session, person.id, active=False)

    assert await sessions.find(services, person.cookie) is None


async def test_whoever_does_not_exist_cannot_be_changed(services):
    with pytest.raises(UserNotFoundError, match="no user aino"):
        await accounts.set_active(services, "aino", active=False)


async def test_every_change_of_an_account_is_audited(services):
    await add(services)
    await accounts.set_password(services, "aino", PASSWORD)
    await accounts.set_active(services, "aino", active=False)
    await accounts.set_active(services, "aino", active=True)

    assert [(row.action, row.data["username"]) for row in await all_of(services, AuditRow)] == [
        ("user_added", "aino"), ("password_set", "aino"), ("user_closed", "aino"), ("user_opened", "aino")
    ]  # fmt: skip


def test_an_invented_password_is_long_enough_and_never_the_same():
    assert len(invent()) == 23
    assert invent() != invent()


async def test_a_session_lives_while_it_is_used_and_never_longer_than_a_day(services, clock):
    person = await sign_in(services)

    clock.forward(hours=9)
    assert await sessions.find(services, person.cookie) is not None
    clock.forward(hours=9)
    assert await sessions.find(services, person.cookie) is not None
    clock.forward(hours=7)
    assert await sessions.find(services, person.cookie) is None


async def test_a_session_that_nobody_uses_ends_after_a_working_day(services, clock):
    person = await sign_in(services)

    clock.forward(hours=10)

    assert await sessions.find(services, person.cookie) is None


async def test_the_cookies_token_is_not_in_the_database(services):
    person = await sign_in(services)

    assert person.cookie not in await dump(services)


async def test_everybody_is_listed_by_name(services):
    for name in ("ville", "aino"):
        await sign_in(services, username=name)

    async with services.readers() as session:
        assert [row.username for row in await users.everybody(session)] == ["aino", "ville"]
