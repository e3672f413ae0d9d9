"""The limits of mail: what is refused at the door, and what is kept but left for a person to read."""

from dataclasses import dataclass

MEBIBYTE = 1024 * 1024
MAX_MAIL_SIZE = 26 * MEBIBYTE  # this many bytes and over are refused by SIZE and 552; one byte less is accepted
MAX_RECIPIENTS = 100  # of one mail, as RFC 5321 4.5.3.1.8 has it
IDLE_SECONDS = 300.0  # RFC 5321 4.5.3.2
STOP_SECONDS = 10.0  # for mails already begun when we are told to stop; systemd waits for 30


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """What one mail may cost to read. Beyond any of these it is unreadable by machine and goes to a person."""

    parts: int = 1000
    depth: int = 50
    seconds: float = 10.0  # well below the time limit of a Job, also when several are read at once
    bytes: int = 6 * MAX_MAIL_SIZE  # of all parts together; each level of nesting counts its content again


LIMITS = Limits()
