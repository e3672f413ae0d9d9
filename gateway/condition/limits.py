"""From when on something is worth a look, and from when on somebody must act. Written here and nowhere else."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from types import MappingProxyType
from typing import Final

from gateway.store.states import JobKind


@dataclass(frozen=True, slots=True, kw_only=True)
class Limit:
    """How long something may take."""

    watch: timedelta
    trouble: timedelta


_MACHINE: Final = Limit(watch=timedelta(minutes=1), trouble=timedelta(minutes=5))
_LETTER: Final = Limit(watch=timedelta(minutes=5), trouble=timedelta(minutes=30))

# How long a Job of each kind may wait when it is due.
READY: Final[Mapping[JobKind, Limit]] = MappingProxyType(
    {
        JobKind.ALARM: Limit(watch=timedelta(seconds=15), trouble=timedelta(seconds=30)),
        JobKind.READ: _MACHINE,  # it may hold an emergency
        JobKind.DECIDE: _MACHINE,
        JobKind.ACKNOWLEDGE: _LETTER,
        JobKind.DELIVER: _LETTER,
        JobKind.PROMISE_DUE: Limit(watch=timedelta(minutes=15), trouble=timedelta(hours=1)),
        JobKind.ERASE: Limit(watch=timedelta(hours=6), trouble=timedelta(days=1)),
    }
)

# How long due work may go untold by `luotsi beat`, and untouched while no worker has anything in hand.
TOLD: Final = Limit(watch=timedelta(seconds=10), trouble=timedelta(minutes=1))
BEGUN: Final = Limit(watch=timedelta(seconds=30), trouble=timedelta(minutes=2))

# How long the relay may refuse a letter before somebody asks why.
REFUSED: Final = Limit(watch=timedelta(minutes=1), trouble=timedelta(minutes=15))

# How long nobody may have seen all that lies in a mailbox that we read.
UNSEEN_MAIL: Final = Limit(watch=timedelta(minutes=5), trouble=timedelta(minutes=30))

# How far a clock may be from the database's. Leases are some tens of seconds.
SKEW: Final = Limit(watch=timedelta(seconds=5), trouble=timedelta(seconds=60))

# An emergency rings in open inboxes first, and is passed on after five minutes.
UNSEEN: Final = timedelta(minutes=2)

# What must be left of the disk, as shares of the whole.
DISK_WATCH: Final = 0.15
DISK_TROUBLE: Final = 0.05
DISK_FULL: Final = 1 << 20  # bytes; with less the next contact may find no room
