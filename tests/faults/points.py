"""Which test fails at which point. Every point of `gateway.faults` stands in exactly one of these."""

from gateway.faults import Moment, Step, after, before


def around(*steps: Step) -> tuple[str, ...]:
    return tuple(point(step) for step in steps for point in (before, after))


# While mails are kept, which PostgreSQL does in another way than SQLite.
KEEP = around(Step.KEEP)
# While they come in and are answered.
MAIL = (
    *around(Step.CLAIM, Step.READ, Step.DECIDE, Step.ACKNOWLEDGE),
    Moment.BEFORE_SMTP_YES,
)
# While a letter is handed to the relay: before it nothing has gone out, after it nobody can know.
LETTER = (before(Step.ATTEMPT),)
LETTER_IN_DOUBT = (
    after(Step.ATTEMPT),
    Moment.BEFORE_RELAY,
    Moment.AFTER_RELAY,
    before(Step.DELIVER),
)
LETTER_GONE = (after(Step.DELIVER),)
FORM = (Moment.BEFORE_HTTP_YES, *around(Step.WAIT_FOR_ANSWER))
BUSY_RELAY = around(Step.STEP_BACK, Step.PUT_BACK)
EMERGENCY = around(Step.ALARM)
PROMISE = around(Step.PROMISE_DUE)
# While advisors work.
SIGN_IN = around(Step.SIGN_IN)
LOOK = around(Step.LOOK)
ACT = around(Step.ACT)
DRAFT = around(Step.DRAFT)
OPERATE = around(Step.OPERATE)
# While something starts, or a command runs. Half a demo is no demo: of its two points each ends in its own way.
START = around(Step.START)
ACCOUNT = around(Step.ACCOUNT)
ROTATE = around(Step.ROTATE)
DEMO_BEGUN = (before(Step.DEMO),)
DEMO_HALF = (after(Step.DEMO),)
# While a mailbox is read.
MAILBOX = (*around(Step.FETCH), Moment.BEFORE_MOVE)
# While people talk.
CHAT = (*around(Step.SAY, Step.PRESENCE), Moment.BEFORE_TICK)
# While what was said long ago goes.
ERASURE = around(Step.ERASE)
# While processes tell each other what is due.
MANY_PROCESSES = (*around(Step.PUBLISH), Moment.AFTER_PUBLISH)

ALL = (
    *(KEEP, MAIL, LETTER, LETTER_IN_DOUBT, LETTER_GONE, FORM, BUSY_RELAY, EMERGENCY, PROMISE),
    *(SIGN_IN, LOOK, ACT, DRAFT, OPERATE),
    *(START, ACCOUNT, ROTATE, DEMO_BEGUN, DEMO_HALF),
    *(MAILBOX, CHAT, ERASURE, MANY_PROCESSES),
)
