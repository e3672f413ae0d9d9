"""Many people on the chat line from a process of their own, which says how long each message took and what it cost.

`python -m tests.benchmarks.chatters ours|echo < plan`: a Plan as JSON comes in, a list of Round goes out.
"""

import asyncio
import json
import resource
import sys
import time
from collections.abc import Collection, Sequence
from contextlib import AsyncExitStack
from dataclasses import asdict, dataclass
from uuid import UUID

from aiohttp import ClientSession, ClientTimeout, TCPConnector
from sqlalchemy import Engine, create_engine, func, select

from gateway.commands.run import run
from gateway.store.contacts import ContactRow
from gateway.store.conversations import ConversationRow, EntryRow
from gateway.store.jobs import JobRow
from gateway.store.states import JobKind
from tests.benchmarks.figures import percentile
from tests.benchmarks.processes import processor_of
from tests.benchmarks.voices import WORDS, Choir, EchoVoice, Voice
from tests.servers.waiting import eventually

_AT_ONCE = 25  # lines that are opened at the same time
ENOUGH = 0.9  # of the rate keeps up; after a round below that no faster one is tried
_DRAIN = 300  # seconds for what was said to be ticked and read


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """Whom to talk to, and how fast. Messages are said when their time has come, whatever became of those before."""

    ports: tuple[int, ...]
    pids: tuple[int, ...]  # of the servers, whose work is counted
    sockets: int
    rounds: tuple[tuple[int, int], ...]  # messages a second, seconds
    database: str = ""
    cookie: str = ""  # of an advisor


@dataclass(frozen=True, slots=True, kw_only=True)
class Round:
    """What came of one rate. Times are in milliseconds from when a message was to be said; p50, p95, p99."""

    offered: int
    messages: int
    achieved: float
    ticked: tuple[float, float, float]
    read: tuple[float, float, float]  # by the other side; of an echo nothing
    server_cpu: float  # seconds of processor time a second, all its processes together
    own_cpu: float  # of the process that sends
    refused: int  # messages that were told to come again
    broken: int  # lines that the server closed


async def _opened(choir: Choir, plan: Plan) -> list[Voice]:
    """A visitor and an advisor on each of so many conversations; the advisor on another process if there is one."""
    engine = create_engine(plan.database.replace("+aiosqlite", ""))
    visitors = [await _visitor(choir, plan, number) for number in range(plan.sockets // 2)]
    await eventually(
        lambda: _left_to_do(engine) == 0 and all(one.client.ticked for one in visitors),
        within=_DRAIN,
        what="every conversation has begun",
    )
    cases = await asyncio.to_thread(_cases, engine)
    advisors = []
    for number, visitor in enumerate(visitors, 1):
        path = f"/inbox/case/{cases[next(iter(visitor.said))]}/line"
        port = plan.ports[number % len(plan.ports)]
        advisors.append(await choir.ours(port, path, {"Cookie": plan.cookie}))
    engine.dispose()
    return [*visitors, *advisors]


async def _visitor(choir: Choir, plan: Plan, number: int) -> Voice:
    address = {"X-Forwarded-For": f"198.51.{number // 250}.{number % 250}"}
    visitor = await choir.ours(plan.ports[number % len(plan.ports)], "/chat/line", address)
    await visitor.say(WORDS, time.perf_counter())
    if number % _AT_ONCE == 0:
        await eventually(lambda: visitor.client.ticked, within=_DRAIN, what="a conversation begins")
    return visitor


def _left_to_do(engine: Engine) -> int:
    with engine.connect() as connection:
        wanted = select(func.count()).select_from(JobRow).where(JobRow.kind != JobKind.PROMISE_DUE)
        return connection.scalar(wanted) or 0


def _cases(engine: Engine) -> dict[UUID, UUID]:
    """The Case of each message."""
    wanted = (
        select(EntryRow.message_id, ContactRow.case_id)
        .join(ConversationRow, ConversationRow.id == EntryRow.conversation_id)
        .join(ContactRow, ContactRow.id == ConversationRow.contact_id)
    )
    with engine.connect() as connection:
        return dict(iter(connection.execute(wanted)))


async def _played(choir: Choir, plan: Plan, voices: Sequence[Voice | EchoVoice]) -> list[Round]:
    played: list[Round] = []
    for rate, seconds in plan.rounds:
        await asyncio.sleep(1)
        played.append(await _round(choir, plan, voices, rate, seconds))
        choir.check()
        if played[-1].achieved < ENOUGH * rate:
            break
    return played


async def _round(choir: Choir, plan: Plan, voices: Sequence[Voice | EchoVoice], rate: int, seconds: int) -> Round:
    clock, most = choir.clock, rate * seconds
    clock.due.clear()
    clock.ticked.clear()
    clock.read.clear()
    readers = most if isinstance(voices[0], Voice) else 0
    refused, broken = _trouble(voices)
    own, servers, began = _own_cpu(), processor_of(plan.pids), time.perf_counter()
    for number in range(most):
        due = began + number / rate
        pause = due - time.perf_counter()
        if pause > 0:
            await asyncio.sleep(pause)
        await voices[number % len(voices)].say(f"{WORDS} {number}", due)
    done = lambda: len(clock.ticked) >= most and len(clock.read) >= readers  # noqa: E731
    await eventually(done, within=_DRAIN, what="everything is ticked and read")
    took, (refused_now, broken_now) = time.perf_counter() - began, _trouble(voices)
    return Round(
        offered=rate,
        messages=most,
        achieved=most / max(clock.last - began, seconds),
        ticked=_spread(clock.ticked.values()),
        read=_spread(clock.read.values()),
        server_cpu=(processor_of(plan.pids) - servers) / took,
        own_cpu=(_own_cpu() - own) / took,
        refused=refused_now - refused,
        broken=broken_now - broken,
    )


def _trouble(voices: Sequence[Voice | EchoVoice]) -> tuple[int, int]:
    """How often something was refused, and a line broken, until now."""
    ours = [one for one in voices if isinstance(one, Voice)]
    return sum(one.refused for one in ours), sum(one.broken for one in ours)


def _spread(seconds: Collection[float]) -> tuple[float, float, float]:
    p50, p95, p99 = (1_000 * percentile(tuple(seconds), percent) if seconds else 0.0 for percent in (50, 95, 99))
    return p50, p95, p99


def _own_cpu() -> float:
    used = resource.getrusage(resource.RUSAGE_SELF)
    return used.ru_utime + used.ru_stime


def _check_ours(voices: Sequence[Voice]) -> None:
    """Both sides of each conversation have read the same, in order and without a gap, and each message once."""
    half = len(voices) // 2
    for visitor, advisor in zip(voices[:half], voices[half:], strict=True):
        books = [[(entry.seq, entry.id, entry.text) for entry in one.client.entries] for one in (visitor, advisor)]
        assert books[0] == books[1]
        assert [seq for seq, _, _ in books[0]] == list(range(1, len(books[0]) + 1))
        heard = [(own, text) for _, own, text in books[0]]
        for one in (visitor, advisor):
            assert not one.client.unsaid
            mine = [(own, text) for own, text in heard if own in one.said]
            assert mine == list(one.said.items()), "each once, in the order of saying"


def _check_echo(voices: Sequence[EchoVoice]) -> None:
    for one in voices:
        assert one.heard == one.said


async def _ours(choir: Choir, plan: Plan) -> list[Round]:
    voices = await _opened(choir, plan)
    rounds = await _played(choir, plan, voices)
    _check_ours(voices)
    return rounds


async def _echo(choir: Choir, plan: Plan) -> list[Round]:
    voices = [await choir.echo(plan.ports[0]) for _ in range(plan.sockets)]
    rounds = await _played(choir, plan, voices)
    _check_echo(voices)
    return rounds


async def _main(kind: str, plan: Plan) -> None:
    timeout = ClientTimeout(total=None, sock_connect=30)
    async with (
        ClientSession(connector=TCPConnector(limit=0), timeout=timeout) as session,
        AsyncExitStack() as stack,
    ):
        choir = Choir(session=session, stack=stack)
        try:
            rounds = await (_ours(choir, plan) if kind == "ours" else _echo(choir, plan))
        finally:
            await choir.close()
    print(json.dumps([asdict(one) for one in rounds]))


if __name__ == "__main__":
    run(_main(sys.argv[1], Plan(**json.load(sys.stdin))))
