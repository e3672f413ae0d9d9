"""What can go wrong in the gateway.

LuotsiError
├── ConfigurationError      a setting, a county's file or a key is wrong: refused at start
├── NotFoundError
│   ├── ContactNotFoundError
│   ├── CaseNotFoundError
│   ├── OriginalNotFoundError
│   └── UserNotFoundError
├── ConflictError           somebody else was first: nothing was changed
│   ├── TakenError          another advisor has claimed the Case
│   ├── ChangedError        the Case has changed since it was shown
│   └── LeaseLostError      another worker has the Job
├── RefusedError            asked for something that must not be done; carries a text key
├── SealedError             bytes that no key of ours opens
└── StaleSchemaError        the database is older or newer than this program
"""

from datetime import datetime
from uuid import UUID


class LuotsiError(Exception):
    """Whatever the gateway raises on purpose."""


class ConfigurationError(LuotsiError):
    """A setting, a county's file or a key is wrong."""

    def __init__(self, place: str, problem: str) -> None:
        super().__init__(f"{place}: {problem}")
        self.place = place
        self.problem = problem


class NotFoundError(LuotsiError):
    """Nothing has this id."""


class ContactNotFoundError(NotFoundError):
    """No contact has this id."""

    def __init__(self, contact_id: UUID) -> None:
        super().__init__(f"no contact {contact_id}")
        self.contact_id = contact_id


class CaseNotFoundError(NotFoundError):
    """No case has this id."""

    def __init__(self, case_id: UUID) -> None:
        super().__init__(f"no case {case_id}")
        self.case_id = case_id


class OriginalNotFoundError(NotFoundError):
    """The original is not there (any more)."""

    def __init__(self, original_id: UUID | None) -> None:
        super().__init__(f"no original {original_id}")
        self.original_id = original_id


class UserNotFoundError(NotFoundError):
    """No user has this name."""

    def __init__(self, username: str) -> None:
        super().__init__(f"no user {username}")
        self.username = username


class ConflictError(LuotsiError):
    """Somebody else was first; nothing was changed."""


class TakenError(ConflictError):
    """Another advisor has claimed the Case."""

    def __init__(self, case_id: UUID, by: str, until: datetime) -> None:
        super().__init__(f"case {case_id} is claimed until {until:%H:%M}")
        self.case_id = case_id
        self.by = by  # name to show
        self.until = until


class ChangedError(ConflictError):
    """The Case has changed since it was shown."""

    def __init__(self, case_id: UUID) -> None:
        super().__init__(f"case {case_id} has changed meanwhile")
        self.case_id = case_id


class LeaseLostError(ConflictError):
    """Another worker has the Job; what this one did was rolled back."""

    def __init__(self, job_id: UUID) -> None:
        super().__init__(f"lease on job {job_id} was lost")
        self.job_id = job_id


class MailboxTakenError(ConflictError):
    """Another process reads the mailbox; what this one did in the transaction was rolled back."""

    def __init__(self, mailbox: str) -> None:
        super().__init__(f"mailbox {mailbox} is read by another process")
        self.mailbox = mailbox


class RefusedError(LuotsiError):
    """Asked for something that must not be done. `key` names the text that tells the person why."""

    def __init__(self, key: str, **values: str) -> None:
        super().__init__(key)
        self.key = key
        self.values = values


class SealedError(LuotsiError):
    """Bytes that no key of ours opens: the key is missing or the bytes were changed."""

    def __init__(self, place: str, key_id: str) -> None:
        super().__init__(f"{place} cannot be opened: key {key_id!r} is missing or the bytes were changed")
        self.place = place
        self.key_id = key_id


class StaleSchemaError(LuotsiError):
    """The database's schema is not the one this program was made for."""

    def __init__(self, found: str | None, wanted: str) -> None:
        super().__init__(f"database schema is {found or 'empty'}, this program needs {wanted}: run `luotsi migrate`")
        self.found = found
        self.wanted = wanted
