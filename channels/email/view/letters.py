"""Where a letter of ours ends that no mail program has marked: with our regards and our name."""

import re

_REGARDS = re.compile(r"\b(?:terveisin|hälsning(?:ar)?|regards)\b[^.!?]{0,100}$", re.IGNORECASE)
_STOP = re.compile(r"[.!?:,;)]\W{0,3}$")
_MOST_CLOSING = 4  # lines: an advisor's own name may stand above ours
_LONGEST_NAME = 80  # characters, with a title
_FAR_BELOW = 8  # lines
_LONGEST_LINE = 200  # characters


def closes(lines: list[str], start: int, at: int, our_names: frozenset[str]) -> bool:
    """Whether the letter that begins at *start* ends with the line *at*."""
    line = lines[at].strip(" \t*_.")
    if not line or len(line) > _LONGEST_LINE:
        return False
    ours = next((name for name in our_names if line.casefold().endswith(name.casefold())), None)
    if ours is None:
        return False
    above = [one[-_LONGEST_LINE:].strip() for one in lines[max(start, at - _MOST_CLOSING) : at]]
    return bool(_REGARDS.search(" ".join((*above, line[: -len(ours)])).rstrip()))


def closes_by_a_name(lines: list[str], start: int, at: int, our_names: frozenset[str]) -> bool:
    """Whether it ends with the line *at*, the name of who wrote it alone: regards above, an empty line below."""
    line = lines[at].strip()
    if not line or len(line) > _LONGEST_NAME or at + 1 >= len(lines) or lines[at + 1].strip():
        return False
    below = (one.strip(" \t*_.")[-_LONGEST_LINE:].casefold() for one in lines[at + 1 : at + 1 + _FAR_BELOW])
    if any(one.endswith(name.casefold()) for one in below for name in our_names):
        return False
    above = [one.strip()[-_LONGEST_LINE:] for one in lines[max(start, at - _MOST_CLOSING) : at]]
    return any(_REGARDS.search(one) for one in above)


def reads_as_letter(lines: list[str]) -> bool:
    """Whether *lines* begin and end as our sentences do, or hold our regards; people type lists without capitals."""
    written = [line.strip()[-_LONGEST_LINE:] for line in lines if line.strip()]
    if not written:
        return True
    if any(_REGARDS.search(line) for line in written):
        return True
    return not written[0][0].islower() and bool(_STOP.search(written[-1]))
