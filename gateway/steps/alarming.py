"""Emergencies that nobody has seen: from the inbox to the county's duty addresses, one after another."""

from datetime import timedelta
from typing import Final

import structlog
from sqlalchemy.ext.asyncio import AsyncSession

from channels.codes import Language
from gateway.auth.permissions import May, Role, may
from gateway.jobs import completing
from gateway.services import Services
from gateway.steps.outbound import Letter, promise_mail
from gateway.store import absences, alarms, contacts, timeline, users
from gateway.store.alarms import AlarmRow
from gateway.store.leases import Job
from gateway.store.states import Event, Purpose
from gateway.store.timeline import Happened

log = structlog.get_logger()

ALARM_PASSED_ON: Final = "alarm_passed_on"

_LOOKING: Final = timedelta(minutes=1)  # an open inbox shows itself at least this often
_WORKING: Final = frozenset(role for role in Role if may(role, May.WORK_CASES))
_MOST: Final = 84  # an hour of minutes, then three days of hours; then an operator's list has it
_OFTEN: Final = 12
_SELDOM: Final = timedelta(hours=1)


class AlarmUnseenError(Exception):
    """Nobody has seen an emergency for hours; everybody on the list has been told many times."""


async def pass_on(services: Services, job: Job) -> None:
    """Tell the next duty address of an emergency, until somebody says that it is seen.

    Who has the inbox open has heard it already and gets the county's minutes first. The mail holds a link and a
    meaningless id; an address that cannot be reached is one that has not seen it.
    """
    async with completing(services, job) as done:
        session = done.session
        alarm = await alarms.of_contact(session, job.subject_id)
        if alarm is None or alarm.seen_at is not None:
            return
        now, wait = services.now(), timedelta(minutes=services.county.alarm.minutes)
        fresh = alarm.passed_on == 0 and now - alarm.raised_at < wait
        away = tuple((await absences.rota(session, now)).away) if fresh else ()
        if fresh and await users.anybody_looking(session, now - _LOOKING, _WORKING, away):
            done.again_at = alarm.raised_at + wait
            return
        if alarm.passed_on >= _MOST:
            raise AlarmUnseenError
        await _tell_next(session, services, alarm)
        done.again_at = now + (wait if alarm.passed_on < _OFTEN else _SELDOM)


async def _tell_next(session: AsyncSession, services: Services, alarm: AlarmRow) -> None:
    targets = services.county.alarm.targets_at(open_now=services.hours.is_open(services.now()))
    target = targets[alarm.passed_on % len(targets)]
    row = await contacts.get(session, alarm.contact_id)
    texts, language = services.texts, Language.FI
    await promise_mail(
        session,
        services,
        Letter(
            case_id=alarm.case_id,
            contact_id=row.id,
            purpose=Purpose.ALARM,
            to=target,
            subject=texts.say(language, "alarm-subject", id=alarm.id.hex[-8:]),
            text=texts.say(language, "alarm-text", link=f"{services.settings.link}/inbox/case/{alarm.case_id}"),
            language=language,
        ),
    )
    await alarms.passed_on(session, alarm.id, services.now())
    told = Happened(
        case_id=alarm.case_id,
        contact_id=row.id,
        event=Event.ALARM_PASSED_ON,
        at=services.now(),
        data={"target": alarm.passed_on % len(targets) + 1},
    )
    await timeline.append(session, services.keys, told)
    log.warning(ALARM_PASSED_ON, alarm_id=str(alarm.id), target=alarm.passed_on % len(targets) + 1)
