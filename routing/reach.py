"""Which rules can ever hold: exact set arithmetic over the codes, not sampling.

A rule's condition is a set of boxes, a box being the codes allowed in each field. A rule can hold where its boxes stick
out of those of the rules before it.
"""

from collections.abc import Iterable, Mapping

from channels.codes import PROFESSIONALS, ContacterType, Flag
from routing.book import FIELDS

Box = Mapping[str, frozenset[str]]

_SET = frozenset({"true"})
_PROFESSIONAL: Mapping[str, frozenset[str]] = {
    "true": frozenset(PROFESSIONALS),
    "false": frozenset(ContacterType) - PROFESSIONALS,
}

# What can be in each field. A flag is a field of its own, because a contact can have any number of them; whether the
# contacter is a professional follows from who it is, and is no field.
_DOMAIN: Mapping[str, frozenset[str]] = {
    **{field: codes for field, codes in FIELDS.items() if field not in {"flag", "contacter_professional"}},
    "nlu_confidence": FIELDS["nlu_confidence"] | {"none"},
    **{f"flag:{flag}": frozenset({"true", "false"}) for flag in Flag},
}


def boxes(when: Box) -> tuple[Box, ...]:
    """The condition of a rule as boxes; one for each flag, since one of them is enough."""
    plain = {field: codes for field, codes in when.items() if field not in {"flag", "contacter_professional"}}
    if "contacter_professional" in when:
        allowed = frozenset().union(*(_PROFESSIONAL[answer] for answer in when["contacter_professional"]))
        plain["contacter"] = plain.get("contacter", _DOMAIN["contacter"]) & allowed
    if not all(plain.values()):
        return ()  # nobody is both a client and a professional
    if "flag" not in when:
        return (plain,)
    return tuple({**plain, f"flag:{flag}": _SET} for flag in sorted(when["flag"]))


def can_hold(when: Box, earlier: Iterable[Box], *given: Box) -> bool:
    """Whether some facts meet *when*, and each of *given*, and none of the conditions in *earlier*."""
    return free_part(when, earlier, *given) is not None


def free_part(when: Box, earlier: Iterable[Box], *given: Box) -> Box | None:
    """A box of which every point meets *when*, each of *given* and no condition in *earlier*; None for none."""
    before = tuple(box for condition in earlier for box in boxes(condition))
    narrowed = boxes(when)
    for condition in given:
        both = (_both(box, other) for box in narrowed for other in boxes(condition))
        narrowed = tuple(box for box in both if box is not None)
    parts = (_sticking_out(box, before) for box in narrowed)
    return next((part for part in parts if part is not None), None)


def covers(outer: Box, inner: Box) -> bool:
    """Whether everything in *inner* is in *outer*."""
    return all(inner.get(field, _DOMAIN[field]) <= codes for field, codes in outer.items())


def _sticking_out(box: Box, before: tuple[Box, ...]) -> Box | None:
    if any(covers(other, box) for other in before):
        return None
    for index, other in enumerate(before):
        if _both(box, other) is None:
            continue
        pieces = (_sticking_out(piece, before[index + 1 :]) for piece in _outside(box, other))
        return next((piece for piece in pieces if piece is not None), None)
    return box


def _outside(box: Box, other: Box) -> Iterable[Box]:
    """*box* without *other*, as boxes that do not overlap."""
    rest = dict(box)
    for field, codes in other.items():
        here = rest.get(field, _DOMAIN[field])
        if here - codes:
            yield {**rest, field: here - codes}
        rest[field] = here & codes


def _both(box: Box, other: Box) -> Box | None:
    both = {field: box.get(field, codes) & codes for field, codes in other.items()}
    return {**box, **both} if all(both.values()) else None
