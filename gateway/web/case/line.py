"""The advisor's end of the chat line."""

from aiohttp import web

from gateway.auth.permissions import May, may
from gateway.casework.chatting import Advisor
from gateway.chat.attending import Attendant
from gateway.chat.speakers import AdvisorSpeaker
from gateway.web import sessions
from gateway.web.case.acts import case_id_of
from gateway.web.case.admission import looking
from gateway.web.frame import services, user
from gateway.web.sockets import HUB, demand_own_page, serve


async def line(request: web.Request) -> web.StreamResponse:
    """The line of a Case's conversation. Its guard has seen the session; here the page's own origin is seen."""
    demand_own_page(request)
    house, hub, reader = services(request), request.app[HUB], user(request)
    async with looking(request):
        pass  # a restricted Case is not listened to from outside its team
    speaker = AdvisorSpeaker(house, hub, Advisor(user_id=reader.id, case_id=case_id_of(request)))

    async def still() -> bool:
        found = await sessions.find(house, request.cookies.get(sessions.COOKIE, ""))
        return found is not None and may(found.role, May.WORK_CASES)

    return await serve(request, Attendant(house, hub, speaker), still)
