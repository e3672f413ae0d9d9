# Labels of the codes in channels/codes.py and routing/rule.py: <list>-<code>.

## channels
channel-phone = Phone call
channel-phone_callback = Callback request
channel-sms = Text message
channel-email = Email (unprotected)
channel-secure_email = Secure email
channel-chat = Chat
channel-web_form = Web form
channel-service_point = Regional service point
channel-event = Event
channel-letter = Letter or paper form
channel-suomifi_message = Suomi.fi message
channel-ward_portal = Ward service-need request
channel-system_api = System interface

## contact_directions
direction-to_service = Contact to the service
direction-to_client = Contact to the client
direction-between_professionals = Between professionals

## matter_types
matter-advice = Advice and guidance
matter-support_need_contact = Contact for assessment of need (s. 35)
matter-need_notification = Statutory notification of need
matter-concern_notice = Concern notice by a private person
matter-application = Application (oral or written)
matter-ward_request = Ward service-need request
matter-discharge_notice = Discharge notice
matter-referral = Professional referral
matter-case_enquiry = Enquiry about case status
matter-place_enquiry = Enquiry about a crisis or care place
matter-feedback = Feedback or complaint

## contacter_types
contacter-client = The client
contacter-relative = Relative
contacter-close_person = Friend or close person
contacter-informal_carer = Informal carer
contacter-legal_representative = Guardian or holder of a continuing power of attorney
contacter-neighbour_citizen = Neighbour or other resident
contacter-hospital_ward = Hospital ward
contacter-health_professional = Health professional
contacter-home_care_worker = Home care worker
contacter-social_professional = Social care professional
contacter-social_emergency_worker = Social emergency worker
contacter-other_authority = Other authority
contacter-service_provider = Service provider or unit
contacter-ngo_or_parish = NGO or parish
contacter-municipality_worker = Municipal employee
contacter-unknown = Unknown

## identity_levels
identity-anonymous = Anonymous
identity-stated = Self-stated
identity-recognised = Recognised by staff
identity-verified = Strongly authenticated

## consent_states
consent-given = Consent given
consent-refused = Consent refused
consent-not_asked = Not asked
consent-unable = Cannot be obtained (manifestly unable)
consent-not_required = Not required (client acts)

## age_bands
age-highest_care_allowance = Highest-rate care allowance (any age)
age-age_75plus = 75 or older
age-age_65_74 = 65 to 74
age-age_under_65 = Under 65
age-unknown = Age unknown

## urgency_levels
urgency-emergency = Emergency
urgency-urgent = Urgent
urgency-soon = Soon
urgency-routine = Routine

## reasons
reason-service_info = Information about services
reason-coping_at_home = Concern about coping at home
reason-home_care = Home care need or change
reason-hospital_discharge = Discharge from hospital
reason-informal_care = Informal care and carer support
reason-memory_concern = Memory concern or dementia
reason-housing_services = Housing services and 24-hour care
reason-short_term_day_care = Short-term care and day activity
reason-support_services = Support services (meals, cleaning, shopping, errands)
reason-safety_technology = Safety phone and assistive technology
reason-transport_mobility = Transport and mobility support
reason-assistive_home = Assistive devices and home modifications
reason-rehabilitation_falls = Rehabilitation, function and fall prevention
reason-benefits_fees = Benefits, client fees and income
reason-guardianship_legal = Guardianship and managing affairs
reason-loneliness_participation = Loneliness, company and activities
reason-mental_health_substance = Mental health and substance use (incl. housing)
reason-disability_services = Disability services
reason-abuse_neglect = Abuse, violence or exploitation
reason-home_safety = Home safety and living conditions
reason-acute_health = Sudden health problem
reason-case_status = Pending case or decision
reason-feedback_complaint = Feedback or complaint
reason-other_unclear = Other or unclear

## resolution_options
resolution-advice_given = Resolved with advice
resolution-information_sent = Information sent
resolution-guided_to_self_service = Directed to self-service or online services
resolution-guided_to_partner = Guided to NGO, municipality or parish
resolution-guided_to_private = Guided to private services
resolution-moved_to_service_guidance = Moved to service guidance
resolution-assessment_opened = Needs assessment opened
resolution-application_registered = Application registered
resolution-forwarded_to_own_worker = Forwarded to own worker or unit
resolution-transferred_to_authority = Transferred to competent authority
resolution-directed_to_emergency = Directed to emergency services
resolution-appointment_booked = Appointment or home visit booked
resolution-callback_agreed = New contact agreed
resolution-consulted_specialist = Specialist consulted
resolution-no_service_need = No service need
resolution-client_declined = Client declined
resolution-not_reached = Not reached after three attempts
resolution-merged_duplicate = Merged with another contact
resolution-misdirected_or_spam = Wrong number, spam or improper

## deadlines
deadline-now = at once
deadline-urgent_15min = within 15 minutes of service time
deadline-urgent_1h = within an hour of service time
deadline-same_day = the same day
deadline-ward_first_response = within 4 service hours
deadline-wd1 = the next working day
deadline-wd2 = within 2 working days
deadline-wd3 = within 3 working days
deadline-wd5 = within 5 working days
deadline-statutory_7wd_start = assessment started by the 7th working day
deadline-without_delay = without delay
deadline-statutory_3m_service = within three months
deadline-transfer_without_delay = transferred without delay
deadline-ack_without_delay = acknowledged without delay

## languages
language-fi = Finnish
language-sv = Swedish
language-en = English
language-other = other language
language-unknown = unknown

## whose matter
about-self = own matter
about-other = somebody else's matter
