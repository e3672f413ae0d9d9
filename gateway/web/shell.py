"""The frame around a page for advisors: their language, who they are, the token that their forms send back."""

from aiohttp import web

from channels.codes import ANSWER_LANGUAGES, Language
from gateway.auth.permissions import May, may
from gateway.web.frame import USER
from gateway.web.look import Viewer, shell
from gateway.web.pages import Shell, SignedIn
from gateway.web.public import visitor


def shell_of(request: web.Request) -> Shell:
    """The frame for this request, signed in or not."""
    user = request.get(USER)
    if user is None:
        return shell(request, visitor.language_of(request))
    signed_in = SignedIn(
        name=user.name,
        username=user.username,
        may_work=may(user.role, May.WORK_CASES),
        may_operate=may(user.role, May.OPERATE),
        may_supervise=may(user.role, May.SUPERVISE),
    )
    return shell(request, language_for(request), viewer=Viewer(signed_in=signed_in, csrf=user.csrf))


def language_for(request: web.Request) -> Language:
    """The language chosen on this page or an earlier one, else the one of the account."""
    user = request.get(USER)
    chosen = request.query.get("lang") or request.cookies.get(visitor.COOKIE)
    if user is not None and chosen not in ANSWER_LANGUAGES:
        return Language(user.language)
    return visitor.language_of(request)
