"""Whole parts of the house for tests: real services on a database of their own, mails, and their way through."""

import json
from collections.abc import AsyncIterator, Callable, Iterator, Sequence
from contextlib import asynccontextmanager, contextmanager
from copy import copy
from dataclasses import dataclass, replace
from datetime import datetime
from email.message import EmailMessage
from email.policy import SMTP
from pathlib import Path
from typing import TypeVar
from uuid import UUID, uuid4

from aiosmtpd.smtp import Envelope as SmtpEnvelope
from sqlalchemy import Connection, event, select
from sqlalchemy.exc import OperationalError

from channels.channel import Delivery, Kept, StoreUnavailableError
from channels.chat.frames import Say
from channels.codes import ChannelCode, Language, Urgency
from channels.email.smtp import Receiver
from channels.form.definitions import CONTACT
from channels.form.parse import Submission, check, delivery, encode
from channels.phone import callbacks
from channels.phone.callbacks import CallEvent, CallKind
from gateway import keys as keyrings
from gateway import pipeline
from gateway.auth.permissions import Role
from gateway.chat.saying import Utterance
from gateway.chat.tokens import Visitor
from gateway.group_commit import GroupCommit
from gateway.ids import new_id
from gateway.jobs import execute, lease_term
from gateway.keys import Index
from gateway.services import OneClock, Relay, Services, ToKeep
from gateway.settings import Settings
from gateway.steps.keeping import keep_group
from gateway.store import cases, contacts, engine, leases, secrets, users
from gateway.store.cases import CaseRow
from gateway.store.contacts import ContactRow
from gateway.store.jobs import JobRow
from gateway.store.leases import Job
from gateway.store.schema import Row
from gateway.store.tables import METADATA
from gateway.store.users import UserRow
from gateway.wakes import Wakes
from gateway.web import sessions
from routing.book import steps_of
from routing.rule import Action

NEUVONTA, ASIAKASOHJAUS, KOTIUTUS = (f"{name}@satakunta.example" for name in ("neuvonta", "asiakasohjaus", "kotiutus"))
MAIJA = "maija@citizen.example"
QUESTION = "Hei, mistä saan tietoa kotihoidon maksuista? Asumme Porissa."
NO_ALARMING_WORD = "Pumppu lakkasi yöllä surisemasta, ja isän hengitys kuulostaa kummalliselta. Odotanko maanantaihin?"
EMERGENCY = "Äiti kaatui juuri ja makaa lattialla tajuttomana, hän ei hengitä."
NUMBER = "+358405550123"

AnyRow = TypeVar("AnyRow", bound=Row)


@asynccontextmanager
async def open_house(
    loaded: Services, settings: Settings, now: Callable[[], datetime], relay: Relay | None
) -> AsyncIterator[Services]:
    """Services on the database of *settings*. What takes long to load and never changes is taken from *loaded*."""
    keyring = keyrings.load(settings.keys.get_secret_value(), settings.data_dir / "keys")
    database = engine.connect(settings.database)

    async def commit(group: Sequence[ToKeep]) -> Sequence[Kept]:
        return await keep_group(services, group)

    try:
        async with database.sessions.begin() as session:
            index = Index(await secrets.index_secret(session, keyring))
        services = replace(
            loaded,
            settings=settings,
            database=database.writer,
            sessions=database.sessions,
            readers=database.readers,
            keys=keyring,
            index=index,
            relay=relay,
            now=now,
            begun_at=now(),
            lease_clock=OneClock(),
            wakes=Wakes(),
            house=replace(loaded.house, link=settings.link),
            keeper=GroupCommit(commit, StoreUnavailableError),
        )
        yield services
    finally:
        await database.close()


def where_every_contact_asks_for(services: Services, *actions: Action, **parts: str) -> Services:
    """The same house with a single rule, which asks for these."""
    running = copy(services.running)
    rule = replace(running.book.rule("R999"), also=actions, **parts)
    running.book = replace(running.book, rules=(rule,), guards=(), steps=steps_of((rule,)))
    return replace(services, running=running)


def settings_for(folder: Path, database_url: str, **more: object) -> Settings:
    """Settings of a test's own, whatever the developer's environment says."""
    return Settings(data_dir=folder, database_url=database_url, smtp_port=0, county="satakunta", **more)


def mail(
    text: str = QUESTION, *, sender: str = MAIJA, subject: str = "Kysymys", own_id: str = "1", **headers: str
) -> bytes:
    """A mail as a person's program writes it; `in_reply_to="<…>"` is a header."""
    message = EmailMessage(policy=SMTP)
    message["From"] = f"Maija Meikäläinen <{sender}>"
    message["To"] = NEUVONTA
    message["Subject"] = subject
    message["Date"] = "Mon, 16 Nov 2026 09:29:00 +0200"
    message["Message-ID"] = f"<{own_id}@mail.citizen.example>"
    for name, value in headers.items():
        message[name.replace("_", "-")] = value
    message.set_content(text)
    return message.as_bytes()


def unreadable_mail(text: str) -> bytes:
    """A mail nested deeper than we follow."""
    levels = range(60)
    opened = "".join(f'Content-Type: multipart/mixed; boundary="b{level}"\r\n\r\n--b{level}\r\n' for level in levels)
    head = f"From: {MAIJA}\r\nTo: {NEUVONTA}\r\nSubject: {text}\r\nMessage-ID: <deep@citizen.example>\r\n"
    return f"{head}{opened}Content-Type: text/plain; charset=utf-8\r\n\r\n{text}\r\n".encode()


async def deliver(services: Services, original: bytes, *mailboxes: str, envelope_sender: str = MAIJA) -> Kept:
    """What the SMTP receiver does with one mail, up to its 250."""
    answers = []

    async def keep(content: bytes, deliveries: tuple[Delivery, ...]) -> Kept:
        answers.append(await pipeline.keep(services, content, deliveries))
        return answers[0]

    receiver = Receiver(
        keep=keep,
        mailboxes=services.county.mail.mailboxes,
        channel_of=services.county.mail.channel,
        is_bounce_address=services.county.is_bounce_address,
        hostname=services.county.mail.bounce_domain,
    )
    envelope = SmtpEnvelope()
    envelope.original_content, envelope.mail_from = original, envelope_sender
    envelope.rcpt_tos = list(mailboxes or (NEUVONTA,))
    answer = await receiver.handle_DATA(None, None, envelope)
    assert answer.startswith("250 "), answer
    return answers[0]


async def keep_contact_form(services: Services, text: str = QUESTION, **fields: str) -> Kept:
    """What the web form does with one message, up to its yes."""
    page = {"submission_id": str(new_id(services.now())), "language": "fi", "text": text}
    submission = check(CONTACT, page | fields)
    assert isinstance(submission, Submission), submission
    return await pipeline.keep(services, encode(submission), (delivery(submission, "neuvonta"),))


async def keep_call(services: Services, call_id: str = "call-1", **fields: object) -> Kept:
    """What the webhook does with one callback request, up to its yes."""
    asked = {"line": "neuvonta", "kind": CallKind.CALLBACK_REQUESTED, "number": NUMBER, "at": services.now()}
    event = CallEvent(provider="generic", call_id=call_id, **(asked | fields))
    return await pipeline.keep(services, callbacks.encode(event), (callbacks.delivery(event),))


def email_delivery(once: str, *, content: str = "", line: str = "neuvonta") -> Delivery:
    """An arrival by mail with idempotency keys of the test's choice."""
    return Delivery(channel=ChannelCode.EMAIL, line=line, once=once, content=content or once)


async def claim(services: Services, most: int = 8) -> tuple[Job, ...]:
    """Lease what is due, as the dispatcher does."""
    async with services.sessions.begin() as session:
        return await leases.claim(session, services.now(), await lease_term(services, session), most=most)


async def attempt(services: Services) -> None:
    """Do what is due by the pipeline's own handlers until nothing is, whether it fails or not."""
    while claimed := await claim(services):
        for job in claimed:
            await execute(services, pipeline.HANDLERS, job)


async def work(services: Services) -> None:
    """Do what is due, and see that nothing of it failed."""
    await attempt(services)
    failed = [(row.kind, row.problem) for row in await all_of(services, JobRow) if row.problem]
    assert failed == []


def opening(visitor: Visitor, text: str, urgency: Urgency = Urgency.ROUTINE) -> Utterance:
    """The first message of a conversation, as the line hands it on."""
    message = Say(id=uuid4(), text=text)
    return Utterance(conversation_id=visitor.conversation_id, message=message, urgency=urgency)


async def contact_of(services: Services, kept: Kept) -> ContactRow:
    """The (first) contact that came of a yes, as it stands now."""
    async with services.readers() as session:
        return await contacts.get(session, kept.receipts[0].contact_id)


async def case_of(services: Services, kept: Kept) -> CaseRow:
    """The Case in which that contact stands now."""
    contact = await contact_of(services, kept)
    async with services.readers() as session:
        return await cases.get(session, contact.case_id)


async def all_of(services: Services, row: type[AnyRow]) -> list[AnyRow]:
    """Every row of a table, in the order of their keys: while the clock stands still, not the order of their coming."""
    table = row.__table__
    key = table.columns.get("seq", table.columns.get("id", next(iter(table.primary_key.columns))))
    async with services.readers() as session:
        return list((await session.scalars(select(row).order_by(key))).all())


async def only(services: Services, row: type[AnyRow]) -> AnyRow:
    """The one row of a table."""
    (found,) = await all_of(services, row)
    return found


@contextmanager
def without_commits(services: Services) -> Iterator[None]:
    """The database is lost at each commit: what was written in the transaction is gone."""

    def fail(_connection: Connection) -> None:
        raise OperationalError("COMMIT", {}, ConnectionResetError())

    def fail_alone(connection: Connection, _cursor: object, statement: str, *_more: object) -> None:
        # A statement without a transaction around it is committed with its end, and lost the same way.
        if connection.get_execution_options().get("isolation_level") == "AUTOCOMMIT":
            raise OperationalError(statement, {}, ConnectionResetError())

    engine = services.database.sync_engine
    event.listen(engine, "commit", fail)
    event.listen(engine, "before_cursor_execute", fail_alone)
    try:
        yield
    finally:
        event.remove(engine, "commit", fail)
        event.remove(engine, "before_cursor_execute", fail_alone)


async def dump(services: Services) -> str:
    """Everything that stands in the database, as whoever stole it would read it."""
    async with services.readers() as session:
        rows = [row for table in METADATA.sorted_tables for row in await session.execute(select(table))]
    return "\n".join(repr(tuple(row)) for row in rows)


@dataclass(frozen=True, slots=True, kw_only=True)
class SignedIn:
    """Somebody of ours with an open browser."""

    id: UUID
    cookie: str
    csrf: str

    @property
    def headers(self) -> dict[str, str]:
        """What their browser sends with every request."""
        return {"Cookie": f"{sessions.COOKIE}={self.cookie}"}


async def add_user(services: Services, role: Role = Role.ADVISOR, username: str = "") -> UserRow:
    """An account that nobody can sign in to by password: making a real hash takes long on purpose."""
    values = {
        "id": new_id(services.now()),
        "username": username or str(role),
        "name": f"{role} Neuvonen",
        "role": role,
        "language": Language.FI,
        "password_hash": "none",
        "created_at": services.now(),
    }
    async with services.sessions.begin() as session:
        await users.add(session, values)
        return await users.named(session, username or str(role))


async def sign_in(services: Services, role: Role = Role.ADVISOR, username: str = "") -> SignedIn:
    """A new account with an open session."""
    account = await add_user(services, role, username)
    async with services.sessions.begin() as session:
        token = await sessions.begin(session, services, account)
    found = await sessions.find(services, token)
    return SignedIn(id=account.id, cookie=token, csrf=found.csrf)


def said(line: str) -> dict[str, object]:
    """One line of JSON."""
    return json.loads(line)
