# When the text of an anonymous chat is removed: what whoever comes back and the advisor see.
chat-entry-erased = (The text has been removed.)
chat-erased =
    This conversation has ended and its text has been removed. The text of an anonymous chat is removed { $days ->
        [one] one day
       *[other] { $days } days
    } after the matter has ended. Your reference still works. If you need something, write here and an advisor will read your message.
case-words-erased = The text of an anonymous chat is removed a set time after the matter has ended. This text was removed
event-erased = The text of the anonymous chat was removed
