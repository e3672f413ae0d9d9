"""The address of the rules: whoever works with cases may know by what they were guided."""

from typing import Final

from gateway.auth.permissions import May
from gateway.web.routes import Route
from gateway.web.rules import show

ROUTES: Final = (Route("GET", "/rules", show.show, May.READ_INBOX),)
