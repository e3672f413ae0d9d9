"""The addresses around work: signing in, the outbox, the operator's page."""

from typing import Final

from gateway.auth.permissions import May
from gateway.web.admin import operate, outbox, sign_in
from gateway.web.routes import Route

ROUTES: Final = (
    Route("GET", "/sign-in", sign_in.show, May.PUBLIC),
    Route("POST", "/sign-in", sign_in.enter, May.PUBLIC),
    Route("POST", "/sign-out", sign_in.leave, May.READ_INBOX),
    Route("GET", "/outbox", outbox.index, May.OPERATE),
    Route("GET", "/outbox/{delivery}", outbox.show, May.OPERATE),
    Route("GET", "/operate", operate.index, May.OPERATE),
    Route("POST", "/operate/jobs/{job}", operate.try_again, May.OPERATE),
    Route("POST", "/operate/deliveries/{delivery}", operate.close, May.OPERATE),
)
