"""Ids of Jobs on their way to workers: Celery's messages in Redis."""

from collections.abc import Mapping, Sequence

from gateway import tasks
from gateway.queues import QUEUE_OF, Queue, bundled, task_of
from gateway.settings import Settings
from gateway.store.leases import Due


class CeleryBroker:
    """One connection to Redis, opened when it is needed and opened again after it broke."""

    def __init__(self, settings: Settings) -> None:
        self._app = tasks.configure(settings)
        # A publisher waits for nothing but answers: a Redis that gives none is away, and asked again by who publishes.
        options = {**self._app.conf.broker_transport_options, "socket_timeout": 5, "max_retries": 0}
        self._app.conf.update(broker_transport_options=options, broker_pool_limit=1)

    def lengths(self) -> Mapping[Queue, int]:
        """How many messages wait in each queue."""
        with self._app.producer_pool.acquire(block=True) as producer:
            return {queue: producer.channel.client.llen(queue) for queue in Queue}

    def publish(self, due: Sequence[Due]) -> None:
        """Put the ids into the queues of their kinds."""
        with self._app.producer_pool.acquire(block=True) as producer:
            for kind, ids in bundled(due):
                told = ([str(job_id) for job_id in ids],)
                self._app.send_task(task_of(kind), told, queue=QUEUE_OF[kind], producer=producer, retry=False)
