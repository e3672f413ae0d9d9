"""The reply view: the new words of a mail. A view only; the whole text stays the record. In doubt it keeps."""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum, auto

from channels.email.history import Block, BlockKind, block_at, names_as_programs_do
from channels.email.letters import closes
from channels.email.quotes import (
    are_readings,
    end_of_marked,
    end_of_run,
    introduction,
    is_announced,
    is_quoted,
    unquoted,
)
from channels.email.sentences import without_ours
from channels.email.signatures import is_tagline, without_marked, without_signature
from channels.markup import tidy

# A private-use character that stands in each line that somebody wrote in a colour of their own; see `marked`.
COLOURED = "\ue004"

_FORWARD_SUBJECT = re.compile(r"\s*(?:fwd?|vl|vb|wg|edelleenlähetetty|vidarebefordra[nt])\s*:", re.IGNORECASE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Thread:
    """What we know of the conversation that a mail belongs to."""

    known: bool  # it answers something that we sent
    parent_is_ours: bool  # and that directly, or as far as can be told
    our_addresses: frozenset[str]
    sender: str = ""  # the address of who answers
    references: frozenset[str] = frozenset()  # of ours, that the mail's subject carries
    our_names: frozenset[str] = frozenset()  # that our mails come from and end with
    our_sentences: frozenset[str] = frozenset()  # of our texts

    def is_from_us(self, writers: frozenset[str]) -> bool:
        """Whether *writers* are us alone: who quotes somebody's letter to us names both.

        Answers to a mail of ours go to an address with a token behind a plus.
        """
        return bool(writers) and {_without_token(writer) for writer in writers} <= self.our_addresses

    def is_under_our_name(self, header: Block) -> bool:
        """Whether a header without an address says that our letter stands below, for who pastes one may leave it out.

        The name alone is ours: a ward of the county has it too, beside its own.
        """
        writer = header.writer.strip("\"' ").casefold()
        if any(writer == name.casefold() for name in self.our_names):
            return True
        return self.parent_is_ours and any(one in header.subject.upper() for one in self.references)


UNSEEN = Thread(known=False, parent_is_ours=False, our_addresses=frozenset())


def new_words(text: str, subject: str, thread: Thread, signatures: tuple[str, ...] = ()) -> str:
    """*text* without our own history, marked signatures and one-line taglines.

    *signatures* are texts that the mail's HTML marks as signature. History is folded only in a thread that we know,
    and in a forward never: else it is news to us.
    """
    lines = without_marked(text).split("\n")
    kept: list[str] = []
    for piece in _pieces(lines, thread, fold=thread.known and not _FORWARD_SUBJECT.match(subject)):
        if piece.whose is _Whose.THEIRS:
            kept += without_signature(piece.lines, signatures)
        elif piece.whose is _Whose.OTHERS:
            # Not looked at as signature: what it introduces may be news.
            kept += piece.lines
        else:
            # Answers written into our own words, told from them by their colour alone.
            kept += [line for line in piece.lines if COLOURED in line]
    return _joined(kept) or _joined(_unmarked(lines))


class _Whose(Enum):
    """Who wrote some lines of a mail."""

    THEIRS = auto()  # who sent it
    OTHERS = auto()  # marked or introduced as somebody else's, and not ours for certain
    OURS = auto()


@dataclass(frozen=True, slots=True, kw_only=True)
class _Piece:
    """Lines that belong together, and where the next piece begins."""

    whose: _Whose
    lines: list[str]
    end: int


def _pieces(lines: list[str], thread: Thread, *, fold: bool) -> Iterator[_Piece]:
    begun = at = 0
    answered = False  # whether something of ours has stood above: answers may be written between its lines
    while at < len(lines):
        piece = _piece_at(lines, at, thread if fold else None, first=not answered)
        if piece is None:
            at += 1
            continue
        yield _Piece(whose=_Whose.THEIRS, lines=lines[begun:at], end=at)
        yield piece
        answered = answered or piece.whose is _Whose.OURS
        begun = at = piece.end
    yield _Piece(whose=_Whose.THEIRS, lines=lines[begun:], end=at)


def _piece_at(lines: list[str], at: int, thread: Thread | None, *, first: bool) -> _Piece | None:
    """What begins here and its sender did not write; of *thread* None, nothing counts as ours."""
    block = block_at(lines, at)
    if block is None:
        return _run_at(lines, at, thread, first=first) if is_quoted(lines[at]) else None
    if block.kind is BlockKind.FORWARD:
        end, whose = len(lines), _Whose.OTHERS
    elif thread and _introduces_us(lines, block, thread, first=first):
        end, whose = _end_of_ours(lines, block, thread), _Whose.OURS
    else:
        end, whose = end_of_marked(lines, block.end), _Whose.OTHERS
    return _Piece(whose=whose, lines=lines[at:end], end=end)


def _run_at(lines: list[str], at: int, thread: Thread | None, *, first: bool) -> _Piece:
    """Lines with ">" before them: ours behind an introduction that may be ours, and between answers to what was.

    Between them stands no list that a person announces: "I need help with:".
    """
    end = end_of_run(lines, at)
    run, whose = lines[at:end], _Whose.OTHERS
    if thread and not are_readings(run):
        above = introduction(lines, at, end)
        between = above is None and not first and not is_announced(lines, at)
        if between or (above is not None and _is_ours(above, thread, first=first)):
            whose = _Whose.OURS
        elif above is None:
            run = _without_our_lines(run, thread.our_sentences)
    return _Piece(whose=whose, lines=run, end=end)


def _without_our_lines(run: list[str], our_sentences: frozenset[str]) -> list[str]:
    said = [unquoted(line) for line in run]
    rest = without_ours("\n".join(said), our_sentences).split("\n")
    return [line for line, before, after in zip(run, said, rest, strict=True) if after.strip() or not before.strip()]


def _unmarked(lines: list[str]) -> list[str]:
    """All that no mail program has marked as somebody else's or as its own.

    Where nothing is left of a mail, somebody may have written below our words; or nobody has written anything.
    """
    kept: list[str] = []
    at = 0
    while at < len(lines):
        block = block_at(lines, at)
        if block and block.kind is BlockKind.ATTRIBUTION and _is_marked(lines, block):
            at = block.end
            continue
        if not is_quoted(lines[at]) and not is_tagline(lines[at]):
            kept.append(lines[at])
        at += 1
    return kept


def folded_words(text: str, view: str) -> str:
    """What *view* leaves out of *text*, without its marks.

    Answers may stand inside of our words, marked or not, below any of them, and below what passes for a signature.
    """
    shown = Counter(line.strip() for line in view.split("\n"))
    kept: list[str] = []
    for line in (one.strip() for one in text.split("\n")):
        if shown[line]:
            shown[line] -= 1
        elif line:
            kept.append(unquoted(line))
    return "\n".join(kept)


def outside_history(text: str) -> str:
    """*text* without the older messages in it, whoever wrote them: what says of this mail what kind it is.

    Not for people to read: in doubt it leaves out too much.
    """
    lines = text.split("\n")
    kept: list[str] = []
    at = 0
    while at < len(lines):
        block = block_at(lines, at)
        if block is None:
            if not is_quoted(lines[at]):
                kept.append(lines[at])
            at += 1
        elif block.kind is BlockKind.FORWARD:
            break
        else:
            at = _end_of_history(lines, block)
    return _joined(kept)


def _is_ours(block: Block, thread: Thread, *, first: bool) -> bool:
    """Whether what *block* introduces is ours: it names us, or in a direct answer nobody, as some programs do.

    Where we know no address of ours, whoever is named may be us.
    """
    if block.writers and thread.our_addresses:
        return thread.is_from_us(block.writers)
    if block.kind is BlockKind.HEADER and not block.writers:
        return first and thread.is_under_our_name(block)
    return first and thread.parent_is_ours


def _introduces_us(lines: list[str], block: Block, thread: Thread, *, first: bool) -> bool:
    """Whether *block* is a program's, and what it introduces is ours.

    A person types "On the 3rd of May neuvonta@… wrote:", without angle brackets, and marks no line below.
    """
    by_program = (
        block.kind is BlockKind.HEADER
        or _is_marked(lines, block)
        or names_as_programs_do(" ".join(lines[block.start : block.end]))
    )
    return by_program and _is_ours(block, thread, first=first)


def _is_marked(lines: list[str], block: Block) -> bool:
    return end_of_marked(lines, block.end) > block.end


def _end_of_history(lines: list[str], block: Block) -> int:
    """The line after the quoted message: past its marked lines, or the end of the text where nothing is marked."""
    return end_of_marked(lines, block.end) if _is_marked(lines, block) else len(lines)


def _end_of_ours(lines: list[str], block: Block, thread: Thread) -> int:
    """The line after our quoted letter. Unmarked, it ends behind its closing, before another's, or with the text."""
    if _is_marked(lines, block):
        return end_of_marked(lines, block.end)
    for at in range(block.end, len(lines)):
        if closes(lines, block.end, at, thread.our_names) and not _quotes_sender(lines, at + 1, thread):
            return at + 1
        below = block_at(lines, at)
        if below and (below.kind is BlockKind.FORWARD or _is_anothers(below, thread)):
            return at
    return len(lines)


def _quotes_sender(lines: list[str], start: int, thread: Thread) -> bool:
    """Whether the next words from *start* on introduce what who answers wrote before: that has come already."""
    at = next((at for at in range(start, len(lines)) if lines[at].strip()), None)
    block = None if at is None else block_at(lines, at)
    return block is not None and block.writers == {thread.sender}


def _is_anothers(block: Block, thread: Thread) -> bool:
    """Whether it names somebody besides us and who answers, whose own letter below ours has come before."""
    if not block.writers or not thread.our_addresses:
        return False
    return block.writers != {thread.sender} and not thread.is_from_us(block.writers)


def _without_token(address: str) -> str:
    mailbox, _, domain = address.partition("@")
    return f"{mailbox.partition('+')[0]}@{domain}"


def _joined(lines: list[str]) -> str:
    return tidy("\n".join(lines).replace(COLOURED, "")).strip()
