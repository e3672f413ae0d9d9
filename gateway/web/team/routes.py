"""The addresses about who does what by when."""

from typing import Final

from gateway.auth.permissions import May
from gateway.web.routes import Route
from gateway.web.team import away, deadlines, feedback

ROUTES: Final = (
    Route("GET", "/inbox/deadlines", deadlines.index, May.SUPERVISE),
    Route("GET", "/inbox/feedback", feedback.index, May.SUPERVISE),
    Route("GET", "/inbox/away", away.index, May.WORK_CASES),
    Route("POST", "/inbox/away", away.save, May.WORK_CASES),
)
