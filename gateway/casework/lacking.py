"""What routing still needs to know of a matter: no more is asked of anybody."""

from enum import StrEnum
from typing import Final

from channels.codes import OPENS_CASE, PROFESSIONALS, About, AgeBand, ConsentState, ContacterType
from channels.contact import Contact
from gateway.casework.casefile import OpenCase
from nlu.reading import Reading

# Whoever of them writes, writes for somebody else. A legal representative needs nobody's consent, a carer may write for
# themselves.
_FOR_OTHERS: Final = PROFESSIONALS | {
    ContacterType.RELATIVE,
    ContacterType.CLOSE_PERSON,
    ContacterType.NEIGHBOUR_CITIZEN,
}
_UNSAID: Final = frozenset({None, ConsentState.NOT_ASKED, ConsentState.NOT_REQUIRED})


class Fact(StrEnum):
    """Something that decides where a matter goes or by when, in the order in which it is asked."""

    WHOSE = "whose"
    MUNICIPALITY = "municipality"
    AGE = "age"
    CONSENT = "consent"


def whose(opened: OpenCase, reading: Reading) -> About | None:
    """Whose matter it is, as far as anybody can tell."""
    return reading.about or (About.OTHER if opened.file.case.contacter in _FOR_OTHERS else None)


def lacking(opened: OpenCase, contact: Contact, reading: Reading) -> tuple[Fact, ...]:
    """What nobody has said yet. Of who only wants to know something nothing is asked."""
    if opened.matter_type not in OPENS_CASE:
        return ()
    case = opened.file.case
    about = whose(opened, reading)
    ages = {contact.subject.age_band, reading.age_band, *(clock.age for clock in opened.file.clocks)}
    # Where somebody lives who must not be found is not asked.
    home_known = case.municipality or contact.subject.municipality or contact.subject.non_disclosure
    lacks = {
        Fact.WHOSE: about is None and case.contacter is ContacterType.UNKNOWN,
        Fact.MUNICIPALITY: not home_known,
        Fact.AGE: ages == {AgeBand.UNKNOWN},
        Fact.CONSENT: about is About.OTHER
        and case.contacter in _FOR_OTHERS
        and {contact.consent.state, reading.consent} <= _UNSAID,
    }
    return tuple(fact for fact, is_lacking in lacks.items() if is_lacking)
