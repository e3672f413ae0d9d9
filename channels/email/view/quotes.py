"""Lines with ">" before them, and whose they are: a mail program marks quotes so, and people their lists."""

import re

from channels.email.view.history import QUOTED, Block, BlockKind, addresses, block_at, names_as_programs_do

_MARKS = re.compile(r"[\s>]*>\s?")
# "> 38,5": a person's "more than", not a mail program's mark. Where each line of several begins so, they are readings.
_TYPED = re.compile(r"\s*>\s*\d+(?:[.,/]\d+)?(?![\d.])\s?(?:[^\d\s].{0,80})?")
_GOES_ON = re.compile(r"[\w:,;\uff1a\u2013\u2014-]\s*$")
_MOST_INTRODUCING = 4  # lines
_LONGEST_HEADER = 16  # lines
_FAR_ABOVE = 8  # lines, with the empty ones
_LONGEST_INTRODUCTION = 600  # characters of a line


def is_quoted(line: str) -> bool:
    """Whether a mark stands before *line*."""
    return bool(QUOTED.match(line))


def end_of_marked(lines: list[str], start: int) -> int:
    """The line after the marked ones that follow *start*; *start* where none does.

    Empty ones between them belong to them, but where another's words are introduced behind one.
    """
    at = start
    while at < len(lines) and not lines[at].strip():
        at += 1
    if at == len(lines) or not is_quoted(lines[at]):
        return start
    while at < len(lines) and (is_quoted(lines[at]) or _blank_inside(lines, at)):
        at += 1
    return at


def end_of_run(lines: list[str], start: int) -> int:
    """The line after those that are marked one behind the other from *start* on."""
    at = start
    while at < len(lines) and is_quoted(lines[at]):
        at += 1
    return at


def unquoted(line: str) -> str:
    """*line* without its marks."""
    return _MARKS.sub("", line, count=1) if is_quoted(line) else line


def are_readings(run: list[str]) -> bool:
    """Whether each line of *run* is a number that somebody is above."""
    return all(_TYPED.fullmatch(line) for line in run)


def leads_up(lines: list[str], start: int) -> bool:
    """Whether a person's words above lead up to the marked line *start*: "Tarvitsemme:", "The doctor said".

    They do not end as a sentence does, and what they lead up to has no empty line before it.
    """
    above = _last_lines(lines[max(0, start - _FAR_ABOVE) : start])
    return bool(above) and bool(_GOES_ON.search(above[-1])) and bool(unquoted(lines[start]).strip())


def introduction(lines: list[str], start: int, end: int) -> Block | None:
    """What introduces the marked lines *start* to *end*; None where nothing does.

    That is their own first line, as Apple writes it, or one above them: in whichever language, a line that names an
    address in angle brackets, as only programs do, and ends with a colon will do.
    """
    above = lines[max(0, start - _FAR_ABOVE) : start]
    return _introduction_inside(lines[start:end]) or _named_in(_last_lines(above))


def _introduction_inside(run: list[str]) -> Block | None:
    run = [unquoted(line) for line in run]
    first = next((at for at, line in enumerate(run) if line.strip()), None)
    if first is None:
        return None
    block = block_at(run, first)
    if block is not None and block.kind is not BlockKind.FORWARD:
        return block
    return _named_in(_first_lines(run[first:]))


def _first_lines(lines: list[str]) -> list[str]:
    """The lines up to the one that ends with a colon, if that is near."""
    last = next((at for at, line in enumerate(lines[:_MOST_INTRODUCING]) if _ends_introduction(line)), -1)
    return lines[: last + 1] if all(line.strip() for line in lines[:last]) else []


def _last_lines(lines: list[str]) -> list[str]:
    """The last paragraph, or what of it stands near."""
    while lines and not lines[-1].strip():
        lines = lines[:-1]
    near = lines[-_MOST_INTRODUCING:]
    before = [at for at, line in enumerate(near) if not line.strip() or is_quoted(line)]
    return near[before[-1] + 1 :] if before else near


def _ends_introduction(line: str) -> bool:
    return line.rstrip().endswith((":", "\uff1a"))


def _named_in(paragraph: list[str]) -> Block | None:
    if not paragraph or not _ends_introduction(paragraph[-1]):
        return None
    joined = " ".join(line.strip()[-_LONGEST_INTRODUCTION:] for line in paragraph)
    if not names_as_programs_do(joined):
        return None
    return Block(kind=BlockKind.ATTRIBUTION, start=0, end=len(paragraph), writers=addresses(joined))


def _blank_inside(lines: list[str], at: int) -> bool:
    if lines[at].strip() or at + 1 == len(lines) or not is_quoted(lines[at + 1]):
        return False
    behind = _introduction_inside([line for line in lines[at + 1 : at + 1 + _LONGEST_HEADER] if is_quoted(line)])
    return behind is None or not behind.writers
