"""Who has the floor in a conversation: one at a time, and never nobody."""

from enum import StrEnum


class Floor(StrEnum):
    """Whose turn it is to answer the visitor."""

    BOT = "bot"
    QUEUE = "queue"  # an advisor is asked to come; whoever is free takes it
    ADVISOR = "advisor"
    INBOX = "inbox"  # people answer by the promised date, with or without the visitor on the line
