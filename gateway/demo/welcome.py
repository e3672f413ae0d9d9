"""What whoever starts the demo reads first: where to look, and as whom."""

from collections.abc import Sequence
from typing import Final

from gateway.demo.accounts import COLLEAGUES
from gateway.settings import Settings

_PLACES: Final = (
    ("/", "every way to reach us"),
    ("/contact", "the form"),
    ("/callback", "ask to be called"),
    ("/status", "how is my matter, by reference"),
    ("/inbox", "the advisors' inbox; sign in as below"),
    ("/outbox", "the mail that would have gone out; as the administrator"),
)
_RULE: Final = "─" * 78


def welcome(settings: Settings) -> str:
    """URLs and logins as a table, and how to begin afresh."""
    places = [(settings.link + path, what) for path, what in _PLACES]
    logins = [(one.username, one.password, f"{one.name} ({one.does})") for one in COLLEAGUES]
    return "\n".join(
        (
            _RULE,
            "Luotsi: demo. Everybody in it is invented, and no mail leaves this machine.",
            _RULE,
            *_table(places),
            "",
            *_table([("user", "password", ""), *logins]),
            "",
            *_mail(settings),
            "A restart keeps what you did, however old; nothing is dated anew. To begin afresh, stop Luotsi,",
            f"{_fresh(settings)}, and start it again.",
            _RULE,
        )
    )


def _table(rows: Sequence[tuple[str, ...]]) -> list[str]:
    widths = [max(len(cell) for cell in column) for column in zip(*rows, strict=True)]
    return [
        ("  " + "   ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True))).rstrip() for row in rows
    ]


def _mail(settings: Settings) -> list[str]:
    return [f"Mail is taken at {settings.smtp_host}:{settings.smtp_port} (SMTP)."] if settings.smtp_port else []


def _fresh(settings: Settings) -> str:
    # Never the database's address: there may be a password in it.
    if settings.database_url:
        return "empty its database"
    return f"remove the folder {settings.data_dir.absolute()}"
