"""The figures as Prometheus takes them. Labels are codes of ours: bounded, and about nobody."""

from collections.abc import Mapping

from prometheus_client import CollectorRegistry, Gauge

from gateway.condition.figures import Figures
from gateway.condition.judging import waited
from gateway.condition.limits import READY
from gateway.condition.matters import Finding
from gateway.store.states import DeliveryState


def expose(registry: CollectorRegistry, figures: Figures, findings: tuple[Finding, ...]) -> None:
    """Everything measured, and what we think of it."""
    _by(registry, "luotsi_level", "0 well, 1 worth a look, 2 somebody must act", "matter", _levels(findings))
    _by(registry, "luotsi_jobs", "Jobs by state", "state", figures.jobs)
    _queues(registry, figures)
    sent = {str(state): figures.deliveries.get(state, 0) for state in DeliveryState}
    _by(registry, "luotsi_deliveries", "Outgoing messages by state", "state", sent)
    decided = {str(outcome): count for outcome, count in figures.suggestions.items()}
    _by(registry, "luotsi_suggestions", "Suggested replies by what became of them", "outcome", decided)
    _mailboxes(registry, figures)
    _balance(registry, figures)
    _one(registry, "luotsi_alarms_unseen", "Emergencies nobody has seen for two minutes", figures.alarms_unseen)
    _one(registry, "luotsi_cases_unread", "Open Cases with what no machine could read", figures.unread)
    _one(registry, "luotsi_assessments_overdue", "Open Cases whose clock by law has run out", figures.clocks.overdue)
    _one(registry, "luotsi_assessments_late_ahead", "Clocks by law that will be late at this pace", figures.clocks.late)
    _one(registry, "luotsi_chat_waiting", "Visitors of the chat who wait for an advisor", figures.chat.waiting)
    longest = figures.chat.longest.total_seconds()
    _one(registry, "luotsi_chat_longest_wait_seconds", "For how long the first of them has waited", longest)
    _one(registry, "luotsi_chat_advisors", "Advisors at the chat desk", figures.chat.at_desk)
    _one(registry, "luotsi_clock_skew_seconds", "Clock minus the database's", figures.skew.total_seconds())
    _one(registry, "luotsi_disk_free_bytes", "Free on the disk of our data", figures.disk.free)
    _one(registry, "luotsi_disk_free_ratio", "The same as a share of the disk", figures.disk.share)


def _queues(registry: CollectorRegistry, figures: Figures) -> None:
    oldest = {str(one.kind): waited(figures, one).total_seconds() for one in figures.standing}
    limits = {str(kind): limit.trouble.total_seconds() for kind, limit in READY.items()}
    _by(registry, "luotsi_queue_oldest_seconds", "For how long the oldest due Job has waited", "kind", oldest)
    _by(registry, "luotsi_queue_limit_seconds", "For how long one may wait", "kind", limits)
    for name, what in (
        ("luotsi_queue_ready", "Jobs that are due and in nobody's hands"),
        ("luotsi_queue_leased", "Jobs at work"),
        ("luotsi_queue_failing", "Jobs tried in vain, and to be tried again"),
        ("luotsi_queue_given_up", "Jobs given up"),
    ):
        numbers = {str(one.kind): getattr(one, name.removeprefix("luotsi_queue_")) for one in figures.standing}
        _by(registry, name, what, "kind", numbers)


def _mailboxes(registry: CollectorRegistry, figures: Figures) -> None:
    """Labels are the names that the operator has given in LUOTSI_MAILBOXES."""
    read = {one.box.name: one.row for one in figures.mailboxes if one.row is not None}
    waiting = {name: float(row.waiting) for name, row in read.items()}
    stuck = {name: float(row.stuck) for name, row in read.items()}
    unseen = {one.box.name: (figures.at - at).total_seconds() for one in figures.mailboxes if (at := one.seen_at)}
    _by(registry, "luotsi_mailbox_waiting", "Mails in it that are not kept yet", "mailbox", waiting)
    _by(registry, "luotsi_mailbox_stuck", "Mails in it that cannot be fetched", "mailbox", stuck)
    _by(registry, "luotsi_mailbox_unseen_seconds", "Since all in it was last seen", "mailbox", unseen)


def _balance(registry: CollectorRegistry, figures: Figures) -> None:
    contacts = Gauge(
        "luotsi_contacts", "Contacts by channel and side of the balance", ["channel", "side"], registry=registry
    )
    for channel, sides in figures.balance.channels.items():
        for side in ("received", "recorded", "quarantined"):
            contacts.labels(channel, side).set(getattr(sides, side))
    unaccounted = figures.balance.unaccounted
    _one(registry, "luotsi_unaccounted", "Receipts without a contact; must be 0", unaccounted)


def _levels(findings: tuple[Finding, ...]) -> dict[str, float]:
    return {str(one.matter): float(one.level) for one in findings}


def _by(registry: CollectorRegistry, name: str, what: str, label: str, values: Mapping[str, float]) -> None:
    gauge = Gauge(name, what, [label], registry=registry)
    for code, value in values.items():
        gauge.labels(code).set(value)


def _one(registry: CollectorRegistry, name: str, what: str, value: float) -> None:
    Gauge(name, what, registry=registry).set(value)
