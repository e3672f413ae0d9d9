"""A worker that loses Redis while it is busy, and how it finds out."""

from typing import Any, ClassVar

from celery import Task, signals
from celery.worker.request import Request


class LoudRequest(Request):  # type: ignore[misc]
    """A message whose acknowledgement fails makes the worker connect anew.

    Celery only logs it. The message then counts as fetched for ever, and a worker that may fetch no more than it does
    has nothing left by which it could notice that the line is dead: it waits, and works no more.
    """

    # Celery's consumer, from when it is ready; it stays the same when it connects anew.
    consumer: ClassVar[Any] = None

    def acknowledge(self) -> None:
        """Have the message acknowledged, and look afterwards whether it was."""
        super().acknowledge()
        if self.consumer is not None:
            # What was asked for just now is done at the loop's next turn, before its timers.
            self.consumer.hub.call_later(0, self._demand_acknowledged)

    def _demand_acknowledged(self) -> None:
        """Raise ConnectionResetError, which the loop takes for the loss that it is, where the message is not."""
        tasks = self.consumer.task_consumer
        # What came by an earlier connection cannot be acknowledged by this one, and says nothing about it.
        if not self.message.acknowledged and tasks is not None and self.message.channel is tasks.channel:
            raise ConnectionResetError


class CarriedTask(Task):  # type: ignore[misc]
    """A task of ours."""

    abstract = True
    Request = "gateway.acknowledging:LoudRequest"


@signals.worker_ready.connect  # type: ignore[untyped-decorator]
def _remember(sender: Any, **_more: Any) -> None:  # noqa: ANN401  Celery's signals carry what they like
    LoudRequest.consumer = sender
