"""What a report says about our mail. One that is only late is no failure, and one that came may not look like one."""

import re

from channels.contact import Reported
from channels.email.kind import wording
from channels.email.mail import Mail

_STATUS_LEAVES = frozenset({"message/delivery-status", "message/global-delivery-status"})
_COMPLAINT_LEAF = "message/feedback-report"  # whoever complains about a mail has got it
_ACTION = re.compile(rb"^action:[ \t]*([a-z-]+)", re.IGNORECASE | re.MULTILINE)
_ARRIVED = frozenset({"delivered", "relayed", "expanded"})
_BEGINNING = 1500  # characters: machines say what they are at once


def outcome(mail: Mail) -> Reported:
    """What became of the mail of ours that *mail* reports on. In doubt it has failed: a person then sees to it."""
    leaves = tuple(mail.root.leaves())
    actions = {
        found.decode("ascii", "replace").lower()
        for leaf in leaves
        if leaf.media_type in _STATUS_LEAVES
        for found in _ACTION.findall(leaf.content)
    }
    if "failed" in actions:
        return Reported.FAILED
    if "delayed" in actions:
        return Reported.DELAYED
    if actions & _ARRIVED or any(leaf.media_type == _COMPLAINT_LEAF for leaf in leaves):
        return Reported.DELIVERED
    return Reported.DELAYED if not actions and _is_late_by_wording(mail) else Reported.FAILED


def _is_late_by_wording(mail: Mail) -> bool:
    words = f"{mail.subject}\n{mail.text[:_BEGINNING]}"
    return bool(wording.DELAYED.search(words)) and not wording.GIVEN_UP.search(words)
