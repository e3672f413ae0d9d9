"""One slip of the finger in the name of a place."""

from collections.abc import Iterator


def without_one(stem: str) -> Iterator[str]:
    """*stem* without each of its letters but the first."""
    # The first letter is kept: people seldom miss it, and it tells most words apart.
    for at in range(1, len(stem)):
        yield stem[:at] + stem[at + 1 :]


def one_slip(meant: str, written: str) -> bool:
    """Whether one letter more, less, other or two changed about make *meant* of *written*."""
    if abs(len(meant) - len(written)) > 1:
        return False
    at = next((place for place, (one, other) in enumerate(zip(meant, written, strict=False)) if one != other), None)
    if at is None:
        return True
    if at == 0:
        return False
    rests = ((meant[at + 1 :], written[at + 1 :]), (meant[at:], written[at + 1 :]), (meant[at + 1 :], written[at:]))
    swapped = meant[at : at + 2] == written[at : at + 2][::-1] and meant[at + 2 :] == written[at + 2 :]
    return swapped or any(one == other for one, other in rests)
