"""The addresses for programs."""

from typing import Final

from gateway.auth.permissions import May
from gateway.web.api import observe, phone
from gateway.web.routes import Route

ROUTES: Final = (
    Route("GET", "/health", observe.health, May.PUBLIC),
    Route("GET", "/health/live", observe.live, May.PUBLIC),
    Route("GET", "/balance", observe.balance, May.OBSERVE),
    Route("GET", "/metrics", observe.metrics, May.OBSERVE),
    Route("POST", "/api/v1/phone/{provider}", phone.receive, May.SIGN),
)
