"""The reply that is suggested to the advisor, with what it rests on."""

from sqlalchemy.ext.asyncio import AsyncSession

from gateway.casework import suggesting
from gateway.casework.casefile import OpenCase
from gateway.casework.drafting import Suggestion
from gateway.catalogue.answering import source
from gateway.catalogue.services import in_language
from gateway.services import Services
from gateway.web.case.suggestion_view import SourceView, SuggestionPane


async def suggestion_pane(session: AsyncSession, house: Services, opened: OpenCase) -> SuggestionPane | None:
    """What is suggested, or why nothing is; None where nobody would expect it."""
    suggested = await suggesting.current(session, house, opened)
    if suggested is None:
        return None
    if not isinstance(suggested, Suggestion):
        return SuggestionPane(withheld=suggested)
    return SuggestionPane(
        contact_id=str(suggested.contact_id),
        text=suggested.text,
        language=suggested.language,
        secure=suggested.secure,
        sources=_sources(house, suggested),
    )


def _sources(house: Services, suggested: Suggestion) -> tuple[SourceView, ...]:
    if house.catalogue is None:
        return ()
    said = source(house.texts, house.catalogue.catalogue, suggested.language)
    return tuple(
        SourceView(
            name=in_language(one.names, suggested.language),
            said=said,
            page=in_language(one.page, suggested.language),
        )
        for one in suggested.services
    )
