"""What the figures mean: each matter with its level, worst first."""

from datetime import timedelta
from functools import cache

from channels.email.imap import Trouble
from gateway.condition.figures import Figures, Watched
from gateway.condition.limits import BEGUN, DISK_TROUBLE, DISK_WATCH, READY, REFUSED, SKEW, TOLD, UNSEEN_MAIL
from gateway.condition.matters import Finding, Level, Matter, counted, timed
from gateway.services import Services
from gateway.store import migrate
from gateway.store.states import DeliveryState, JobKind
from gateway.store.vitals import Standing


def judge(services: Services, figures: Figures, *, greets: bool | None = None) -> tuple[Finding, ...]:
    """Every matter, the worst first. *greets* tells whether the relay answers; None where nobody has asked it."""
    findings = (
        *_things(figures),
        *_processes(services, figures),
        _keys(figures),
        Finding(matter=Matter.SCHEMA, level=_worst_if(figures.revision != _our_revision())),
        _disk(figures),
        _clock(figures),
        _relay(services, figures, greets=greets),
        Finding(matter=Matter.NLU, level=Level.WATCH if services.engine.degraded else Level.WELL),
        Finding(matter=Matter.SECOND, level=Level.WATCH if services.engine.second_is_missing else Level.WELL),
        *_rasa(services, figures),
        *_mailboxes(figures),
        Finding(matter=Matter.RULES, level=Level.WATCH if services.running.refusal else Level.WELL),
    )
    order = list(Matter)
    return tuple(sorted(findings, key=lambda one: (-one.level, order.index(one.matter))))


def waited(figures: Figures, one: Standing) -> timedelta:
    """For how long the oldest Job of this kind has been ready."""
    return figures.at - one.ready_since if one.ready_since else timedelta()


def _things(figures: Figures) -> tuple[Finding, ...]:
    """What can be counted."""
    standing = figures.standing
    pressing = any(one.given_up for one in standing if one.kind is JobKind.ALARM)
    late = [timed(waited(figures, one), READY[one.kind]) for one in standing]
    return (
        counted(Matter.ALARM, figures.alarms_unseen, Level.TROUBLE),
        counted(Matter.BALANCE, abs(figures.balance.unaccounted), Level.TROUBLE),
        counted(Matter.LATE, sum(level > Level.WELL for level in late), max(late)),
        counted(Matter.GIVEN_UP, sum(one.given_up for one in standing), Level.TROUBLE if pressing else Level.WATCH),
        counted(Matter.UNKNOWN, figures.deliveries.get(DeliveryState.OUTCOME_UNKNOWN, 0), Level.WATCH),
        # Letters that the relay refuses are the relay's matter.
        counted(Matter.FAILING, sum(one.failing for one in standing if one.kind is not JobKind.DELIVER), Level.WATCH),
        counted(Matter.UNREAD, figures.unread, Level.WATCH),
    )


def _processes(services: Services, figures: Figures) -> tuple[Finding, ...]:
    """The processes, by what they leave undone."""
    # Where workers have not begun with what they were told of, they are told no more: that is no fault of the beat.
    untold = max(
        (figures.at - one.untold_since for one in figures.standing if one.untold_since and not one.told),
        default=timedelta(),
    )
    # While somebody has something in hand they are there, and what waits is a matter of how much there is.
    busy = any(one.leased for one in figures.standing)
    unbegun = timedelta() if busy else max(waited(figures, one) for one in figures.standing)
    work = Finding(matter=Matter.WORK, level=timed(unbegun, BEGUN), figure=_seconds(unbegun))
    if services.settings.is_alone:
        return (work,)
    return (
        Finding(matter=Matter.REDIS, level=_worst_if(services.wakes.away)),
        Finding(matter=Matter.BEAT, level=timed(untold, TOLD), figure=_seconds(untold)),
        # Of what they have not been told they cannot know.
        Finding(matter=Matter.WORK, level=Level.WELL) if untold >= unbegun else work,
    )


def _rasa(services: Services, figures: Figures) -> tuple[Finding, ...]:
    """Rasa, where it is set."""
    if services.rasa is None:
        return ()
    return (Finding(matter=Matter.RASA, level=Level.WATCH if figures.rasa_away else Level.WELL),)


def mailbox_level(figures: Figures, one: Watched) -> Level:
    """How much it matters how the reading of a mailbox goes."""
    row = one.row
    # One that nobody has read yet waits from when we began.
    since = (row.trouble_since if row else None) or one.seen_at or figures.begun_at
    needs_a_person = row is not None and (row.stuck or row.trouble is Trouble.NOT_MOVED)
    return max(timed(figures.at - since, UNSEEN_MAIL), Level.WATCH if needs_a_person else Level.WELL)


def _mailboxes(figures: Figures) -> tuple[Finding, ...]:
    """The mailboxes that we fetch from, where there are any."""
    if not figures.mailboxes:
        return ()
    levels = [mailbox_level(figures, one) for one in figures.mailboxes]
    return (counted(Matter.MAILBOX, sum(level > Level.WELL for level in levels), max(levels)),)


def _keys(figures: Figures) -> Finding:
    return Finding(matter=Matter.KEYS, level=_worst_if(figures.keys_missing))


def _disk(figures: Figures) -> Finding:
    share = figures.disk.share
    level = Level.TROUBLE if share < DISK_TROUBLE else Level.WATCH if share < DISK_WATCH else Level.WELL
    return Finding(matter=Matter.DISK, level=level, figure=round(100 * share))


def _clock(figures: Figures) -> Finding:
    skew = abs(figures.skew)
    return Finding(matter=Matter.CLOCK, level=timed(skew, SKEW), figure=_seconds(skew))


def _relay(services: Services, figures: Figures, *, greets: bool | None) -> Finding:
    """The way out: whether there is one, whether it answers, and for how long it has refused letters."""
    if services.relay is None:
        return Finding(matter=Matter.OUTBOX, level=Level.WATCH)
    (letters,) = (one for one in figures.standing if one.kind is JobKind.DELIVER)
    refused = figures.at - letters.failing_since if letters.failing_since else timedelta()
    level = max(timed(refused, REFUSED), _worst_if(greets is False))
    return Finding(matter=Matter.RELAY, level=level, figure=letters.failing)


def _worst_if(wrong: bool) -> Level:  # noqa: FBT001  its name is the sentence
    return Level.TROUBLE if wrong else Level.WELL


def _seconds(span: timedelta) -> int:
    return round(span.total_seconds())


@cache
def _our_revision() -> str:
    return migrate.head()
