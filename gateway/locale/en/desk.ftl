# The queue of the chat and the advisor's desk. The reader is an advisor.
## timeline
event-chat_taken = An advisor came into the chat
event-chat_passed_on = The conversation was given to a colleague
event-chat_given_back = The advisor left the conversation
desk-detail-to-queue = The conversation is in the queue again.
desk-detail-to-inbox = We answer by the promised time.
desk-an-advisor = An advisor

## what cannot be done
refused-desk-capacity = Choose how many conversations you take at a time: one to { $most }.
refused-desk-absent = Sign on to the chat first.
refused-desk-full = You already have { $capacity } conversations. Close or hand over one before you take the next.
refused-desk-late = Somebody else was quicker to take this conversation.
refused-desk-nobody = Nobody is waiting right now.
refused-desk-colleague = Your colleague is no longer in the chat. Choose somebody else or give the conversation back to the queue.
refused-desk-not-yours = You no longer have this conversation.

## the desk
desk-title = Chat
desk-waiting = { $count ->
        [0] Nobody is waiting
        [one] 1 waiting
       *[other] { $count } waiting
    }
desk-longest = longest { $span }
desk-typical = the usual wait is { $minutes } min
desk-others = { $count ->
        [0] you are the only advisor in the chat
        [one] 1 other advisor
       *[other] { $count } other advisors
    }
desk-at-desk = { $count ->
        [0] no advisor in the chat
        [one] 1 advisor in the chat
       *[other] { $count } advisors in the chat
    }
desk-closed = The chat is closed now
desk-on = Join the chat
desk-off = Leave the chat
desk-change = Change
desk-capacity = Conversations at a time
desk-next = Take the next
desk-mine = Your conversations
desk-unread = { $count ->
        [one] 1 new message
       *[other] { $count } new messages
    }
desk-not-here = not here right now
desk-list = Who is waiting
desk-take = Take this one
desk-take-which = number { $place } in the queue
desk-held = with { $who }
