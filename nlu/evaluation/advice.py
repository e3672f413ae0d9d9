"""What the worst confusions say of the taxonomy: where people mix two reasons up, no text teaches an engine not to."""

from collections import Counter
from collections.abc import Sequence
from typing import Final

from nlu.evaluation.figures import Advice, Confusion, Mixed, Pair
from nlu.evaluation.samples import Labels

_WORTH_A_WORD: Final = 3  # messages taken one for the other; of fewer, chance may have made most
_PEOPLE_DIFFER: Final = 0.08  # of the messages of the rarer reason, and twice at least
_TWICE: Final = 2  # once is a slip


def advice(confusions: Sequence[Confusion], first: Sequence[Labels], second: Sequence[Labels]) -> tuple[Pair, ...]:
    """Each pair of reasons that the engine took for each other often enough to say something of it, worst first."""
    other = {one.id: one for one in second}
    labelled = Counter(str(one.reason) for one in first)
    compared = [(str(one.reason), str(other[one.id].reason)) for one in first if one.id in other]
    engine = Counter({(one.true, one.said): one.messages for one in confusions})
    people, seen = Counter(compared), Counter(true for true, _ in compared)
    pairs = []
    for one, said in dict.fromkeys(max((pair, pair[::-1]), key=lambda way: (engine[way], way)) for pair in engine):
        mixed = _mixed(engine, labelled, one, said)
        if mixed.both >= _WORTH_A_WORD:
            among_people = _mixed(people, seen, one, said) if seen[one] + seen[said] else None
            pairs.append(
                Pair(
                    one=one,
                    other=said,
                    engine=mixed,
                    people=among_people,
                    both_right=sum({one, said} <= each.reasons for each in first if each.reason in {one, said}),
                    advice=_advised(among_people),
                )
            )
    return tuple(sorted(pairs, key=lambda pair: (-pair.engine.both, pair.one, pair.other)))


def _mixed(found: Counter[tuple[str, str]], of: Counter[str], one: str, other: str) -> Mixed:
    return Mixed(one_as_other=found[one, other], of_one=of[one], other_as_one=found[other, one], of_other=of[other])


def _advised(people: Mixed | None) -> Advice:
    if people is None:
        return Advice.NOT_COMPARED
    if people.both < max(_TWICE, _PEOPLE_DIFFER * min(people.of_one, people.of_other)):
        return Advice.MORE_TEXTS
    return Advice.MERGE if people.one_as_other and people.other_as_one else Advice.SHARPEN
