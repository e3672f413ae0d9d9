# The advisors' workspace: the list, the page of a case, its acts and messages.

## frame
inbox-service = Advisors’ workspace
inbox-sign-out = Sign out
inbox-nav-list = Contacts
inbox-nav-new = Record a contact
inbox-nav-operate = Operations
inbox-close = Close
inbox-choose = Choose
inbox-needed = (required)
inbox-yes = yes
inbox-no = no

## alarm
inbox-alarm = { $count ->
    [one] One contact must be looked at now
   *[other] { $count } contacts must be looked at now
}
inbox-alarm-title = LOOK NOW
inbox-alarm-waiting = It came { $span } ago, nobody has acknowledged it.
inbox-alarm-more = { $count ->
    [one] And one more at the top of the list.
   *[other] And { $count } more at the top of the list.
}
inbox-alarm-open = Open now
inbox-alarm-seen = Mark as seen
inbox-sound-hint = The alarm sound is off until you click the page or press a key.

## keys
inbox-keys-open = Keyboard shortcuts
inbox-keys-title = Keyboard shortcuts
inbox-keys-lead = The keys work while you are not typing in a field.
inbox-keys-next = Next contact
inbox-keys-previous = Previous contact
inbox-keys-enter = Open the contact
inbox-keys-claim = Claim
inbox-keys-answer = Answer
inbox-keys-note = Write a note
inbox-keys-resolve = Record the outcome
inbox-keys-list = Back to the list
inbox-keys-help = This help
inbox-keys-turn-off = Turn the shortcuts off
inbox-keys-turn-on = Turn the shortcuts on

## lists
inbox-lists = Lists
inbox-tab-work = Open
inbox-tab-mine = Mine
inbox-tab-quarantine = To sort out
inbox-tab-machines = Machine mail
inbox-tab-resolved = Resolved
inbox-title-work = Open contacts
inbox-title-mine = My contacts
inbox-title-quarantine = Contacts to sort out
inbox-title-machines = Messages from machines
inbox-title-resolved = Resolved in the last 30 days
inbox-filters = Narrow the list
inbox-filter-channel = Channel
inbox-filter-reason = Reason
inbox-filter-municipality = Municipality
inbox-filter-language = Language
inbox-filter-state = Stage
inbox-filter-team = Team
inbox-filter-all = All
inbox-filter-show = Narrow
inbox-filter-clear = Remove the filters
inbox-first-page = To the top of the list
inbox-next-page = Next contacts
inbox-empty-work = No contact is waiting.
inbox-empty-hint-work = New contacts appear here by themselves.
inbox-empty-mine = You are not working on any contact.
inbox-empty-hint-mine = Claim one from the open list.
inbox-empty-quarantine = There is nothing to sort out.
inbox-empty-hint-quarantine = Messages that the machine could not read come here. A person reads them.
inbox-empty-machines = There are no messages from machines.
inbox-empty-hint-machines = Automatic replies and returned mail that belong to no case come here.
inbox-empty-resolved = Nothing was resolved in the last 30 days.
inbox-empty-hint-resolved = Resolved cases stay here for 30 days.
inbox-empty-filtered = No contact matches the filters.
inbox-empty-filtered-hint = Remove a filter to see more.
inbox-done-released = You released the contact. It is back on the team’s list.
inbox-done-resolved = The outcome is recorded.
inbox-done-taken-over = The contact is now yours.

## row
inbox-no-reason = Reason not clear yet
inbox-no-words = No text
inbox-waiting = Waited { $span }
inbox-claim = Claim
inbox-held = { $who }, until { $until }
inbox-held-mine = Yours until { $until }
inbox-quarantined = Read the original
inbox-safe-contact = Safe contact only
inbox-undelivered = Message not delivered
inbox-due-promise = Promise
inbox-due-clock = Legal deadline
inbox-due-state-today = today
inbox-due-state-overdue = Overdue
inbox-due-state-broken = Promise broken
inbox-late = { $span } ago
inbox-minutes = { $count } min
inbox-hours = { $count } h
inbox-days = { $count } d
inbox-today = today
inbox-tomorrow = tomorrow
inbox-date = { $weekday } { $day }/{ $month }
inbox-clock = { $hour }:{ $minute }
inbox-weekday-1 = Mon
inbox-weekday-2 = Tue
inbox-weekday-3 = Wed
inbox-weekday-4 = Thu
inbox-weekday-5 = Fri
inbox-weekday-6 = Sat
inbox-weekday-7 = Sun
inbox-team-intake = Intake
inbox-state-received = Received
inbox-state-triaged = Routed
inbox-state-assigned = With the team
inbox-state-in_progress = In progress
inbox-state-waiting_client = Waiting for the client
inbox-state-waiting_partner = Waiting for a partner
inbox-state-transferred = Transferred
inbox-state-resolved = Resolved
inbox-state-reopened = Reopened
inbox-state-dissolved = Joined to another case

## recording a contact
inbox-new-title = Record a contact
inbox-new-lead = A call, visit, letter or event. It goes the same way as every other contact.
inbox-new-group-what = What was said?
inbox-new-group-who = Who contacted us?
inbox-new-group-client = Whom is it about?
inbox-new-group-callback = If you agreed on a call
inbox-new-channel = Channel
inbox-new-direction = Direction
inbox-new-arrived_at = When
inbox-new-text = Matter
inbox-new-text-hint = Use the person’s own words. If it is an emergency, instructions appear at once.
inbox-new-contacter_type = Contacter
inbox-new-identity_level = Identification
inbox-new-name = Name
inbox-new-phone = Phone number
inbox-new-email = Email address
inbox-new-organisation = Ward, unit or company
inbox-new-relation = Relation to the client
inbox-new-language = Language
inbox-new-interpreter_language = Interpreter’s language
inbox-new-safe_contact_note = Safe way to make contact
inbox-new-safe_contact_note-hint = When and how can we call? Who must not know?
inbox-new-subject_name = Client’s name
inbox-new-municipality = Home municipality
inbox-new-age_band = Age
inbox-new-knows_of_contact = Does the client know of this contact?
inbox-new-consent = Consent
inbox-new-matter_type = Type of matter
inbox-new-non_disclosure = The client has a non-disclosure order
inbox-new-callback_phone = Number to call
inbox-new-callback_name = Whom to call
inbox-new-callback_wish = When it suits
inbox-new-save = Save the contact
inbox-new-problems = Check these points
inbox-new-submission_id = Page
inbox-new-unavailable = It could not be saved
inbox-new-unavailable-hint = The database does not answer. Your text is still on this page. Try again in a moment.
inbox-read-now = Read this aloud now
inbox-knows-yes = Knows
inbox-knows-no = Does not know
inbox-knows-unknown = Not known
inbox-wrong-required = Fill this in.
inbox-wrong-too_long = The text is too long.
inbox-wrong-not_a_choice = Choose one of the options.
inbox-wrong-email_malformed = Check the email address.
inbox-wrong-moment_malformed = Check the date and time.
inbox-wrong-moment_unlikely = The time must be within the past year and not in the future.
inbox-wrong-page_expired = Reload the page, then save.
inbox-wrong-phone_too_short = Some digits are missing.
inbox-wrong-phone_invalid = Check the phone number.
inbox-wrong-phone_needs_country_code = Add the country code, such as +46.
inbox-wrong-phone_not_a_persons = This number cannot be called back.
inbox-wrong-phone_withheld = The number is withheld. Ask for another one.
inbox-wrong-needed_for_answer = We need this to be able to answer.

## page of a case
case-back = ‹ Contacts
case-team = Team:
case-towards = Destination:
case-words = The person’s own words
case-whole = Show the whole message
case-quarantined = The machine could not read this message. Read the original and record what it is about.
case-read-again = Read the message again
case-original = Open the original as a file
case-original-hint = The original may hold identity codes. Opening it is recorded.
case-code-hidden = identity code hidden
case-code-show = Show
case-chat-codes = Identity codes given in the conversation
case-chat-codes-hint = Show a code only when you need it. Showing it is written in the log.
case-chat-code-from-visitor = the client wrote
case-chat-code-from-advisor = the advisor wrote
case-chat-code-from-service = the service wrote
case-chat-code-show = Show identity code { $number }
case-files = { $count ->
    [one] Attachment
   *[other] { $count } attachments
}
case-files-hint = Attachments have not been scanned for viruses.
case-file-view = View in the browser
case-file-view-of = View the file { $name } in the browser (opens in a new tab)
case-files-scanned = A file is scanned for viruses when you open it.
case-file-infected = The file cannot be opened: it holds a virus ({ $virus }). Call the sender and ask.
case-file-unknown = The file could not be scanned for viruses just now, so it is not opened. Try again in a moment. If it is urgent, call the sender.
case-file-no-view = This file cannot be viewed in the browser. Save it.
case-linked = The same message also came to another address of ours. Open it.
case-dates = Deadlines
case-promised-for = We promised to answer by
case-clock-never-reset = It does not start again when the case is moved or reopened.
case-promises = All promises ({ $count })
case-promise-kind-answer_by = Answer
case-promise-kind-call_back = Call
case-promise-kind-visit = Visit
case-promise-state-open = open
case-promise-state-withdrawn = no longer applies
case-promise-state-kept = kept
case-promise-state-moved = moved
case-promise-state-broken = broken
case-people = Contact details
case-told = What the person was told
case-told-show = Show the text
case-told-here = Told at once, on the page or aloud.
case-delivery-promised = waiting to be sent
case-delivery-attempting = being sent
case-delivery-sent = sent
case-delivery-outcome_unknown = not known whether it arrived
case-delivery-failed = could not be sent
case-delivery-bounced = came back
case-delivery-shadowed = not sent (trial run)
case-sent = Messages sent
case-purpose-acknowledgement = Acknowledgement
case-purpose-reply = Reply
case-purpose-alarm = Alarm
case-why = Why here?
case-why-destination = Suggested destination:
case-why-rule = rule { $rule }
case-why-guess = The machine’s guess at the reason:
case-why-abstained = unsure, please check
case-why-words = Words that weighed most:
case-why-otherwise = Without the word “{ $word }” the estimate would have been
case-quoted = “{ $words }”
case-percent = { $count }%
case-why-more = What the suggestion rests on
case-why-alternatives = Other possible reasons:
case-why-engine = Reader: { $engine }
case-why-suggestion = This is the machine’s suggestion. You decide.
case-rule-gone = The words of the reason were not kept then. They stand in the rules under the rule’s number.
case-finding-learnt = the model’s judgement, please check
case-near-miss = No alarm: context
case-near-miss-past = No alarm: in the past
case-near-miss-hypothetical = No alarm: hypothetical
case-near-miss-resolved = No alarm: over
case-near-miss-denied = No alarm: denied
case-area-in_area = own county
case-area-out_of_area = another county
case-fact-name = Name
case-fact-organisation = Organisation
case-fact-relation = Relation to the client
case-fact-phone = Phone
case-fact-email = Email
case-fact-may-not-be-contacted = Does not want to be contacted
case-fact-safe-contact-note = Safe way
case-fact-subject-name = Client
case-fact-age-band = Age
case-fact-subject-municipality = Home municipality
case-fact-non-disclosure = Non-disclosure order
case-fact-knows = Client knows of the contact
case-fact-call-back = To be called
case-fact-call-back-wish = Wish for the call
case-fact-consent = Consent
case-fact-interpreter = Interpreter’s language
case-fact-identity = Identification
case-fact-matter = Type of matter
case-fact-contacter = Contacter
case-fact-area = Area
case-fact-office-hours = Came in service hours
case-earlier = Earlier contacts ({ $count })
case-timeline = What has happened
case-detail-rule = rule { $rule }
case-detail-destination = destination: { $destination }
case-detail-reached = reached
case-detail-not-reached = not reached
case-detail-safe-way = safe way recorded
case-detail-same-message-id = the same Message-ID as contact { $reference }, but another content
case-detail-changed = { $was } → { $now }
case-undelivered = Our message did not arrive. Call or send a letter.
case-safe-contact = Make contact only in a safe way
case-safe-contact-hint = Somebody at home may be a danger. Do not call or send messages until you know how it is safe.
case-resolved-as = Outcome:
case-read-aloud = Read this aloud
case-claim-longer = Keep it longer
case-release = Release
case-reopen = Reopen

## acts
case-acts = What do you do?
case-act-safe-way = Record a safe way
case-act-reply = Reply by email
case-act-call = Record a call
case-act-note = Write a note
case-act-correct = Correct or transfer
case-act-promise = Promise a new date
case-act-resolve = Record the outcome
case-safe-way-hint = When the safe way is recorded, messages can be sent again.
case-safe-way-text = How and when is contact safe?
case-safe-way-save = Save the safe way
case-reply-to = The reply goes to
case-reply-unprotected = Ordinary email is not protected. Write general information only: no names, health matters, services or decisions. Anything else you can tell by phone.
case-reply-secure = The answer goes by secure email: only the recipient can open it. Still, write no more than the matter needs.
case-reply-text = Reply
case-reply-frame = The reference, the emergency numbers and our contact details are added. The subject is always the same, and the original message is not quoted.
case-reply-send = Send the reply
case-next-due = When do we come back to this?
case-next-due-hint = A case always has a next date until it is resolved.
case-next-due-call-hint = Needed if you reached the person and the case goes on.
case-call-unsafe = Call only if you know that it is safe.
case-calls-missed = { $count ->
    [one] One call has reached nobody.
   *[other] { $count } calls have reached nobody.
}
case-call-outcome = Did you reach the person?
case-call-reached-yes = Yes, we spoke
case-call-reached-no = No answer
case-call-safe-way = I called in the way that the person said is safe
refused-safe-way = The call was not saved. In this matter calls may be made only in a safe way. Tick that you used it.
case-matter-none = Not known yet
case-call-note = What did you agree on? (optional)
case-call-save = Save the call
case-note-text = Note
case-draft-saved = Draft saved.
case-draft-lost = The draft could not be saved. Do not close the page.
case-note-save = Save the note
case-reason = Reason
case-urgency = Urgency
case-contacter = Contacter
case-language = Language
case-municipality = Home municipality
case-destination = Destination
case-destination-none = Not decided yet
case-direction = Direction (who contacted whom)
case-why-lowered = Grounds
case-correct-hint = Grounds are always needed when urgency is lowered. If the destination belongs to another team, the case moves to its list.
case-correct-save = Save the correction
case-promise-date = New date
case-promise-hint = The legal deadline does not change.
case-promise-save = Promise the new date
case-resolve-hint = All four choices are needed.
case-resolution = Outcome
case-merge = Merging with another case
case-merge-hint = Fill this in when the outcome is “Merged with another contact”. Messages, tasks, promises and the legal time limit move to the other case, and the earlier date holds. Merging cannot be undone.
case-merge-into = The other case
case-merge-reference = The other case's reference
case-merged-open = Open the other case
case-resolution-closing = The case ends
case-resolution-continuing = The case goes on
case-resolve-note = More information (optional)
case-resolve-confirm = I have checked that the outcome is right. (Needed if you directed to emergency help, there is no service need, the client declines, nobody was reached or the message was improper.)
case-resolve-save = Save the outcome
case-objections-hint = Change or remove these words. If more has to be said, call.
case-objection-identity_code = identity code
case-objection-name = name
case-objection-birth_date = date of birth
case-objection-health = tells about health
case-objection-client = tells that somebody is a client
case-objection-email = email address
case-objection-phone = phone number
case-objection-address = address
case-objection-account = account number

## the chat
case-chat-title = Conversation in the chat
case-chat-danger = Danger in the conversation
case-chat-danger-hint = The danger may only be clear when the message is read together with the client’s messages just before it. Read the whole conversation.
case-chat-visitor = Client
case-chat-seen = The client has seen the message
case-chat-lost = The connection is lost. Your messages are safe on this page and will be sent when the connection is back.
case-chat-typing = The client is writing.
case-chat-here = The client is in the chat.
case-chat-away = The client is not in the chat now. They see your message only if they come back to the page.
case-chat-ended = The case is closed. If the client writes, it opens again.
case-chat-over = You can no longer write on this page. Reload the page.
case-chat-why-malformed = The message could not be sent like this. Change it and send it again.
case-chat-why-taken = Another advisor is handling this contact. Your message was not sent.
case-chat-why-ended = The case is closed. Reopen it if you want to answer.
case-chat-text = Message to the client
case-chat-enter = Ctrl + Enter sends.
case-chat-without = New messages show when you reload the page. Answering in the chat needs JavaScript.
case-chat-reopen = Reopen the case if you want to write.
inbox-keys-chat = Write in the chat
inbox-waits-in-chat = Waiting in the chat

## what happened
case-taken = { $who } is working on this until { $until }. Your change was not saved. Your text is still below.
case-changed = The case changed meanwhile. You now see the newest state. Your text is still below: check it and save again.
case-done-claimed = The contact is now yours.
case-done-corrected = The correction is saved.
case-done-noted = The note is saved.
case-done-replied = The reply is on its way.
case-done-called = The call is recorded.
case-done-promised = The new date is promised.
case-done-safe-way = The safe way is recorded.
case-done-continues = The outcome is recorded. The case goes on.
case-done-reopened = The case is open again. The legal deadline runs on from where it began.
case-done-read-again = The message is being read again. The result will be on this page in a moment.
refused-readable = This message can be read already.
case-done-alarm-seen = The alarm is marked as seen.
case-done-entered = The contact is saved.
case-done-entered-emergency = The contact is saved. The other advisors were alarmed.
refused-ended = The case has already ended. Reopen it if work goes on.
refused-not-ended = The case is already open.
refused-empty = Write a text.
refused-too-long = The text is too long. There is room for { $most } characters.
refused-past = That time has passed. Choose one to come.
refused-far = Choose a day within a year.
refused-date = Check the date and time.
refused-lowering = Give grounds when you lower the urgency.
refused-destination = Choose a destination from the list.
refused-municipality = Write the name of the municipality only.
refused-merge-other = Say which case this one is merged with: choose it from the list or write its reference.
refused-merge-ended = The other case has ended. Reopen it first.
refused-codes = Choose contacter, direction, reason and outcome.
refused-unconfirmed = Confirm that you have checked the outcome.
refused-unheard = The client has just written more in the chat. Read the new messages and then save again. Your choices are kept.
refused-reached = Say whether you reached the person.
refused-leak = The message was not sent. It holds things that must not go by unprotected email.
refused-shadow = Email is in shadow mode: nothing is sent. Answer as you did before and write a note about it.
refused-safe-contact = No messages are sent until a safe way is recorded.
refused-no-address = There is no email address, or the person does not want to be contacted by email. Call or send a letter.

## events
event-received = Received
event-read = Read
event-unreadable = The machine could not read it
event-emergency = Emergency
event-decided = Routed
event-same_message_id = Same id as another email
event-machine = Automatic message
event-joined = Another contact in the same case
event-repeated = A call was asked for again
event-acknowledged = Acknowledgement
event-not_acknowledged = No acknowledgement was sent
event-delivered = Message sent
event-not_delivered = Message did not arrive
event-outcome_unknown = Not known whether the message arrived
event-claimed = Claimed
event-released = Released
event-corrected = Corrected
event-noted = Note
event-replied = Replied
event-called = Called
event-promised = New date promised
event-promise_broken = Promise broken
event-alarm_seen = Emergency marked as seen
event-alarm_passed_on = Alarm passed on
event-resolved = Resolved
event-merged = Merged with another case
event-reopened = Reopened

## why no acknowledgement was sent
silence-machine = it looks like an automatic message
silence-no_address = no address
silence-safe_contact = safe contact only
silence-told_at_other_door = the same message came to another address and was answered there
silence-told_today = one was sent about this matter within the last 24 hours
silence-too_many = too many messages to this address within 24 hours
silence-manual = automatic messages are off for this channel
silence-outbound = we made this contact
silence-late = the message could be read only later; an advisor answers
silence-notice = who sent a notice is told only that it has arrived
silence-no_way = this channel has no automatic way back; an advisor answers

## outgoing mail
mail-reply-subject = Message from the wellbeing services county ({ $reference })
mail-reply-begun =
    Hello!

    We have read your message. Ordinary email is not protected, so we will tell you more by phone.

    Please call us on { $phone } ({ $hours }). Give the reference number and we will find your matter at once.
mail-reply-begun-secure =
    Hello!

    We have read your message.

    You can answer this message or call us on { $phone } ({ $hours }).
mail-reply-frame =
    { $text }

    Reference: { $reference }

    In an emergency, call 112. For urgent health advice, call 116 117.

    Ordinary email is not protected. Do not write your personal identity code, health information or other private matters in it.

    Secure way to contact us: { $link }
    Phone: { $phone } ({ $hours })

    Regards,
    { $county }
