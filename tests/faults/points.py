"""Which test fails at which point. Every point of `gateway.faults` stands in exactly one of these."""

from gateway.faults import Moment, Step, after, before


def around(*steps: Step) -> tuple[str, ...]:
    return tuple(point(step) for step in steps for point in (before, after))


# While mails come in and are answered.
MAIL = (
    *around(Step.KEEP, Step.CLAIM, Step.READ, Step.DECIDE, Step.ACKNOWLEDGE),
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
PEOPLE = around(Step.SIGN_IN, Step.LOOK, Step.ACT, Step.DRAFT, Step.OPERATE)
COMMANDS = around(Step.START, Step.ACCOUNT, Step.ROTATE, Step.DEMO)
CHAT = (*around(Step.SAY, Step.PRESENCE), Moment.BEFORE_TICK)
MANY_PROCESSES = (*around(Step.PUBLISH), Moment.AFTER_PUBLISH)

ALL = (
    *(MAIL, LETTER, LETTER_IN_DOUBT, LETTER_GONE, FORM, BUSY_RELAY, EMERGENCY, PROMISE),
    *(PEOPLE, COMMANDS, CHAT, MANY_PROCESSES),
)
