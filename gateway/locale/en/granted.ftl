# Granted services and their three months.

service-home_care = Home care
service-support_service = Support service (meals, cleaning, shopping)
service-safety_phone = Safety phone or other technology at home
service-day_activity = Day activity
service-short_term_care = Short-term care
service-communal_housing = Communal housing
service-round_the_clock_care = Housing with round-the-clock care
service-family_care = Family care
service-informal_care = Informal care support
service-transport = Transport service
service-other = Other service
service-decided = { $service } (decision { $day })
service-outcome-begun = Has begun
service-outcome-not_needed = Not needed any more
service-outcome-mistaken = Recorded by mistake

granted-title = Granted services
granted-must-begin = must begin by { $day }.
granted-had-to-begin = Had to begin by { $day }.
granted-was-late = It had to begin by { $day }.
granted-began = began { $day }
granted-detail-decided = decision { $day }
granted-pressure-nearing = At most four weeks left.
granted-pressure-pressing = At most a week left.
granted-pressure-today = Today is the last day.
granted-pressure-overdue = Late: it has not begun.

case-act-service-granted = A service was granted
granted-hint = A granted service must begin without undue delay, within three months of the decision at the latest. The date is followed here also when the case has ended.
granted-service = Which service?
granted-decided-on = Date of the decision
granted-decided-on-hint = The day on which the decision was made. It may be before the contact, but not in the future.
granted-save = Record the decision
case-done-service-granted = The decision is recorded. The date by which the service must begin is under Deadlines.
case-act-service-begun = The service has begun
granted-which = Service
granted-began-on = First day of the service
granted-began-on-hint = The day on which the client got the service for the first time.
granted-begun-save = Record that the service has begun
case-done-service-begun = It is recorded that the service has begun.
case-act-service-ended = The service will not begin
granted-ended-hint = Use this when the client does not need the service any more, or when the decision was recorded by mistake. If the date has passed already, it stays late, except when the record was a mistake.
granted-outcome = Why will it not begin?
granted-why = Grounds
granted-ended-save = Record that it will not begin
case-done-service-ended = It is recorded that the service will not begin.
case-act-service-taken-back = Take back an entry about a service
granted-taken-back-hint = If it was recorded by mistake that the service has begun or will not begin, the time goes on to the same day.
granted-taken-back-save = Take it back
case-done-service-taken-back = It is taken back. The time goes on.
granted-after-end = Granted services

refused-granted-in-future = The date of the decision cannot be in the future.
refused-granted-long-ago = The decision would be more than a year older than the case. Check the year.
refused-service-begun-in-future = The service cannot have begun in the future. Record it when it has begun.
refused-service-begun-before-decision = The service cannot have begun before its decision. Check the dates.
refused-no-service = This service is not waiting to begin. Look at the granted services under Deadlines.
refused-service-runs = There is nothing to take back for this service.

event-service_granted = Service granted
event-service_begun = Service begun
event-service_ended = Service will not begin
event-service_taken_back = Entry about a service taken back

deadlines-services = Granted services: within three months of the decision
deadlines-services-running = { $running ->
    [0] No granted service is waiting to begin.
    [one] One granted service is waiting to begin.
   *[other] { $running } granted services are waiting to begin.
}
deadlines-services-overdue = { $count ->
    [one] One of them is late.
   *[other] { $count } of them are late.
}
deadlines-services-none-near = None of them is due within four weeks.
deadlines-services-record = In the last { $days } days the time of { $due } services ended. { $late } of them had not begun in time.
deadlines-services-hint = The list shows what is late or due within four weeks. What was late stays in the figures.
