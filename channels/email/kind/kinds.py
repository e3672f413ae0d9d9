"""The kind of a mail: the first of the machines' shapes that fits, else a person's."""

from dataclasses import dataclass

from channels.codes import ContactKind
from channels.email.kind.machines import is_auto_reply, is_bounce, is_loop
from channels.email.kind.spam import is_spam_shaped
from channels.email.mail import Mail


@dataclass(frozen=True, slots=True, kw_only=True)
class Ours:
    """How to know our own mail."""

    addresses: frozenset[str]  # lower case
    message_id_domain: str
    message_ids: frozenset[str]  # sent ones, where they are at hand


def kind_of(mail: Mail, original: bytes, ours: Ours, *, answers_us: bool) -> ContactKind:
    """The kind of *mail*. A machine's report comes first, since it carries our own mail and answers it."""
    if is_bounce(mail, original):
        return ContactKind.BOUNCE
    if is_loop(mail, ours.addresses, ours.message_ids, ours.message_id_domain):
        return ContactKind.LOOP
    if is_auto_reply(mail):
        return ContactKind.AUTO_REPLY
    if answers_us:
        return ContactKind.REPLY_TO_OUR_MESSAGE
    return ContactKind.SPAM_SHAPED_CONTACT if is_spam_shaped(mail) else ContactKind.CONTACT
