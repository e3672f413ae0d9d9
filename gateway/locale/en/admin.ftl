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
operate-unaccounted = Received messages missing from the books: { $count }. Stop receiving and read the RUNBOOK.
operate-balanced = The balance is zero. Received in all: { $count }.
operate-degraded = These parts do not work as they should
operate-well = All parts work.
degraded-database = The database cannot be reached. Nothing is accepted until it is back.
degraded-nlu = The reading model is missing. Emergencies are still found; everything else goes to a person.
degraded-jobs_late = The work queue is more than a minute late.
degraded-jobs_given_up = Some work was given up. See the list below.
operate-queue = Work queue
jobs-waiting = Waiting
jobs-leased = At work
jobs-late = Late
jobs-given_up = Given up
operate-stuck = Work given up
operate-stuck-help = Mend the cause first, then start the work again. Nothing is lost.
operate-problem = Cause
operate-attempts = Attempts
operate-action = Action
operate-try-again = Try again
job-read = Reading a contact
job-decide = Routing
job-acknowledge = Acknowledging
job-deliver = Sending
job-alarm = Alarming
job-promise_due = Watching a promise
operate-mails = Messages that may not have arrived
operate-mails-help = These are never resent by themselves. See in the mail server's log whether the message went, or contact the person in another way.
operate-nothing = Nothing at the moment.
operate-it-went = It went
operate-it-did-not = It did not
