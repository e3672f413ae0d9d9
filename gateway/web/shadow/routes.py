"""The address of the comparison."""

from typing import Final

from gateway.auth.permissions import May
from gateway.web.routes import Route
from gateway.web.shadow import show

ROUTES: Final = (Route("GET", "/shadow", show.show, May.SUPERVISE),)
