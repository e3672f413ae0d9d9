"""Who may do what."""

from enum import StrEnum


class Role(StrEnum):
    """What somebody is here (SR-65)."""

    ADVISOR = "advisor"
    SUPERVISOR = "supervisor"
    ADMINISTRATOR = "administrator"
    AUDITOR = "auditor"


class May(StrEnum):
    """A permission; each route names one."""

    PUBLIC = "public"  # everybody
    VISIT = "visit"  # everybody, from our own pages and from those of the sites that the county has named
    SIGN = "sign"  # whoever proves it by a signature in the request
    OBSERVE = "observe"  # this machine, or whoever holds the observe token
    READ_INBOX = "read_inbox"
    WORK_CASES = "work_cases"
    SUPERVISE = "supervise"  # how the work stands, and who stands in for whom
    OPERATE = "operate"  # jobs, deliveries, outbox


OPEN = frozenset(
    {May.PUBLIC, May.VISIT, May.SIGN, May.OBSERVE}
)  # these need no session; the handler checks what they do need

GRANTED: dict[Role, frozenset[May]] = {
    Role.ADVISOR: frozenset({May.READ_INBOX, May.WORK_CASES}),
    Role.SUPERVISOR: frozenset({May.READ_INBOX, May.WORK_CASES, May.SUPERVISE}),
    Role.ADMINISTRATOR: frozenset({May.READ_INBOX, May.WORK_CASES, May.SUPERVISE, May.OPERATE}),
    Role.AUDITOR: frozenset({May.READ_INBOX}),
}


def may(role: Role, permission: May) -> bool:
    """Whether *role* has been granted *permission*."""
    return permission in GRANTED[role]
