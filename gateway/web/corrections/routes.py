"""The addresses of the corrections."""

from typing import Final

from gateway.auth.permissions import May
from gateway.web.corrections import show
from gateway.web.routes import Route

ROUTES: Final = (
    Route("GET", "/corrections", show.show, May.SUPERVISE),
    Route("POST", "/corrections", show.review, May.SUPERVISE),
)
