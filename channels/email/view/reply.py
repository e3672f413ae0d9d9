"""The reply view: the new words of a mail. A view only; the whole text stays the record. In doubt it keeps."""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum, auto

from channels.email.view.conversation import Thread
from channels.email.view.emphasis import stands_out, without_marks
from channels.email.view.history import Block, BlockKind, block_at, is_dated, names_as_programs_do
from channels.email.view.letters import closes, closes_by_a_name, reads_as_letter
from channels.email.view.quotes import (
    are_readings,
    end_of_marked,
    end_of_run,
    introduction,
    is_quoted,
    leads_up,
    unquoted,
)
from channels.email.view.sentences import without_ours
from channels.email.view.signatures import without_marked, without_signature
from channels.email.view.taglines import is_tagline
from channels.markup import tidy

_FORWARD_SUBJECT = re.compile(r"\s*(?:fwd?|vl|vb|wg|edelleenlähetetty|vidarebefordra[nt])\s*:", re.IGNORECASE)

_ESCAPED = ">From "  # by a mailbox, which keeps so a line that begins as its own


def new_words(text: str, subject: str, thread: Thread, signatures: tuple[str, ...] = ()) -> str:
    """*text* without our own history, marked signatures and one-line taglines.

    *signatures* are texts that the mail's HTML marks as signature. History is folded only in a thread that we know,
    and in a forward never: else it is news to us.
    """
    written = without_marked(text).split("\n")
    lines = [without_marks(line) for line in written]
    kept: list[str] = []
    for piece in _pieces(lines, subject, thread):
        said = lines[piece.start : piece.end]
        if piece.whose is _Whose.THEIRS:
            kept += without_signature(said, signatures)
        elif piece.whose is _Whose.OURS:
            kept += _answers_inside(lines, written, piece, thread)
        else:
            # Not looked at as signature: what it introduces may be news.
            kept += _without_our_lines(said, thread.our_sentences) if piece.whose is _Whose.NOBODYS else said
    return _joined(kept) or _joined(_unmarked(lines))


def has_answers_inside(text: str, subject: str, thread: Thread) -> bool:
    """Whether something that stands out from our own words was written into them."""
    written = without_marked(text).split("\n")
    lines = [without_marks(line) for line in written]
    ours = (piece for piece in _pieces(lines, subject, thread) if piece.whose is _Whose.OURS)
    return any(_answers_inside(lines, written, piece, thread) for piece in ours)


class _Whose(Enum):
    """Who wrote some lines of a mail."""

    THEIRS = auto()  # who sent it
    OTHERS = auto()  # introduced as somebody else's, or readings
    NOBODYS = auto()  # marked, and nothing says whose it is
    OURS = auto()


class _OurLetter(Enum):
    """How much of our letter has been met so far."""

    NOTHING = auto()
    BEGINNING = auto()  # answers may be written between its lines
    END = auto()


@dataclass(frozen=True, slots=True, kw_only=True)
class _Piece:
    """Lines that belong together, from `start` to `end`."""

    whose: _Whose
    start: int
    end: int


def _pieces(lines: list[str], subject: str, thread: Thread) -> Iterator[_Piece]:
    known = thread if thread.known and not _FORWARD_SUBJECT.match(subject) else None
    met = _OurLetter.NOTHING
    begun = at = 0
    while at < len(lines):
        piece = _piece_at(lines, at, known, met)
        if piece is None:
            at += 1
            continue
        yield _Piece(whose=_Whose.THEIRS, start=begun, end=at)
        yield piece
        if piece.whose is _Whose.OURS and met is not _OurLetter.END:
            said = [unquoted(line) for line in lines[piece.start : piece.end]]
            closed = any(closes(said, 0, line, thread.our_names) for line in range(len(said)))
            met = _OurLetter.END if closed else _OurLetter.BEGINNING
        begun = at = piece.end
    yield _Piece(whose=_Whose.THEIRS, start=begun, end=at)


def _piece_at(lines: list[str], at: int, thread: Thread | None, met: _OurLetter) -> _Piece | None:
    """What begins here and its sender did not write; of *thread* None, nothing counts as ours."""
    block = block_at(lines, at)
    first = met is _OurLetter.NOTHING
    if block is None:
        return _run_at(lines, at, thread, met) if is_quoted(lines[at]) else None
    if block.kind is BlockKind.FORWARD:
        end, whose = len(lines), _Whose.OTHERS
    elif thread and _is_by_program(lines, block) and thread.is_ours(block, _marked(lines, block), first=first):
        end, whose = _end_of_ours(lines, block, thread), _Whose.OURS
    else:
        end, whose = end_of_marked(lines, block.end), _Whose.OTHERS
    return _Piece(whose=whose, start=at, end=end)


def _run_at(lines: list[str], at: int, thread: Thread | None, met: _OurLetter) -> _Piece:
    """Lines with ">" before them: ours behind an introduction that may be ours, and between answers to what was.

    Between them stands nothing that a person leads up to, "I need help with", and nothing once our letter has ended.
    """
    end = end_of_run(lines, at)
    if thread is None or are_readings(lines[at:end]):
        return _Piece(whose=_Whose.OTHERS, start=at, end=end)
    above = introduction(lines, at, end)
    if above is not None:
        said = [unquoted(line) for line in lines[at:end]]
        whose = _Whose.OURS if thread.is_ours(above, said, first=met is _OurLetter.NOTHING) else _Whose.OTHERS
    else:
        goes_on = met is _OurLetter.BEGINNING and not leads_up(lines, at) and _goes_on(lines[at:end], thread)
        whose = _Whose.OURS if goes_on else _Whose.NOBODYS
    return _Piece(whose=whose, start=at, end=end)


def _goes_on(run: list[str], thread: Thread) -> bool:
    """Whether the marked *run* is more of our letter: it reads as one, and says what we say, where we know that."""
    said = [unquoted(line) for line in run]
    text = "\n".join(said)
    known = not thread.our_sentences or without_ours(text, thread.our_sentences) != text
    return known and reads_as_letter(said) and not run[0].startswith(_ESCAPED)


def _without_our_lines(run: list[str], our_sentences: frozenset[str]) -> list[str]:
    said = [unquoted(line) for line in run]
    rest = without_ours("\n".join(said), our_sentences).split("\n")
    return [line for line, before, after in zip(run, said, rest, strict=True) if after.strip() or not before.strip()]


def _answers_inside(lines: list[str], written: list[str], ours: _Piece, thread: Thread) -> list[str]:
    """Of our letter, which is *written* with marks, the lines that stand out from it: somebody answers in them.

    It ends where the sender's own earlier one begins, which has come before, with its coloured signature.
    """
    answers: list[str] = []
    at = ours.start
    while at < ours.end:
        block = block_at(lines, at)
        if block is not None and block.writers == {thread.sender}:
            break
        if block is not None:
            at = block.end
            continue
        if stands_out(written[at]):
            answers.append(lines[at])
        at += 1
    return answers


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


def _is_by_program(lines: list[str], block: Block) -> bool:
    """Whether a program wrote *block*, by which we believe it.

    A person types "On the 3rd of May neuvonta@… wrote:", without angle brackets, and marks no line below.
    """
    said = block.writer
    dated = bool(block.writers) and is_dated(said)
    return block.kind is BlockKind.HEADER or _is_marked(lines, block) or names_as_programs_do(said) or dated


def _is_marked(lines: list[str], block: Block) -> bool:
    return end_of_marked(lines, block.end) > block.end


def _marked(lines: list[str], block: Block) -> list[str]:
    return [unquoted(line) for line in lines[block.end : end_of_marked(lines, block.end)]]


def _end_of_history(lines: list[str], block: Block) -> int:
    """The line after the quoted message: past its marked lines, or the end of the text where nothing is marked."""
    return end_of_marked(lines, block.end) if _is_marked(lines, block) else len(lines)


def _end_of_ours(lines: list[str], block: Block, thread: Thread) -> int:
    """The line after our quoted letter. Unmarked, it ends behind its closing, before another's, or with the text.

    A program may set a notice of its own between our header and the marked letter.
    """
    if _is_marked(lines, block):
        return end_of_marked(lines, block.end)
    for at in range(block.end, len(lines)):
        if is_quoted(lines[at]):
            return end_of_marked(lines, at)
        ends = closes(lines, block.end, at, thread.our_names) or closes_by_a_name(
            lines, block.end, at, thread.our_names
        )
        if ends and not _quotes_sender(lines, at + 1, thread):
            return at + 1
        below = block_at(lines, at)
        if below and (below.kind is BlockKind.FORWARD or thread.names_another(below)):
            return at
    return len(lines)


def _quotes_sender(lines: list[str], start: int, thread: Thread) -> bool:
    """Whether the next words from *start* on introduce what who answers wrote before: that has come already."""
    at = next((at for at in range(start, len(lines)) if lines[at].strip()), None)
    block = None if at is None else block_at(lines, at)
    return block is not None and block.writers == {thread.sender}


def _joined(lines: list[str]) -> str:
    return tidy("\n".join(lines)).strip()
