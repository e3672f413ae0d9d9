"""What is known of the conversation that a mail belongs to, and what in it is ours by that."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import chain

from channels.email.view.history import Block, BlockKind, is_dated
from channels.email.view.sentences import without_ours

_ANSWER_MARK = re.compile(r"(?:\s*(?:re|vs|sv|aw|ant|odp)\s*:)*\s*", re.IGNORECASE)
_MARKED_ADDRESS = re.compile(r"(?:<|\[mailto:)\s?([^\s<>\]@]{1,64}@[^\s<>\]]{1,200})")
_NO_NAME = re.compile(r"[<>\":@\d,\n]")
_LONGEST_NAME = 100


@dataclass(frozen=True, slots=True, kw_only=True)
class Thread:
    """What we know of the conversation that a mail belongs to."""

    known: bool  # it answers something that we sent
    parent_is_ours: bool  # and that directly, or as far as can be told
    our_addresses: frozenset[str]
    sender: str = ""  # the address of who answers
    subject: str = ""  # of the mail, if it carries a reference of ours: then it is our letter's, behind "VS:"
    our_names: frozenset[str] = frozenset()  # that our mails come from and end with
    our_sentences: frozenset[str] = frozenset()  # of our texts

    def is_from_us(self, writers: frozenset[str]) -> bool:
        """Whether *writers* are us alone: who quotes somebody's letter to us names both.

        Answers to a mail of ours go to an address with a token behind a plus.
        """
        return bool(writers) and {_without_token(writer) for writer in writers} <= self.our_addresses

    def is_ours(self, block: Block, quoted: list[str], *, first: bool) -> bool:
        """Whether *quoted* is ours by its introduction *block*: it names us, or nobody and is dated as programs date.

        People write "on the 3rd of May". Where we know no address of ours, whoever is named may be us.
        """
        if block.writers and self.our_addresses:
            return self.is_from_us(block.writers)
        if not first:
            return False
        if block.writers:
            return self.parent_is_ours
        if block.kind is BlockKind.HEADER:
            return self._is_under_our_name(block) or self._repeats_our_subject(block)
        return self.parent_is_ours and is_dated(block.writer) and self._may_be_ours(block, quoted)

    def names_another(self, block: Block) -> bool:
        """Whether it names somebody besides us and who answers, whose own letter below ours has come before."""
        if not block.writers or not self.our_addresses:
            return False
        return block.writers != {self.sender} and not self.is_from_us(block.writers)

    def _is_under_our_name(self, header: Block) -> bool:
        """Whether a header without an address says that our letter stands below, for who pastes one may leave it out.

        The name alone is ours: a ward of the county has it too, beside its own.
        """
        writer = header.writer.strip("\"' ").casefold()
        return any(writer == name.casefold() for name in self.our_names)

    def _repeats_our_subject(self, header: Block) -> bool:
        """Whether it is called as our letter is, with its reference; a letter of one's own has another name."""
        ours = _ANSWER_MARK.sub("", self.subject, count=1).strip()
        return self.parent_is_ours and bool(ours) and header.subject.strip(" *\t") == ours

    def _may_be_ours(self, attribution: Block, quoted: list[str]) -> bool:
        """Whether it has one of our names, or introduces what we say; where we know neither of us, it may be."""
        said = attribution.writer.casefold()
        named = any(re.search(rf"(?<!\w){re.escape(name.casefold())}(?!\w)", said) for name in self.our_names)
        text = "\n".join(quoted)
        return named or not self.our_names or without_ours(text, self.our_sentences) != text


UNSEEN = Thread(known=False, parent_is_ours=False, our_addresses=frozenset())


def names_given(receivers: Iterable[tuple[str, str]], text: str, our_addresses: frozenset[str]) -> frozenset[str]:
    """By which names a mail calls us: what stands beside our addresses, among its *receivers* and in its *text*."""
    inside = ((_name_before(text, found.start()), found[1]) for found in _MARKED_ADDRESS.finditer(text))
    named = chain(receivers, inside)
    return frozenset(name for name, address in named if name and _without_token(address.lower()) in our_addresses)


def _name_before(text: str, end: int) -> str:
    return _NO_NAME.split(text[max(0, end - _LONGEST_NAME) : end].rstrip('" '))[-1].strip(" *")


def _without_token(address: str) -> str:
    mailbox, _, domain = address.partition("@")
    return f"{mailbox.partition('+')[0]}@{domain}"
