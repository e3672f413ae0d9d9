# The deadline by law, what is due soon, absences.

## the deadline in lists and on the page of a case
clock-day-of = { $date } (working day { $day }/{ $of })
inbox-due-state-nearing = begin the assessment soon
inbox-due-state-pressing = begin the assessment now
inbox-due-state-last_day = last day
clock-code-statutory_7wd_start = Assessment begins by the 7th working day
clock-code-without_delay = Assessment begins without delay, target 10 working days
clock-started = contact
clock-due = by
clock-by-age = because of:
clock-begun = Assessment begun
clock-in-time = in time
clock-late = late
clock-recorded-late = in time as stated, but recorded only afterwards
clock-detail-recorded-late = recorded only after the deadline
clock-overdue = The deadline has passed. Nobody has recorded that the assessment has begun.
clock-merged = Became one with the deadline of another case.

## what is done about the deadline
case-act-begun = Assessment has begun
clock-begun-hint = Record this when a professional has reached the client or somebody close to them and begun the assessment of service needs. An acknowledgement, or a call that nobody answered, is not enough.
clock-begun-at = When did the assessment begin?
clock-begun-at-hint = Not before the contact, and not in the future.
clock-begun-reached = The client or somebody close to them was reached, and the assessment was begun.
clock-begun-note = More information
clock-begun-note-hint = Needed when the deadline has passed and the assessment began before it. Say then why it is recorded only now.
clock-begun-save = Record that the assessment has begun
case-done-begun = The beginning of the assessment is recorded. The deadline has stopped.
case-act-not-begun = Take back the beginning of the assessment
clock-not-begun-hint = If it was recorded by mistake, the deadline goes on from where it began. The date does not change.
clock-not-begun-why = Why do you take it back?
clock-not-begun-save = Take it back
case-done-not-begun = It is taken back. The deadline goes on.
case-act-age = Correct the client's age
clock-age-hint = Age, or the highest care allowance, decides which deadline holds. A correction can only make it earlier, never later.
clock-age = Client's age
clock-age-why = How do you know?
clock-age-save = Save the age
case-done-age = The age is saved.
refused-not-reached = The deadline stops only when the client or somebody close to them has been reached. Record a call that nobody answered under “Record a call”.
refused-begun-in-future = The assessment cannot have begun in the future.
refused-begun-before-clock = The assessment cannot have begun before the contact. Check date and time.
refused-begun-grounds = The deadline has passed. Write under More information why the beginning of the assessment is recorded only now.
refused-no-clock = No deadline by law runs in this case.
refused-not-begun = Nobody has recorded that the assessment has begun.
event-assessment_begun = Assessment begun
event-assessment_taken_back = Beginning of the assessment taken back
event-age_corrected = Client's age corrected
event-rang = Reminder: nobody has taken the case

## reminder
ring-notice = { $count ->
    [one] One case is due soon or late, and nobody has it.
   *[other] { $count } cases are due soon or late, and nobody has them.
}
ring-late = { $count ->
    [one] One of them is late already.
   *[other] { $count } of them are late already.
}
ring-open = Open the most pressing
ring-seen = Mark as seen
inbox-done-rings-seen = The reminder is marked as seen. It comes back on the next working day if nobody has taken the cases.

## the page of deadlines
deadlines-nav = Deadlines
deadlines-title = Deadlines by law
deadlines-outlook = How does it look?
deadlines-nothing = No deadline of an assessment is running.
deadlines-pace-unknown = There is no forecast yet: the pace is known only after three working days.
deadlines-late-on = At this pace we will be late { $day }.
deadlines-late-in-all = { $count ->
    [one] One assessment in all will begin late.
   *[other] { $count } assessments in all will begin late.
}
deadlines-all-in-time = At this pace all open assessments begin in time.
deadlines-overdue-count = { $count ->
    [one] One deadline has passed already.
   *[other] { $count } deadlines have passed already.
}
deadlines-pace = In the last { $days } working days { $begun } assessments were begun, which is { $pace } a working day.
deadlines-caption = Assessments that must begin
deadlines-day = Last day
deadlines-due = Must begin
deadlines-in-time = In time
deadlines-late = Late
deadlines-how = This supposes that what is due first is begun first, and that the pace stays the same. New contacts are not in it.
deadlines-overdue = Assessments that are late
deadlines-overdue-none = No assessment is late.
deadlines-open = Was due
deadlines-nobody = nobody has it
deadlines-record = Assessments in the last { $days } days
deadlines-record-words = The deadline came in { $due } cases. In { $late } of them it was missed.
deadlines-recorded-late = { $count ->
    [one] In one more case the assessment began in time as stated, but it was recorded only after the deadline.
   *[other] In { $count } more cases the assessment began in time as stated, but it was recorded only after the deadline.
}
deadlines-record-hint = A missed deadline stays in the figure, also if the case is classified otherwise later.
deadlines-weekday-1 = on Monday
deadlines-weekday-2 = on Tuesday
deadlines-weekday-3 = on Wednesday
deadlines-weekday-4 = on Thursday
deadlines-weekday-5 = on Friday
deadlines-weekday-6 = on Saturday
deadlines-weekday-7 = on Sunday

## absences
away-nav = Absences
away-title = Absences
away-hint = While you are away, your cases are shown to your deputy. Without a deputy the team is reminded of them.
away-others = Colleagues
away-at-work = at work
away-until = Away, back { $back }.
away-deputy-is = Deputy: { $who }.
away-gap = No deputy is at work.
away-first-day = First day back at work
away-deputy = Deputy
away-no-deputy = No deputy
away-save = Save the absence
away-back = Mark as back at work
away-saved = The absence is saved.
away-refused-date = Give the day on which work goes on: tomorrow at the earliest.
away-refused-deputy = Choose somebody else who works here as deputy.
away-row = { $who } is away.
away-row-deputy = Deputy: { $who }
away-row-nobody = No deputy
away-case = { $who } is away, back { $until }.
away-case-deputy = Deputy: { $who }.
away-case-nobody = No deputy.
