"""What is shown when something went wrong: a kind page to people, a problem document to programs."""

from typing import Final

from aiohttp import web

from gateway.web.frame import is_same_site, typed
from gateway.web.public.failures import fail
from gateway.web.public.pages import Failure

_KINDS: Final = {
    400: Failure.NOT_UNDERSTOOD,
    401: Failure.NOT_SIGNED_IN,
    403: Failure.NOT_ALLOWED,
    404: Failure.NOT_FOUND,
    405: Failure.NOT_UNDERSTOOD,
    413: Failure.TOO_LARGE,
    415: Failure.NOT_UNDERSTOOD,
    429: Failure.TOO_MANY,
    500: Failure.BROKEN,
    503: Failure.UNAVAILABLE,
}
_GIVES_BACK: Final = frozenset({401, 403, 500, 503})
_PROGRAMS: Final = ("/api/", "/balance", "/metrics", "/health", "/inbox/events", "/chat/code", "/chat/continue")


async def show(request: web.Request, status: int) -> web.StreamResponse:
    """The answer for *status*, in the words of whoever asked."""
    if request.path.startswith(_PROGRAMS):
        return problem(status, _TITLES.get(status, "Error"))
    return fail(request, _KINDS.get(status, Failure.NOT_UNDERSTOOD), status, words=await _typed_words(request, status))


async def _typed_words(request: web.Request, status: int) -> str:
    """What an advisor had written when the session ended or the store went away: nobody types it twice."""
    if request.method != "POST" or status not in _GIVES_BACK or not is_same_site(request):
        return ""
    try:
        form = await typed(request)
    except web.HTTPException:
        return ""
    return form.get("text") or form.get("note") or ""


def problem(status: int, title: str, **members: str) -> web.Response:
    """A problem document (RFC 9457)."""
    response = web.json_response(
        {"type": "about:blank", "title": title, "status": status, **members},
        status=status,
        content_type="application/problem+json",
        headers={"Cache-Control": "no-store"},
    )
    if status == web.HTTPServiceUnavailable.status_code:
        response.headers["Retry-After"] = "60"
    return response


_TITLES: Final = {
    400: "Bad request",
    401: "Not signed in",
    403: "Not allowed",
    404: "Not found",
    405: "Method not allowed",
    409: "Nothing to do it with yet",
    413: "Too large",
    415: "Unsupported media type",
    429: "Too many requests",
    500: "Something went wrong here",
    503: "Unavailable, please try again",
}
