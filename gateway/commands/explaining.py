"""`luotsi explain`: why a contact went where it went, and what would change it."""

from dataclasses import replace

from channels.codes import Language, Urgency
from gateway import records
from gateway.errors import RefusedError
from gateway.ids import read_reference
from gateway.services import Services
from gateway.store import contacts, decisions, readings
from nlu.reading import Finding, Reading
from routing.decide import decide
from routing.decision import Decision
from routing.facts import Area


async def explain(services: Services, contact: str) -> str:
    """The rules asked, the one that held and its words for it. *contact* is an id or a reference. Codes only."""
    async with services.readers() as session:
        row = await contacts.named(session, contact, read_reference(contact, services.county.reference_prefix))
        decided = None if row is None else await decisions.newest(session, row.id)
        read = None if row is None else await readings.newest(session, row.id)
    if row is None or decided is None or read is None:
        raise RefusedError("no-such-contact")
    decision, reading = records.load_decision(decided.decision), records.load_reading(read.reading)
    lines = [
        f"contact      {row.id} ({row.reference}), {row.channel}, arrived {row.arrived_at.isoformat()}",
        f"read by      {reading.engine} {reading.model}: {reading.reason} ({reading.reason_confidence:.2f})"
        + (", unsure: a person decides" if reading.abstained else ""),
        *(f"  words      {words}" for words in _words(reading, "reason")),
        f"urgency      {reading.urgency}",
        *(f"  finding    {_finding(finding)}" for finding in reading.findings),
        f"rule         {decision.rule} of rule set {decision.rules_version}",
        *(f"because      {words}" for words in _because(decision)),
        f"goes to      {decision.destination} (team {decision.team}), deadline {decision.deadline}",
        f"also         {', '.join(decision.actions) or '-'}",
        f"deadlines    {', '.join(one['code'] + ' ' + one['due'] for one in decided.decision['deadlines'])}",
        "facts        " + ", ".join(_facts(decision)),
        "asked before " + (", ".join(f"{asked.rule} ({asked.failed_on})" for asked in decision.asked[:-1]) or "-"),
        *(f"would change {words}" for words in _words(reading, "without")),
        *(f"would change {line}" for line in _changes(services, decision)),
    ]
    return "\n".join(lines)


def _because(decision: Decision) -> tuple[str, ...]:
    return decision.because_in(Language.EN) or (f"its words were not kept; look {decision.rule} up",)


def _words(reading: Reading, theme: str) -> list[str]:
    """Where the words of a *theme* stand, by what they say: "reason:home_care: text 12-19, 33-40"."""
    places: dict[tuple[str, str], list[str]] = {}
    for span in reading.evidence:
        if span.why.startswith(f"{theme}:"):
            places.setdefault((span.why, span.where), []).append(f"{span.start}-{span.end}")
    return [f"{why}: {where} {', '.join(spans)}" for (why, where), spans in places.items()]


def _finding(finding: Finding) -> str:
    aside = f", not counted: {finding.near_miss}" if finding.near_miss else ""
    return f"{finding.pattern} {finding.level}{aside}"


def _facts(decision: Decision) -> list[str]:
    facts = decision.facts
    named = {
        "urgency": facts.urgency,
        "reason": facts.reason,
        "matter_type": facts.matter_type,
        "contacter": facts.contacter,
        "consent": facts.consent,
        "age": facts.age,
        "municipality": facts.municipality,
        "office_hours": str(facts.office_hours).lower(),
        "confidence": facts.nlu_confidence or "-",
        "flags": "+".join(sorted(facts.flags)) or "-",
    }
    return [f"{name}={value}" for name, value in named.items()]


def _changes(services: Services, decision: Decision) -> list[str]:
    """What another single fact would have led to."""
    facts, told = decision.facts, {decision.rule}
    others = [
        *((f"urgency={level}", replace(facts, urgency=level)) for level in Urgency),
        *((f"municipality={area}", replace(facts, municipality=area)) for area in Area),
        ("office_hours=" + str(not facts.office_hours).lower(), replace(facts, office_hours=not facts.office_hours)),
        ("existing_client=true", replace(facts, existing_client=True)),
    ]
    lines = []
    for name, other in others:
        outcome = decide(other, services.rules)
        if outcome.rule not in told:
            told.add(outcome.rule)
            lines.append(f"{name}: {outcome.rule} to {outcome.destination}")
    return lines
