"""How near the last day is on which a granted service may begin (vanhuspalvelulaki 980/2012, 18 §).

It is counted in days and not in working days: over three months people plan by the calendar.
"""

from datetime import date, datetime, timedelta
from typing import Final

from routing.dates import HELSINKI
from routing.statutory import Pressure

_NEARING: Final = timedelta(days=28)
_PRESSING: Final = timedelta(days=7)


def pressure(due_on: date, today: date) -> Pressure:
    """How near the end is: four weeks before it, one week before it, the last day, past."""
    left = due_on - today
    if left < timedelta(0):
        return Pressure.OVERDUE
    if not left:
        return Pressure.TODAY
    if left <= _PRESSING:
        return Pressure.PRESSING
    return Pressure.NEARING if left <= _NEARING else Pressure.CALM


def near_until(today: date) -> date:
    """What is due on this day or before it is near, or past."""
    return today + _NEARING


def pressing_until(today: date) -> date:
    """What is due on this day or before it presses, or is past."""
    return today + _PRESSING


def presses_from(due_on: date) -> datetime:
    """The midnight with which the last week begins. Aware, in Helsinki."""
    first = due_on - _PRESSING
    return datetime(first.year, first.month, first.day, tzinfo=HELSINKI)
