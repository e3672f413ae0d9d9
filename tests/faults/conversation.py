"""Conversations of several clients, and what must be true of each however its lines and processes broke."""

import asyncio
from contextlib import asynccontextmanager
from dataclasses import dataclass, field

from channels.chat.frames import Side
from channels.codes import Language
from gateway import i18n
from tests.servers.talkers import Talker

# What is said by itself where an advisor's line is lost; the bot says none of these.
OF_THE_DESK = {i18n.load().say(Language.FI, f"bot-{key}") for key in ("person-gone", "queue-over")}


@dataclass(slots=True, kw_only=True)
class Conversation:
    """Two tabs of one visitor, and an advisor."""

    talkers: list[Talker]
    said: list[dict] = field(default_factory=list)


@asynccontextmanager
async def talking(talker: Talker):
    task = asyncio.create_task(talker.talk())
    try:
        yield talker
    finally:
        task.cancel()
        await asyncio.gather(task, return_exceptions=True)


def is_whole(conversation: Conversation) -> bool:
    (said,) = conversation.said
    return all(
        not talker.client.unsaid and said.keys() <= {entry.id for entry in talker.client.entries}
        for talker in conversation.talkers
    )


def check(conversation: Conversation) -> None:
    (said,) = conversation.said
    books = [[(entry.seq, entry.id, entry.text) for entry in one.client.entries] for one in conversation.talkers]
    least = min(len(book) for book in books)
    assert [book[:least] for book in books] == [books[0][:least]] * 3
    assert [seq for seq, _, _ in books[0]] == list(range(1, len(books[0]) + 1))
    people = [own for _, own, _ in books[0] if own in said]
    assert sorted(people) == sorted(said), "nothing is lost, nothing is twice"
    for name in ("tab 1", "tab 2", "advisor"):
        turns = [int(text.split(": ")[1]) for _, own, text in books[0] if own in said and name in text]
        assert turns == sorted(turns)
    for talker in conversation.talkers:
        for own, seq in talker.client.ticked.items():
            assert books[0][seq - 1][1] == own
    assert sum("viitenumerosi" in text.lower() for _, _, text in books[0]) <= 1
    entries = conversation.talkers[0].client.entries
    since = next((place for place, entry in enumerate(entries) if entry.side is Side.ADVISOR), len(entries))
    ours = {entry.text for entry in entries[since:] if entry.side is Side.SERVICE and entry.text not in OF_THE_DESK}
    assert ours <= {text for text in ours if "viitenumerosi" in text.lower()}, "an advisor is not talked over"
