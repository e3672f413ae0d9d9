"""The public addresses."""

from typing import Final

from gateway.auth.permissions import May
from gateway.web.public import (
    callback,
    chat,
    chat_code,
    chat_feedback,
    chat_page,
    chat_widget,
    contact,
    information,
    sites,
    status,
)
from gateway.web.routes import Route

ROUTES: Final = (
    Route("GET", "/", information.home, May.PUBLIC),
    Route("GET", "/contact", contact.show, May.PUBLIC),
    Route("POST", "/contact", contact.send, May.PUBLIC),
    Route("GET", "/contact/answer", contact.answer_without_page, May.PUBLIC),
    Route("POST", "/contact/answer", contact.answer, May.PUBLIC),
    Route("GET", "/chat", chat_page.show, May.PUBLIC),
    Route("GET", "/chat/widget.js", chat_widget.script, May.PUBLIC),
    Route("GET", "/chat/words", chat_widget.words, May.VISIT),
    Route("GET", "/chat/line", chat.line, May.PUBLIC),
    Route("POST", "/chat/poll", chat.poll, May.VISIT),
    Route("POST", "/chat/code", chat_code.give, May.VISIT),
    Route("POST", "/chat/continue", chat_code.go_on, May.VISIT),
    Route("POST", "/chat/feedback", chat_feedback.send, May.VISIT),
    *(Route("OPTIONS", path, sites.preflight, May.VISIT) for path in sites.PATHS),
    Route("GET", "/callback", callback.show, May.PUBLIC),
    Route("POST", "/callback", callback.send, May.PUBLIC),
    Route("GET", "/status", status.show, May.PUBLIC),
    Route("POST", "/status", status.ask, May.PUBLIC),
    Route("GET", "/privacy", information.privacy, May.PUBLIC),
    Route("GET", "/accessibility", information.accessibility, May.PUBLIC),
)
