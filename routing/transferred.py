"""What a sender is told once their matter has been moved to another authority (hallintolaki 434/2003, 21 §)."""

from typing import Final

from channels.codes import Language
from routing.acknowledgement import Acknowledgement, TextBook, Values, mail_text, protected_text
from routing.decision import Decision
from routing.rule import Action

TRANSFERRED: Final = "transferred"  # where no rule has a text for it: says that it was moved, and neither where nor why


def transferred_mail(language: Language, values: Values, texts: TextBook) -> Acknowledgement:
    """What ordinary mail says: that it was moved, and not where."""
    return mail_text("email_transferred_subject", "email_transferred_body", language, values, texts)


def transferred_text(decision: Decision | None, language: Language, values: Values, texts: TextBook) -> Acknowledgement:
    """What a protected channel says: the text of the rule that asked for the transfer, or what is true of any."""
    return protected_text(_key(decision), language, values, texts)


def _key(decision: Decision | None) -> str:
    if decision is None or Action.ACK_AFTER_TRANSFER not in decision.actions:
        return TRANSFERRED
    # Where the client lives is nothing that we confirm to who gives notice of them.
    return TRANSFERRED if Action.NO_DISCLOSURE_TO_SENDER in decision.actions else decision.acknowledgement
