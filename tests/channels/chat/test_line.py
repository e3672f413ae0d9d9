from datetime import UTC, datetime, timedelta
from uuid import UUID

from channels.chat.frames import Entry, Pong, Refused, Say, Side, Why, write
from channels.chat.line import Line
from channels.chat.pace import Pace

AT = datetime(2026, 11, 23, 10, 0, tzinfo=UTC)


def entry(seq: int) -> Entry:
    return Entry(seq=seq, id=UUID(int=seq), side=Side.VISITOR, name=None, text=str(seq), at=AT)


def say(number: int) -> str:
    return write(Say(id=UUID(int=number), text="Hei"))


def opened(after: int = 0) -> Line:
    line = Line(Side.VISITOR)
    line.opened(after, Pace())
    return line


def test_entries_come_once_in_order_and_not_before_what_was_said_before_them():
    line = opened(after=1)

    assert [one.seq for one in line.due([entry(3), entry(2), entry(5)])] == [2, 3]
    assert line.due([entry(2), entry(3)]) == ()
    assert [one.seq for one in line.due([entry(5), entry(4)])] == [4, 5]


def test_before_hello_nothing_is_owed_and_nothing_is_said():
    line = Line(Side.VISITOR)

    assert line.due([entry(1)]) == ()
    assert line.heard(say(1), AT).answers == (Refused(id=UUID(int=1), why=Why.MALFORMED),)
    assert line.heard('{"type":"ping"}', AT).answers == (Pong(),)


def test_nobody_has_seen_what_was_not_sent_to_them():
    assert opened(after=4).heard('{"type":"seen","seq":9}', AT).seen == 4


def test_twenty_messages_in_ten_seconds_and_sixty_in_a_minute_and_then_told_when_to_go_on():
    line, now = opened(), AT
    for number in range(20):
        assert line.heard(say(number), now).say is not None
    assert line.heard(say(20), now).answers == (Refused(id=UUID(int=20), why=Why.TOO_MANY, after_seconds=10),)

    for turn in (1, 2):
        now = AT + timedelta(seconds=10 * turn)
        assert all(line.heard(say(number), now).say for number in range(20))
    assert line.heard(say(1), now + timedelta(seconds=10)).answers[0].after_seconds == 30
    assert line.heard(say(1), AT + timedelta(seconds=60)).say is not None


def test_lines_of_one_side_share_their_pace():
    pace = Pace()
    one, other = Line(Side.VISITOR), Line(Side.VISITOR)
    for line in (one, other):
        line.opened(0, pace)
    for number in range(20):
        one.heard(say(number), AT)

    assert other.heard(say(21), AT).answers[0].why is Why.TOO_MANY
