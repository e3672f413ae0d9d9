"""The file of mailboxes that a Luotsi under test reads by IMAP."""

from pathlib import Path

from tests.servers.dovecot import DovecotServer

OURS = "neuvonta@satakunta.example"


def written_for(
    dovecot: DovecotServer, beside: Path, *users: str, kept_in: str = "Processed", port: int = 0, **more: str
) -> Path:
    """A file with the mailbox of each of *users* (a whole address), at *port* where something stands before Dovecot."""
    password = beside / "imap.password"
    password.write_text(f"{DovecotServer.PASSWORD}\n", encoding="utf-8")
    entries = []
    for number, user in enumerate(users or (OURS,)):
        values = {
            "name": f"box-{number}",
            "address": OURS,
            "host": "127.0.0.1",
            "security": "none",
            "user": user,
            "password_file": str(password),
            **({"kept_in": kept_in} if kept_in else {}),
            **more,
        }
        lines = [f'{name} = "{value}"' for name, value in values.items()]
        entries.append("\n".join(["[[mailbox]]", *lines, f"port = {port or dovecot.imap_port}"]))
    file = beside / "mailboxes.toml"
    file.write_text("\n\n".join(entries), encoding="utf-8")
    return file
