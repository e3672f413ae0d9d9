"""Every code that a page can show has words in every language: a missing one would be an error page."""

import pytest

from channels.codes import (
    ANSWER_LANGUAGES,
    AgeBand,
    ChannelCode,
    ConsentState,
    ContacterType,
    Direction,
    Flag,
    IdentityLevel,
    Language,
    MatterType,
    Reason,
    Resolution,
    Urgency,
)
from gateway import i18n
from gateway.steps.telling import Silence
from gateway.store.states import (
    CaseState,
    DeliveryState,
    Event,
    GrantOutcome,
    JobKind,
    PromiseKind,
    PromiseState,
    Purpose,
    ReadField,
    Service,
)
from routing.book import FIELDS
from routing.facts import Area, Confidence
from routing.rule import Action, DeadlineCode

SHOWN = {
    "age-{}": AgeBand,
    "case-promise-kind-{}": PromiseKind,
    "case-promise-state-{}": PromiseState,
    "channel-{}": ChannelCode,
    "consent-{}": ConsentState,
    "contacter-{}": ContacterType,
    "corrections-field-{}": ReadField,
    "deadline-{}": DeadlineCode,
    "delivery-{}": DeliveryState,
    "direction-{}": Direction,
    "event-{}": Event,
    "identity-{}": IdentityLevel,
    "inbox-state-{}": CaseState,
    "job-{}": JobKind,
    "language-{}": Language,
    "matter-{}": MatterType,
    "purpose-{}": Purpose,
    "reason-{}": Reason,
    "resolution-{}": Resolution,
    "rules-action-{}": Action,
    "rules-field-{}": FIELDS,
    "rules-flag-{}": Flag,
    "rules-municipality-{}": Area,
    "rules-nlu_confidence-{}": Confidence,
    "service-{}": Service,
    "service-outcome-{}": GrantOutcome,
    "silence-{}": Silence,
    "urgency-{}": Urgency,
}


@pytest.fixture(scope="module")
def texts():
    return i18n.load()


@pytest.mark.parametrize("language", ANSWER_LANGUAGES)
@pytest.mark.parametrize("key", SHOWN)
def test_every_code_has_words(texts, language, key):
    missing = [code for code in SHOWN[key] if not texts.has(language, key.format(code))]

    assert missing == []
