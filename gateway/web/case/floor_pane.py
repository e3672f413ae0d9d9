"""Who has the floor in the conversation of a Case, what the bot hands over, and answers that are written already."""

from collections.abc import Iterator

from aiohttp import web
from sqlalchemy.ext.asyncio import AsyncSession

from channels.chat import dialogue
from channels.chat.dialogue import BEGUN, Dialogue, Topic
from channels.chat.floor import Floor
from channels.codes import ANSWER_LANGUAGES, Language
from gateway.store import attendance, casework, conversations, desk, floors
from gateway.store.floors import FloorRow
from gateway.web.case.acts import case_id_of
from gateway.web.case.floor_pages import FloorPane, Packet, ReplyView, Told
from gateway.web.case.pages import ChatPane
from gateway.web.frame import services, user
from gateway.web.inbox.words import Speaker
from gateway.web.public.pages import Choice
from gateway.web.shell import shell_of


async def floor_pane(session: AsyncSession, request: web.Request, chat: ChatPane) -> FloorPane | None:
    """The floor of the Case's newest conversation as it stands."""
    house, reader = services(request), user(request)
    speaker = Speaker(texts=house.texts, language=shell_of(request).language, now=house.now())
    standing = await conversations.of_case(session, case_id_of(request))
    if standing is None:
        return None
    row = (await floors.of(session, [standing.id])).get(standing.id)
    here = await attendance.here(session, speaker.now)
    floor = row.floor if row else Floor.INBOX
    queued = floor is Floor.QUEUE
    language = standing.language if standing.language in ANSWER_LANGUAGES else Language.FI
    return FloorPane(
        conversation_id=str(standing.id),
        floor=floor,
        who=await casework.name_of(session, row.advisor_id) if row and row.advisor_id else "",
        mine=row is not None and row.advisor_id == reader.id,
        place=(await desk.places(session)).get(standing.id, 0) if queued else 0,
        waiting=speaker.lasting(speaker.now - row.waiting_since) if row and queued and row.waiting_since else "",
        at_desk=any(one.user_id == reader.id for one in here),
        colleagues=tuple(
            Choice(code=str(one.user_id), label=f"{one.name} ({one.busy}/{one.capacity})")
            for one in here
            if one.user_id != reader.id
        ),
        packet=_packet(row, speaker, danger=bool(chat.dangers)),
        replies=tuple(
            ReplyView(code=one.code, name=one.name[speaker.language], text=one.text[language])
            for one in house.county.replies
        ),
        language=language,
    )


def _packet(row: FloorRow | None, speaker: Speaker, *, danger: bool) -> Packet | None:
    known = dialogue.load(row.dialogue) if row and row.dialogue else BEGUN
    if known == BEGUN:
        return None
    return Packet(told=tuple(_told(known, speaker)), asking=known.asking, wants=known.done, danger=danger)


def _told(known: Dialogue, speaker: Speaker) -> Iterator[Told]:
    told = known.told
    reasons = "; ".join(speaker.say(f"reason-{reason}") for reason in told.reasons)
    answers = {
        Topic.NEED: reasons or (speaker.say("desk-told-need") if told.need else ""),
        Topic.WHOSE: speaker.say(f"desk-told-{told.about}") if told.about else "",
        Topic.MUNICIPALITY: told.municipality or "",
        Topic.AGE: _yes_or_no(told.over_75, speaker),
        Topic.KNOWS: _yes_or_no(told.knows, speaker),
        Topic.REACH: speaker.say("desk-told-reachable") if told.reachable else "",
    }
    for topic in Topic:
        if answers[topic] or topic in known.asked:
            yield Told(topic=topic, answer=answers[topic])


def _yes_or_no(said: bool | None, speaker: Speaker) -> str:  # noqa: FBT001  it is what was told
    return "" if said is None else speaker.say("desk-told-yes" if said else "desk-told-no")
