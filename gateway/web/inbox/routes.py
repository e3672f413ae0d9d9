"""The inbox's addresses."""

from gateway.auth.permissions import May
from gateway.web import live
from gateway.web.inbox import index, new, rings
from gateway.web.routes import Route

ROUTES: tuple[Route, ...] = (
    Route("GET", "/inbox", index.index, May.READ_INBOX),
    Route("GET", "/inbox/events", live.events, May.READ_INBOX),
    Route("GET", "/inbox/alarms", index.alarms, May.READ_INBOX),
    Route("POST", "/inbox/rings-seen", rings.seen, May.WORK_CASES),
    Route("POST", "/inbox/keys", index.set_keys, May.READ_INBOX),
    Route("GET", "/inbox/new", new.show, May.WORK_CASES),
    Route("POST", "/inbox/new", new.send, May.WORK_CASES),
)
