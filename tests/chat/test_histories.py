"""Ten thousand histories of one conversation: in order, exactly once, and every tick is true."""

import random
from uuid import UUID

import pytest

from channels.chat.client import Client
from channels.chat.frames import Entry, Side, Tick
from tests.chat.net import AT, Ledger, World

SIDES = (Side.VISITOR, Side.VISITOR, Side.ADVISOR, Side.ADVISOR)
HISTORIES, PARTS = 10_000, 10
STEPS = 60
ACTS = ("write", "up", "down", "look", "cut", "connect", "crash")
WEIGHTS = (4, 12, 12, 3, 1, 3, 0.3)


def play(seed: int) -> World:
    chance = random.Random(seed)
    world, written = World(chance, SIDES), 0
    for act in chance.choices(ACTS, WEIGHTS, k=STEPS):
        number = chance.randrange(len(SIDES))
        if act == "write":
            written += 1
            world.write(number, UUID(int=written), f"{number}:{written}")
        elif act == "crash":
            world.crash(chance.randrange(2))
        elif act == "connect":
            world.cut(number)
            world.connect(number)
        else:
            getattr(world, act)(number)
    world.settle()
    world.written = written
    return world


def check(world: World) -> None:
    entries = world.ledger.entries
    assert [entry.seq for entry in entries] == list(range(1, world.written + 1))
    assert {entry.id for entry in entries} == {UUID(int=number) for number in range(1, world.written + 1)}
    for number, client in enumerate(world.clients):
        assert client.entries == entries
        assert client.unsaid == ()
        own = [entry.text for entry in entries if entry.text.startswith(f"{number}:")]
        assert own == sorted(own, key=lambda text: int(text.split(":")[1])), "what one person writes keeps its order"
        for message_id, seq in client.ticked.items():
            assert entries[seq - 1].id == message_id


def check_all(seeds: range) -> None:
    for seed in seeds:
        check(play(seed))


@pytest.mark.parametrize("part", range(PARTS))
def test_whatever_happens_on_the_way_everybody_reads_everything_once_and_in_order(part):
    each = HISTORIES // PARTS
    check_all(range(part * each, (part + 1) * each))


def believes_everything(client, entry):
    client.entries.append(entry)
    return ()


def forgets_ids(ledger, side, say):
    entry = Entry(seq=len(ledger.entries) + 1, id=say.id, side=side, name=None, text=say.text, at=AT)
    ledger.entries.append(entry)
    return Tick(id=say.id, seq=entry.seq, at=AT)


def says_all_at_once(client):
    return client.unsaid if client._is_open else ()


@pytest.mark.parametrize(
    ("whose", "what", "mistake"),
    [(Client, "_entry", believes_everything), (Ledger, "store", forgets_ids), (Client, "_next", says_all_at_once)],
)
def test_the_histories_notice_a_mistake(monkeypatch, whose, what, mistake):
    monkeypatch.setattr(whose, what, mistake)

    with pytest.raises(AssertionError):
        check_all(range(200))
