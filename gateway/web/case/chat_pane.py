"""The conversation on the page of its Case, as far as it had gone when the page was made."""

from collections.abc import Mapping
from typing import Final
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from channels.chat.frames import LONGEST
from gateway.services import Services
from gateway.steps.conversing import opened
from gateway.store import conversations
from gateway.web.case.pages import ChatCode, ChatPane

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
    return ChatPane(
        entries=tuple(opened(house, one) for one in said),
        heard=max((one.row.seq for one in said), default=0),
        codes=tuple(hidden),
        draft=drafts.get("chat", ""),
        longest=LONGEST,
    )
