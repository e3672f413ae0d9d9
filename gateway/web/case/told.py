"""What people were told by machine, and how it got to them."""

from uuid import UUID

from channels.contact import Reported
from gateway.store.casefile import CaseFile, Filed
from gateway.store.deliveries import DeliveryRow
from gateway.store.states import DeliveryState, Event, Purpose
from gateway.web.case.pages import ToldView


def told(filed: Filed, file: CaseFile) -> ToldView | None:
    """The acknowledgement of one Contact."""
    row = filed.acknowledgement
    if row is None:
        return None
    carried = (
        one for one in file.deliveries if one.contact_id == filed.contact.id and one.purpose is Purpose.ACKNOWLEDGEMENT
    )
    delivery = next(carried, None)
    return ToldView(
        text=row.text,
        at=row.created_at,
        delivery=delivery.state if delivery else None,
        delayed=_is_delayed(delivery, file),
        template=row.template,
        version=row.text_version or "",
    )


def told_later(file: CaseFile) -> tuple[ToldView, ...]:
    """The later dates that people of the Case were told, newest first."""
    deliveries = {one.id: one for one in file.deliveries}
    return tuple(
        ToldView(
            text=row.text,
            at=row.created_at,
            delivery=delivery.state if delivery else None,
            delayed=_is_delayed(delivery, file),
            template=row.template,
            version=row.text_version,
        )
        for row in file.announcements
        for delivery in (deliveries.get(row.delivery_id or UUID(int=0)),)
    )


def _is_delayed(delivery: DeliveryRow | None, file: CaseFile) -> bool:
    """Whether the last that we heard of it is that it is late."""
    if delivery is None or delivery.state is not DeliveryState.SENT:
        return False
    reports = (
        row.data.get("report")
        for row in file.timeline
        if row.event is Event.MACHINE and row.data.get("delivery") == str(delivery.id) and row.data.get("report")
    )
    return next(reports, None) == Reported.DELAYED
