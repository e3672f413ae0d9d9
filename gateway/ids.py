"""Names of things: sortable ids, and references that a person can read aloud and nobody can guess."""

import secrets
from datetime import datetime
from uuid import UUID

from stdnum import luhn

CROCKFORD = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"  # no I, L, O, U
_RANDOM_CHARACTERS = 10  # 5 bits each: 50 random bits
_GROUPS = (4, 4, 3)
_HEARD_WRONG = str.maketrans({"O": "0", "I": "1", "L": "1"})


def new_id(now: datetime) -> UUID:
    """A UUID version 7 (RFC 9562): its first 48 bits are milliseconds, so later ids sort later."""
    milliseconds = int(now.timestamp() * 1000)
    value = (milliseconds & 0xFFFF_FFFF_FFFF) << 80 | secrets.randbits(80)
    value = value & ~(0xF << 76) | 0x7 << 76
    return UUID(int=value & ~(0x3 << 62) | 0x2 << 62)


def read_id(word: str) -> UUID | None:
    """The id that *word* writes, or None where it is none."""
    try:
        return UUID(word)
    except ValueError:
        return None


def new_reference(prefix: str) -> str:
    """A reference such as SAT-7F3K-9QXR-MD4: the county's prefix, and what a code is made of."""
    return f"{prefix}-{new_code()}"


def read_reference(text: str, prefix: str) -> str | None:
    """The reference that a person typed, in its own form, or None where it cannot be one of ours.

    What is understood of a code is understood here too.
    """
    code = read_code("".join(text.upper().split()).removeprefix(prefix))
    return code and f"{prefix}-{code}"


def new_code() -> str:
    """A code such as 7F3K-9QXR-MD4: 50 random bits and a check character."""
    drawn = "".join(secrets.choice(CROCKFORD) for _ in range(_RANDOM_CHARACTERS))
    return _grouped(drawn + luhn.calc_check_digit(drawn, alphabet=CROCKFORD))


def read_code(text: str) -> str | None:
    """The code that a person typed, in its own form, or None where it cannot be one of ours.

    Lower case, missing or extra hyphens and spaces, and O for 0 or I and L for 1 are understood.
    """
    typed = "".join(text.upper().replace("–", "-").split())
    bare = typed.replace("-", "").translate(_HEARD_WRONG)
    if len(bare) != _RANDOM_CHARACTERS + 1 or not luhn.is_valid(bare, alphabet=CROCKFORD):
        return None
    return _grouped(bare)


def new_token() -> str:
    """A secret for a link, a session or a bounce address: 160 random bits, lower case, safe in a mail address."""
    return secrets.token_hex(20)


def _grouped(characters: str) -> str:
    groups, start = [], 0
    for length in _GROUPS:
        groups.append(characters[start : start + length])
        start += length
    return "-".join(groups)
