# Tasks to remember, reminders and restricted access.

remember-title = Remember
remember-reminders = Reminders
remember-tasks = Tasks
remember-ticked = { $count ->
    [one] One task ticked off
   *[other] Tasks ticked off ({ $count })
}
task-done = Done
task-not-needed = Not needed
task-need-yes = Yes
task-need-no = No
task-before-answer = Before you answer
task-required = This has to be ticked off before the case can be closed.
task-outcome-done = done
task-outcome-not_needed = not needed
task-judged-done = yes
task-clock-began = the legal time limit began
task-clock-runs = the legal time limit was already running
task-clock-assessed = the assessment had already begun, no new time limit began
task-judged-not_needed = no
task-row = { $count ->
    [one] One task
   *[other] { $count } tasks
}
task-row-first = { $count ->
    [one] Task
   *[other] { $count } tasks, the first
}
inbox-due-task = By

## tasks
task-human_takeover = Talk with the person at once
task-human_takeover-how = They speak of dying or of harming themselves. Go on with the conversation yourself, or call. If you cannot reach them, call 112.
task-human_takeover-how-safely = They speak of dying or of harming themselves. Go on with the conversation where they write. Do not call unless you know that it is safe. If they stop answering, call 112.
task-urgent_need_check_now = Check at once whether urgent help is needed
task-urgent_need_check_now-how = Find out whether the person has food, medicines, warmth and somebody who looks in. If help cannot wait, arrange it today.
task-follow_up_same_day = Make sure that the person got help
task-follow_up_same_day-how = They were given the emergency number or that of the Medical Helpline. Call and ask whether help came.
task-follow_up_same_day-how-safely = They were given the emergency number or that of the Medical Helpline. Do not call them unless you know a safe way. Ask the social emergency service whether help came.
task-follow_up_next_morning = Make sure in the morning that the person got help
task-follow_up_next_morning-how = They turned to us when the advice line was closed and were given the number of the social emergency service. Call and ask whether help came.
task-follow_up_next_morning-how-safely = They were given the number of the social emergency service. Do not call them unless you know a safe way. Ask the service whether help came.
task-open_service_guidance = Ask service guidance to look at the need for help
task-open_service_guidance-how = The rescue services look at the home. Service guidance finds out what help the person needs there.
task-undelivered = The message did not arrive: call or send a letter
task-undelivered-how = The mail came back or was not accepted. The task goes away by itself when you reach the person by phone or a new answer goes out.
task-undelivered-how-safely = Do not call or send a letter unless you know that it is safe. Wait until the person gets in touch, or ask the social emergency service for advice.
task-start_statutory_clock_if_need_expressed = Does the person say that help is needed?
task-start_statutory_clock_if_need_expressed-how = The machine was not sure. If you say yes, the legal time limit is counted from the day on which the contact came.
task-start_statutory_clock_if_need_changed = Has the need for help changed?
task-start_statutory_clock_if_need_changed-how = The client has services already. If you say yes, the legal time limit is counted from the day on which the contact came.
task-new_need = Is this a new or changed need for help?
task-new_need-how = The assessment has already begun, and after that a message came that tells of a need for help. If you answer yes, a new legal time limit begins on the day the message came. If the message is about the same need, answer no.
task-open_need_notification = Make a notification of need
task-open_need_notification-how = The person is treated badly. Act 980/2012, section 25, obliges us to notify. Record the notification in the client information system.
task-record_as_need_notification = Record this as a notification of need
task-record_as_need_notification-how = The person cannot consent themselves. Record the request as a notification in the client information system.
task-register_application = Register the application
task-register_application-how = The application came on the day on which the contact came, also when it was spoken.
task-human_confirms_transfer = Confirm the transfer to another county
task-human_confirms_transfer-how = Check that the home municipality is elsewhere. Move the matter there. When you mark it as done, the sender is told. If no message can be sent, tell them yourself.
task-human_confirms_transfer-how-safely = Check that the home municipality is elsewhere. Move the matter there, and tell those who receive it that contact may be made only in a safe way.
task-contact_sender = Get in touch with the sender
task-contact_sender-how = The client's consent is missing. Ask the sender to obtain it, or agree how the client can reach us themselves.
task-contact_sender-how-safely = Call only the professional's work number, or use a protected channel. Do not contact the client. Agree with the sender how the client can reach us safely.
task-check_identity_before_answer = Check who is asking
task-check_identity_before_answer-how = Make sure who they are before you tell anything. Do not even confirm that somebody is a client.
task-inform_own_worker = Tell the own worker
task-inform_own_worker-how = The person goes home from hospital. Their services have to be ready in time.
task-name_responsible_worker = Name a responsible worker
task-name_responsible_worker-how = The person has many services or many open matters. One worker fits them together.
task-human_triage = Read the message and decide what it is about
task-human_triage-how = The machine was not sure. Correct the reason and the destination if they are wrong.
task-ask_municipality = Ask for the home municipality
task-ask_municipality-how = The time limit is running already. Record the municipality under Correct or move.
task-ask_municipality-how-safely = The time limit is already running. Ask for the municipality only in a safe way, or ask the professional who got in touch.
task-assign_handler = Agree who handles the application
task-assign_handler-how = The applicant has the right to know who handles their matter.
task-copy_discharge_coordinator = Tell the discharge coordinator
task-copy_discharge_coordinator-how = The matter went to the own worker. The coordinator has to know that the ward is waiting for an answer.
task-inform_memory_guidance = Tell memory guidance
task-inform_memory_guidance-how = Memory is a worry. Memory guidance can help beside the assessment.

## reminders
remind-lift = No longer holds
remind-no_disclosure_to_sender = Do not tell the sender how it goes on, and do not confirm that somebody is a client. This is secret by law.
remind-no_data_without_consent = Give the person the contact details. Do not pass on theirs without their permission.
remind-no_partner_suggestion = Do not direct to an organisation, a parish or a company before you know that the person does not need our help.
remind-no_case_for_patient = The client does not want a case to be opened. Do not contact them and do not ask again. They can get in touch themselves.
remind-record_anonymously = The contact is recorded anonymously. Do not write down a name or an identity code before the person becomes a client.
remind-restrict_access = Access is restricted to the team because the client's consent is missing. Do not tell others of the matter.
remind-show_free_places = Look at the free places and tell them to whoever asks. Nobody should have to ring every unit.

## acts
case-done-ticked = Your mark has been saved.
event-task_done = Ticked off
refused-task = This cannot be ticked off any more. Perhaps somebody else has done so.
refused-undone = { $count ->
    [one] The case cannot be closed yet. One task is left:
   *[other] The case cannot be closed yet. { $count } tasks are left:
}
refused-undone-hint = Mark them as done or not needed under Remember. Your choices are kept below.

## restricted access
restricted-row = Shown to members of the team only.
restricted-tag = Restricted
restricted-title = Access is restricted
restricted-lead = The client's consent is missing. Therefore only the team { $team } can see the details. If you need them in your work, say why.
restricted-why = Why do you open the case?
restricted-unsaid = Choose a reason.
restricted-ground-safety = Somebody's life, health or safety is at risk
restricted-ground-client_asks = The client has turned to me
restricted-ground-handed_to_me = The matter has been handed to me
restricted-ground-deputy = I deputise for a member of the team
restricted-ground-supervision = I supervise the work or look into the log
restricted-hint = Your reason and your name stay in the log. The case is open to you for 12 hours.
restricted-open = Open the case
