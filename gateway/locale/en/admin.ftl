# Signing in, the outbox, the operator's page, alarms.


## alarm
alarm-subject = Luotsi: alarm {$id}
alarm-text =
    There is an emergency in Luotsi that nobody has seen yet.
    Open it now and mark it as seen:
    {$link}

## signing in
sign-in-title = Sign in to Luotsi
sign-in-username = User name
sign-in-password = Password
sign-in-button = Sign in
sign-in-refused = The user name or password is wrong. Check them and try again.
sign-in-too-many = Too many attempts. Wait a minute and try again.
sign-in-help = This page is for staff. If you have forgotten your password, ask an administrator for a new one.
admin-nav-operate = System state
admin-nav-outbox = Outgoing messages

## outbox
outbox-built-in = No mail relay is set. Messages stay here and are not sent to anybody.
outbox-empty = No messages have gone out yet.
mail-when = Time
mail-what = Type
mail-subject = Subject
mail-to = To
mail-state = State
mail-case = Case
mail-open-case = Open the case
purpose-acknowledgement = Acknowledgement
purpose-reply = Reply
purpose-alarm = Alarm
delivery-promised = Waiting to be sent
delivery-attempting = Being sent
delivery-sent = Sent
delivery-outcome_unknown = Unknown whether it went
delivery-failed = Did not go
delivery-bounced = Came back
delivery-shadowed = Written, not sent (shadow mode)

## operator
operate-all-well = All is well. Nobody has to do anything.
operate-some-watch = { $count ->
    [one] One thing needs a look. It can wait until morning.
   *[other] { $count } things need a look. They can wait until morning.
}
operate-some-trouble = { $count ->
    [one] Act now: one thing is wrong.
   *[other] Act now: { $count } things are wrong, the worst on top.
} { $more ->
    [0] {""}
    [one] One more thing needs a look.
   *[other] { $more } more things need a look.
}
operate-at = As of
operate-renews = This page renews itself every 15 seconds.
operate-old = The server does not answer. What you see here is old.
operate-balanced = The balance is zero. Received in all: { $count }.
operate-means = What it means for clients
operate-do = What to do now
operate-chapter = Read: RUNBOOK.md, chapter
operate-go = Go to the list
level-well = Well
level-watch = Needs a look
level-trouble = Act now
concern-alarm = Emergencies that nobody has seen: { $figure }
concern-alarm-means = Somebody may be in danger right now.
concern-alarm-do = Call the duty phone and have somebody open the page Contacts. The alarm ends only when an advisor marks it as seen.
concern-balance = Received messages missing from the books: { $figure }
concern-balance-means = A message may not have been dealt with. The originals are safe.
concern-balance-do = Do not restart or restore anything. Make a backup and call the makers.
concern-keys = An encryption key is missing
concern-keys-means = Part of what is stored cannot be opened. Nothing has been deleted.
concern-keys-do = Restart nothing and make no new key. Find the old one and put it back.
concern-schema = Program and database are of different versions
concern-schema-means = Receiving and working may stop. The sender then tries again.
concern-schema-do = Start every part from the same, newer version of the program.
concern-disk = { $figure } % of the disk is left
concern-disk-means = When the disk is full, nothing new is accepted. What was accepted is safe.
concern-disk-do = Make room or grow the disk. Delete nothing in the folders of Luotsi or the database.
concern-clock = A clock is wrong by { $figure } seconds
concern-clock-means = Nothing is lost or sent twice. Promises and alarms may come at the wrong time.
concern-clock-do = Look at the clock of each machine with timedatectl, and set right the one that is wrong.
concern-redis = Redis does not answer
concern-redis-means = Everything is accepted and forms are answered. Mails and callbacks wait unread, emergencies too.
concern-redis-do = Restart Redis. Luotsi needs no restart.
concern-beat = Handing out work has stopped
concern-beat-means = Messages are accepted, and wait unread. An emergency may wait too. Nothing is lost.
concern-beat-do = Start luotsi-beat.
concern-work = Work has stopped
concern-work-means = Messages are accepted, and wait unread. An emergency may wait too. Nothing is lost.
concern-work-do = See which parts run, and start those that have stopped.
concern-late = { $figure ->
    [one] One work queue is late
   *[other] { $figure } work queues are late
}
concern-late-means = Clients wait longer than usual. Emergencies are always read first.
concern-late-do = If every part runs and the queue grows, start more luotsi-work processes.
concern-relay = { $figure ->
    [0] The mail relay does not answer
    [one] The mail relay has not taken one message
   *[other] The mail relay has not taken { $figure } messages
}
concern-relay-means = Acknowledgements and answers wait. They go by themselves when the relay works again.
concern-relay-do = Ask the duty desk to keep the inbox open: emergency alarms go by mail too. Tell whoever keeps the mail server.
concern-mailbox = { $figure ->
    [one] One mailbox cannot be read as it should
   *[other] { $figure } mailboxes cannot be read as they should
}
concern-mailbox-means = Mail waits unread in the mailbox. It may tell of emergencies. Nothing is lost.
concern-mailbox-do = See the reason in the table. Ask whoever is on duty to read the mailbox themselves until it is mended.
concern-outbox = No mail relay is set
concern-outbox-means = Nobody gets acknowledgements or answers by mail. They stay on the page Outgoing messages.
concern-outbox-do = Set LUOTSI_SMTP_RELAY, unless this is for practice.
concern-nlu = The reading of messages does not work as it should
concern-nlu-means = Emergencies are still found. Everything else goes to a person.
concern-nlu-do = Install the same version of the program again when it is quiet.
concern-second_opinion = The second opinion on what messages are about is missing
concern-second_opinion-means = Messages are read without it. Emergencies are found as before, but a few more messages wait for a person to say what they are about.
concern-second_opinion-do = Wait: the program tries again by itself. If it stays like this, install the extra luotsi[embedding] once more or turn it off (LUOTSI_EMBEDDING=false).
concern-rasa = Rasa does not answer, or answers wrongly
concern-rasa-means = Emergencies are still found. Messages are read without Rasa, and nobody has to wait.
concern-rasa-do = Start Rasa again when it is quiet. If its model has been changed, set LUOTSI_RASA_MODEL right.
concern-given_up = Work given up: { $figure }
concern-given_up-means = Nothing is lost. A message that was not read stands on the advisors' list.
concern-given_up-do = Mend the cause, then press “Try again” in the list.
concern-unknown = Messages that may not have gone: { $figure }
concern-unknown-means = Somebody may be without an answer. The message is never sent again by itself.
concern-unknown-do = Look for the Message-ID in the mail server's log, and note in the list whether it went.
concern-failing = Work that has not succeeded: { $figure }
concern-failing-means = It is tried again. The client may have to wait.
concern-failing-do = See the cause in the list. If it comes again and again, mend it.
concern-unread = Messages that the machine could not read: { $figure }
concern-unread-means = They stand on the advisors' list, each with a date.
concern-unread-do = An advisor opens the case and reads the original as a file.
operate-well-parts = Nothing wrong with these
matter-name-alarm = Alarms
matter-name-balance = Balance
matter-name-keys = Encryption keys
matter-name-schema = Database version
matter-name-disk = Disk
matter-name-clock = Clock
matter-name-redis = Redis
matter-name-beat = Handing out work
matter-name-work = Doing work
matter-name-late = Work queues
matter-name-relay = Mail out
matter-name-mailbox = Reading mailboxes
matter-name-outbox = Mail out
matter-name-nlu = Reading of messages
matter-name-second_opinion = Second opinion on messages
matter-name-rasa = Rasa
matter-name-given_up = Work given up
matter-name-unknown = Messages in doubt
matter-name-failing = Work tried again
matter-name-unread = Messages the machine cannot read
operate-mailboxes = Mailboxes
operate-mailboxes-help = Luotsi fetches mail from these mailboxes. A mail is moved away only once it is kept.
operate-mailbox = Mailbox
operate-mailbox-seen = All seen last
operate-mailbox-kept = Last mail kept
operate-mailbox-waiting = Waiting
operate-mailbox-stuck = Cannot be fetched
operate-mailbox-ago = { $span } ago
operate-mailbox-trying = Trying again.
operate-mailbox-never = not once yet
mailbox-trouble-unreachable = The server does not answer, or its certificate is not right.
mailbox-trouble-refused = User name or password is not accepted.
mailbox-trouble-no_folder = There is no such folder.
mailbox-trouble-broken_off = The connection broke off.
mailbox-trouble-not_moved = The mails are kept, but the server does not let us move them away. Check the folder's rights and room.
operate-queues = Work queues
operate-queue-kind = Work
operate-queue-oldest = The oldest has waited
operate-queue-ready = Waiting now
operate-queue-leased = At work
operate-queue-later = Later
operate-queue-state = State
operate-queue-nothing = nothing
operate-queue-limit = limit { $limit }
span-seconds = { $number } s
span-minutes = { $number } min
span-hours = { $number } h
span-days = { $number } d
operate-given-up = Work given up
operate-given-up-help = These are not tried again by themselves. Mend the cause first, then press “Try again”.
operate-given-up-none = All work has been done.
operate-slow = Work that does not get on
operate-slow-help = It is tried again by itself. When the cause is mended you can let it run at once.
operate-slow-none = No work is stuck.
operate-since = Began
operate-next = Next try
operate-problem = Cause
operate-attempts = Attempts
operate-action = Action
operate-try-again = Try again
operate-try-now = Try now
why-relay = The mail relay did not take the message.
why-deadly = Whoever took it has crashed each time. Memory may have run out.
why-key = An encryption key is missing, or the value was changed.
why-slow = It took too long.
why-database = The database did not answer.
why-unseen = The alarm was sent to everybody many times, and nobody has marked it as seen.
why-other = A fault in the program. Tell the makers the name of the error.
why-none = Has waited too long for its turn.
job-read = Reading a contact
job-decide = Routing
job-acknowledge = Acknowledging
job-deliver = Sending
job-alarm = Alarming
job-promise_due = Watching a promise
job-erase = Remove the text of an anonymous chat
operate-unknown = Messages that may not have gone
operate-unknown-help = The line broke in the middle of sending. Look for the Message-ID in the mail server's log. Where it did not go, an advisor sees that in the case and gets in touch again.
operate-unknown-none = It is known of every message how it ended.
operate-undelivered = Messages that did not arrive
operate-undelivered-help = These are the latest. Advisors see them in the case. You need do nothing unless there are many.
operate-undelivered-none = No message has come back or been refused.
operate-message-id = Message-ID
operate-open-letter = Open the message
operate-it-went = It went
operate-it-did-not = It did not
