"""The conversation on the page of its Case, as far as it had gone when the page was made."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Final
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from channels.chat.frames import LONGEST, Entry
from gateway.services import Services
from gateway.steps.conversing import opened
from gateway.store import conversations
from gateway.store.conversations import Stored
from gateway.web.case.pages import ChatCode, ChatDanger, ChatPane
from nlu.learnt import LEARNT

_MOST: Final = 500  # entries, the newest; the line brings them all


async def pane(
    session: AsyncSession, house: Services, case_id: UUID, drafts: Mapping[str, str], shown: Mapping[str, str]
) -> ChatPane | None:
    """The newest conversation of the Case; None where it came another way. *shown* are the codes asked for, by id."""
    found = await conversations.of_case(session, case_id)
    if found is None:
        return None
    said = await conversations.after(session, {found.id: max(found.last_seq - _MOST, 0)}, _MOST)
    hidden = [
        ChatCode(id=str(code.id), at=entry.at, side=entry.side, shown=shown.get(str(code.id), ""))
        for code, entry in await conversations.codes(session, found.id)
    ]
    entries = tuple(opened(house, one) for one in said)
    return ChatPane(
        entries=entries,
        heard=max((one.row.seq for one in said), default=0),
        codes=tuple(hidden),
        dangers=tuple(_dangers(said, entries)),
        draft=drafts.get("chat", ""),
        longest=LONGEST,
    )


def _dangers(said: Sequence[Stored], entries: Sequence[Entry]) -> Iterator[ChatDanger]:
    for one, entry in zip(said, entries, strict=True):
        if one.row.urgency is not None:
            patterns = tuple((one.row.patterns or "").split())
            yield ChatDanger(
                at=entry.at,
                level=one.row.urgency,
                words=entry.text,
                patterns=tuple(code for code in patterns if code not in LEARNT),
                learnt=bool(patterns) and LEARNT.issuperset(patterns),
            )
