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
desk-open = Open
desk-take = Take this one
desk-take-which = number { $place } in the queue
desk-held = with { $who }

## the window's title
desk-title-waits = CHAT WAITING
desk-title-unread = NEW MESSAGE

## the conversation on the page of its case
floor-title = Who answers
floor-mine = You answer.
floor-bot = The automatic advisor answers.
floor-queue = The client is waiting for an advisor.
floor-advisor = { $who } answers.
floor-inbox = Nobody is in the chat. We answer by the promised time.
floor-place = Number { $place } in the queue.
floor-take = Take the conversation
floor-join-bot = Go on yourself instead of the automatic advisor
floor-join-inbox = Join the conversation
floor-hand = Hand the conversation over
floor-to = To whom
floor-nobody = There are no other advisors in the chat now.
floor-note = Message to your colleague (the client does not see this)
floor-pass-on = Hand over to the colleague
floor-give-back = Give back to the queue
floor-packet = What the automatic advisor found out
floor-why = Please note
floor-why-danger = Danger was told of in the conversation.
floor-wants = The client wants
floor-wants-now = to talk to a person now
floor-wants-later = an answer from a person
floor-wants-call = us to call
floor-wants-assess = an assessment of service needs
floor-wants-answer = to know about a service (has been told already)
floor-asked-need = Matter
floor-asked-whose = Whom it is about
floor-asked-municipality = Municipality
floor-asked-age = 75 or older
floor-asked-knows = The person knows of this contact
floor-asked-reach = How to reach them
floor-asking = Asked last
floor-not-told = asked, no answer
desk-told-need = told in their own words, see the conversation
desk-told-self = the client
desk-told-other = somebody else
desk-told-yes = yes
desk-told-no = no
desk-told-reachable = gave a number or an address
replies-title = Ready answers
replies-find = Find an answer
replies-hint = Enter adds the first one. You can change it before you send it.
replies-none = Nothing found.
case-done-chat-join = You are in the conversation now.
case-done-chat-pass-on = The conversation has been handed over.
case-done-chat-give-back = The conversation is in the queue again.
inbox-keys-take = Take the next in the chat
inbox-keys-hand = Hand the conversation over
inbox-keys-replies = Ready answers
