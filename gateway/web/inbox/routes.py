"""The inbox's addresses."""

from gateway.auth.permissions import May
from gateway.web import live
from gateway.web.inbox import desk, index, new, rings
from gateway.web.routes import Route

ROUTES: tuple[Route, ...] = (
    Route("GET", "/inbox", index.index, May.READ_INBOX),
    Route("GET", "/inbox/events", live.events, May.READ_INBOX),
    Route("GET", "/inbox/alarms", index.alarms, May.READ_INBOX),
    Route("POST", "/inbox/rings-seen", rings.seen, May.WORK_CASES),
    Route("GET", "/inbox/desk", desk.part, May.WORK_CASES),
    Route("POST", "/inbox/desk/on", desk.sign_on, May.WORK_CASES),
    Route("POST", "/inbox/desk/off", desk.sign_off, May.WORK_CASES),
    Route("POST", "/inbox/desk/next", desk.take_next, May.WORK_CASES),
    Route("POST", "/inbox/desk/take", desk.take, May.WORK_CASES),
    Route("POST", "/inbox/keys", index.set_keys, May.READ_INBOX),
    Route("GET", "/inbox/new", new.show, May.WORK_CASES),
    Route("POST", "/inbox/new", new.send, May.WORK_CASES),
)
