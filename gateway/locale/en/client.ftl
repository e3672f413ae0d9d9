# The same client in several matters, and the question of a coordinator.

## the same client
client-title = The client’s other matters
client-confirmed = { $who } confirmed on { $when } that the client is the same.
client-counts = Contacts in 30 days: { $contacts }. Open matters: { $open }. This matter has been moved { $transfers ->
    [one] once
   *[other] { $transfers } times
}.
client-case = { $day } · { $team } · { $state }
client-more = { $count ->
    [one] And one older matter.
   *[other] And { $count } older matters.
}
client-undo = Undo: another client
client-undo-this = Undo: this matter is another client’s
client-maybe-title = Possibly the same client
client-maybe-hint = This is a suggestion. Nothing is joined until you confirm it. Check with the client. Opening a matter is written into the log.
client-maybe-known = Somebody has already confirmed that these matters are one client’s.
client-maybe-more = { $count ->
    [one] There is one older suggestion. You will see it when you have answered these.
   *[other] There are { $count } older suggestions. You will see them when you have answered these.
}
client-same = Same client
client-different = Another person
client-about = Matter { $case }
client-sign-identity_code = same personal identity code
client-sign-phone = same telephone number: it may also be a relative’s
client-sign-email = same mail address: it may also be a relative’s
client-sign-phone-shared = same telephone number, but several people use it: a weak sign
client-sign-email-shared = same mail address, but several people use it: a weak sign
client-sign-phone-other = same telephone number, but somebody else than the client was in contact: a weak sign
client-sign-email-other = same mail address, but somebody else than the client was in contact: a weak sign
client-rules-now = By the rules this matter now goes to: { $destination }
client-rules-move = Move to: { $destination }
client-refused-gone = That suggestion is no longer there. The page now shows what is known of the client.
client-refused-codes = Choose an answer.
case-done-same-client = The matters now belong to the same client. You can undo this.
case-done-different-client = You have noted that this is another person. It will not be asked again.
case-done-undo-client = The matters are no longer joined.
case-done-coordination = Your answer has been recorded.

## coordinator
coordination-title = Many matters at once
coordination-ask = Many matters at once: ask for consent to a coordinator?
coordination-why = This is asked because:
coordination-hint = A coordinator goes through all services with the client. This needs the client’s consent. The machine suggests, you decide.
coordination-own = Do you see that the client would need a coordinator?
coordination-professional_flag = A professional sees that the client has many services or matters at once
coordination-give-will_ask = I will ask for consent
coordination-give-consented = The client consented
coordination-give-declined = The client does not consent
coordination-give-withdrawn = The client withdrew the consent
coordination-give-not_needed = Not needed
coordination-answer-will_ask = The client is to be asked for consent
coordination-answer-consented = The client has consented to a coordinator
coordination-answer-declined = The client does not consent to a coordinator
coordination-answer-not_needed = No coordinator is needed
coordination-answered = { $who }, { $when }

## timeline
event-same_client = Confirmed as the same client
event-different_client = Noted as another person
event-client_undone = Matters of a client taken apart
event-coordination = Coordinator
