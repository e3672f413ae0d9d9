# The rules to be read: the rule book, and the trial of new rules.

rules-title = Rules of guidance
rules-of = { $county }
rules-version = Version of the rules
rules-taken-at = Printed
rules-intro = By these rules Luotsi suggests where a contact goes and by when it is answered. They are asked in order. The first that fits decides. An advisor can always decide otherwise.
rules-how-to-comment = Write your remarks into the space below a rule. Name the rule by its number, for example R080, when you speak of it.
rules-contents = Contents
rules-always-clock = A contact that expresses a need for services always starts the clock of the law on the day it arrives, also where its rule does not say so. That is so with notifications, applications and requests of wards, for example.
rules-always-channel = Ordinary mail and text messages never say what the matter is or who looks after it. A rule’s own text is shown on a protected channel only, such as the page of the web form, the chat or secure mail.
rules-common-texts = Common texts
rules-common-answered = By ordinary mail, where we answer
rules-common-call = By ordinary mail, where help is fastest by phone
rules-common-unanswered = By ordinary mail, where no further answer follows
rules-common-transferred = By ordinary mail, once the matter has been moved to another authority
rules-common-professional = Where a professional gets in touch on a protected channel
rules-subject = Subject
rules-count = { $count ->
    [one] 1 rule
   *[other] { $count } rules
}
rules-when = When
rules-when-any = Always, when no earlier rule has fitted.
rules-when-all = When all of this is so:
rules-one-of = one of these
rules-when-guard = This is added to every rule when:
rules-when-unless = But not when all of this is so:
rules-guard-unanswered = The sender gets no separate answer.
rules-where = Where to
rules-where-info = The person gets contact details. No data of theirs moves. The matter stays with the advice line.
rules-where-consent = Only with the client’s consent.
rules-where-team = Looked after by: { $team }
rules-by-when = By when
rules-told = What the person is told
rules-told-client = On a protected channel
rules-told-professional = To a professional on a protected channel
rules-told-professional-common = A professional gets the common text for professionals on a protected channel.
rules-told-moved = Once the matter has been moved
rules-told-live = On a protected channel, while the person is still there
rules-told-nothing = Nothing is sent by ordinary mail, because a message could put the person in danger.
rules-told-neutral = Ordinary mail gets the common text with the date of the answer.
rules-told-neutral-call = Ordinary mail gets the common text that asks the person to call.
rules-told-neutral-unanswered = Ordinary mail gets the common text without a date.
rules-also = What else happens
rules-because = Why
rules-source = Law or agreement
rules-comments = Remarks
rules-blank-ref = [reference]
rules-blank-date = [day and time]
rules-blank-received = [time of arrival]
rules-blank-missing = [what is missing]
rules-blank-handler = [handler]
rules-refused-title = The new rules in the folder could not be taken into use
rules-refused = The rules below still decide. There is a mistake in the new ones:
rules-refused-at = Tried

rules-field-urgency = Urgency
rules-field-reason = Matter
rules-field-matter_type = Kind of contact
rules-field-contacter = Who gets in touch
rules-field-consent = Consent
rules-field-age = Age of the client
rules-field-municipality = Home municipality
rules-field-flag = The message mentions
rules-field-contacter_professional = Professional
rules-field-existing_client = Client already
rules-field-office_hours = Advice line
rules-field-nlu_confidence = Reading

rules-contacter_professional-true = who gets in touch is a professional
rules-contacter_professional-false = who gets in touch is no professional
rules-existing_client-true = the person is our client already
rules-existing_client-false = the person is not our client yet
rules-office_hours-true = open
rules-office_hours-false = closed
rules-nlu_confidence-high = the program is sure what the matter is
rules-nlu_confidence-low = the program is not sure what the matter is
rules-municipality-in_area = in our own county
rules-municipality-out_of_area = in another county
rules-municipality-unknown = not known

rules-flag-abuse = signs of violence or ill-treatment
rules-flag-carer_limit = the informal carer is at the end of their strength
rules-flag-carer_lost = the person who cares is gone
rules-flag-child = a child
rules-flag-discharge = going home from hospital
rules-flag-exploitation = financial exploitation
rules-flag-fall = a fall
rules-flag-fire = a fire
rules-flag-fire_risk = danger of fire
rules-flag-home_conditions = bad conditions at home
rules-flag-housing_need = need for housing
rules-flag-interpreter_needed = need for an interpreter
rules-flag-kela_benefit = a benefit of Kela
rules-flag-left_alone = the person has been left alone
rules-flag-medical = illness or injury
rules-flag-missed_visit = a carer did not come to a visit
rules-flag-missing = the person is missing
rules-flag-multi_service_triggers = signs of a need for many services
rules-flag-needs_help_first_days = help is needed in the first days at home
rules-flag-not_coping = the person does not cope
rules-flag-suicidal = death or self-harm
rules-flag-unspecified = distress without more being said
rules-flag-violence_now = violence right now
rules-flag-wants_company = wish for company
rules-flag-wants_ombudsman = wish to speak to the ombudsperson
rules-flag-wants_parish = wish for help from the parish
rules-flag-wants_private = wish to buy help
rules-flag-welfare_check = request to see whether somebody is all right

rules-action-ack_after_transfer = The transfer is told of only after it has been made.
rules-action-alarm_advisor = An advisor is alarmed at once.
rules-action-ask_municipality = The advisor is asked to find out the home municipality.
rules-action-assign_handler = A handler is named.
rules-action-check_identity_before_answer = The identity is checked before anything is answered.
rules-action-contact_sender = An advisor contacts the sender.
rules-action-copy_discharge_coordinator = The discharge coordinator is told too.
rules-action-follow_up_next_morning = An advisor checks the next morning.
rules-action-follow_up_same_day = An advisor makes sure the same day that help has come.
rules-action-human_confirms_transfer = A person confirms the transfer before it is made.
rules-action-human_takeover = A person takes the conversation over at once.
rules-action-human_triage = A person reads the message and decides where it belongs.
rules-action-inform_memory_guidance = Memory guidance is told too.
rules-action-inform_own_worker = The own worker is told.
rules-action-name_responsible_worker = A responsible worker is named.
rules-action-no_case_for_patient = No case is opened for the patient or client.
rules-action-no_data_without_consent = No data goes to a partner without consent.
rules-action-no_disclosure_to_sender = The notifier is not told how the matter goes on.
rules-action-no_partner_suggestion = The person is not sent to a partner before an advisor has read the message.
rules-action-open_need_notification = A notification of need is made.
rules-action-open_service_guidance = The matter is opened with service guidance too.
rules-action-record_anonymously = The contact is first recorded without a name.
rules-action-record_as_need_notification = The matter is recorded as a notification of need.
rules-action-register_application = The application is registered as received.
rules-action-restrict_access = Only those who handle the matter see its data.
rules-action-safe_contact_only = Nothing is sent and nobody is called until a safe way is known.
rules-action-show_free_places = The advisor is shown the free places.
rules-action-start_clock_without_delay = The duty of the law begins: assessment without delay.
rules-action-start_statutory_clock = The clock of the law begins: assessment by the 7th working day, where the client is 75 or older, gets the highest care allowance or is of unknown age.
rules-action-start_statutory_clock_if_need_changed = The advisor is asked whether the need for help has changed. If so, the clock of the law begins.
rules-action-start_statutory_clock_if_need_expressed = The advisor is asked whether the message tells of a need for help. If so, the clock of the law begins.
rules-action-urgent_need_check_now = The need for urgent help is looked at right now.

trial-title = What the new rules would change
trial-title-running = What the present rules would change
trial-nothing-done = This is a trial. Nothing has been moved, and nobody has been sent anything.
trial-summary = Summary
trial-looked-at = { $count ->
    [one] We tried the rules on one contact.
   *[other] We tried the rules on the { $count } contacts that were decided last.
}
trial-none = No contact in the database has been decided on.
trial-arrived = They arrived { $first } – { $last }.
trial-moved = { $count ->
    [0] None would go elsewhere.
    [one] 1 contact would go elsewhere.
   *[other] { $count } contacts would go elsewhere.
}
trial-changed = { $count ->
    [0] In no other would deadline, text or actions change.
    [one] 1 would stay in its place, but deadline, text or actions would change.
   *[other] { $count } would stay in their place, but deadline, text or actions would change.
}
trial-same = { $count ->
    [one] 1 would stay as it is.
   *[other] { $count } would stay as they are.
}
trial-already = { $count ->
    [one] Of the changes, 1 would come about already by the rules that run now.
   *[other] Of the changes, { $count } would come about already by the rules that run now.
}
trial-versions = The version of the rules tried is { $tried }. The rules that run now are { $running }.
trial-moves = The changes in short
trial-from = Went earlier to
trial-to = By the new rules
trial-rules = Rule earlier and now
trial-contacts = Contacts
trial-group = { $start } → { $end }
trial-group-stays = { $start }: same place, something else changes
trial-count = { $count ->
    [one] 1 contact
   *[other] { $count } contacts
}
trial-what-changes = What changes
trial-place = Place
trial-deadline = Deadline
trial-text = Text on a protected channel
trial-answer = Answer
trial-answer-true = the sender is answered
trial-answer-false = the sender gets no further answer
trial-added = Added
trial-removed = Left out
trial-was = earlier
trial-would-be = by the new rules
trial-why-was = Reason earlier: rule { $rule }
trial-why-would-be = New reason: rule { $rule }
trial-rule-gone = This rule is no longer among the present ones.
trial-references = References
trial-done-already = This would happen already by the rules that run now.

inbox-nav-rules = Rules
concern-rules = New rules were not taken into use
concern-rules-means = The old rules decide. Every contact is guided by them as before.
concern-rules-do = Mend the mistake; its file and line stand on the page of the rules. Check with the command luotsi rules check, and load the rules again.
matter-name-rules = Rules of guidance
