"""What the county's catalogue of services may answer the client, shown to the advisor: a person reads and decides."""

from typing import Final

from channels.chat.frames import Side
from gateway.casework.casefile import OpenCase
from gateway.casework.replying import is_secure, language_of
from gateway.catalogue.answering import answer
from gateway.catalogue.finding import LIKE_ENOUGH
from gateway.catalogue.services import in_language
from gateway.services import Services
from gateway.web.case.catalogue_view import AnswerView, CataloguePane, Into
from gateway.web.case.pages import ChatPane

_MOST: Final = 3
_LATELY: Final = 6  # messages of the visitor: people ask one thing in several


def catalogue_pane(house: Services, opened: OpenCase, chat: ChatPane | None) -> CataloguePane | None:
    """What may answer the client's newest words; None where nothing does, or the county has given us no catalogue."""
    finder, newest = house.catalogue, next(iter(opened.by_people_first), None)
    if finder is None or newest is None or newest.contact is None or newest.contact.by_machine:
        return None
    asked = _asked_in(chat) or f"{newest.contact.title}\n{newest.contact.new_words}"
    language = language_of(opened.file.case)
    every = finder.find(asked, newest.reading, opened.file.case.municipality)
    found = [one for one in every if one.likeness >= LIKE_ENOUGH]
    if not found:
        return None
    return CataloguePane(
        answers=tuple(
            AnswerView(
                name=in_language(one.service.names, language),
                text=answer(house.texts, finder.catalogue, one.service, language),
                page=in_language(one.service.page, language),
            )
            for one in found[:_MOST]
        ),
        language=language,
        into=_into(house, opened, chat),
    )


def _asked_in(chat: ChatPane | None) -> str:
    said = [one.text for one in chat.entries if one.side is Side.VISITOR] if chat else []
    return "\n".join(said[-_LATELY:])


def _into(house: Services, opened: OpenCase, chat: ChatPane | None) -> Into:
    if chat is not None:
        return Into.CHAT
    return Into.REPLY if is_secure(house, opened) else Into.NOWHERE
