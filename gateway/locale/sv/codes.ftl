# Labels of the codes in channels/codes.py and routing/rule.py: <list>-<code>.

## channels
channel-phone = Telefonsamtal
channel-phone_callback = Begäran om återuppringning
channel-sms = Textmeddelande
channel-email = E-post (oskyddad)
channel-secure_email = Skyddad e-post
channel-chat = Chatt
channel-web_form = Webbformulär
channel-service_point = Regionalt serviceställe
channel-event = Evenemang
channel-letter = Brev eller pappersblankett
channel-suomifi_message = Suomi.fi-meddelande
channel-ward_portal = Avdelningens servicebegäran
channel-system_api = Systemgränssnitt

## contact_directions
direction-to_service = Kontakt till rådgivningen
direction-to_client = Kontakt till klienten
direction-between_professionals = Kontakt mellan yrkespersoner

## matter_types
matter-advice = Rådgivning och handledning
matter-support_need_contact = Kontakt för bedömning av stödbehovet (35 § i socialvårdslagen)
matter-need_notification = Anmälan om servicebehov (35 § i socialvårdslagen, 25 § i äldreomsorgslagen)
matter-concern_notice = Privatpersons orosanmälan
matter-application = Ansökan (muntlig eller skriftlig)
matter-ward_request = Avdelningens begäran om service
matter-discharge_notice = Anmälan om utskrivning
matter-referral = Hänvisning från yrkesperson
matter-case_enquiry = Förfrågan om ärendets läge
matter-place_enquiry = Förfrågan om krisplats eller vårdplats
matter-feedback = Respons eller anmärkning

## contacter_types
contacter-client = Klienten själv
contacter-relative = Anhörig
contacter-close_person = Närstående, vän
contacter-informal_carer = Närståendevårdare
contacter-legal_representative = Intressebevakare eller intressebevakningsfullmäktig
contacter-neighbour_citizen = Granne eller annan invånare
contacter-hospital_ward = Sjukhusavdelning
contacter-health_professional = Yrkesperson inom hälsovården
contacter-home_care_worker = Anställd inom hemvården
contacter-social_professional = Yrkesperson inom socialvården
contacter-social_emergency_worker = Anställd vid socialjouren
contacter-other_authority = Annan myndighet (polis, räddning, akutvård, FPA)
contacter-service_provider = Serviceproducent eller vårdenhet
contacter-ngo_or_parish = Organisation eller församling
contacter-municipality_worker = Kommunanställd
contacter-unknown = Okänd

## identity_levels
identity-anonymous = Anonym
identity-stated = Egen uppgift
identity-recognised = Identifierad av personal
identity-verified = Starkt autentiserad (Suomi.fi)

## consent_states
consent-given = Samtycke finns
consent-refused = Samtycke nekat
consent-not_asked = Inte tillfrågad
consent-unable = Kan inte fås (uppenbart oförmögen)
consent-not_required = Behövs inte (klienten själv)

## age_bands
age-highest_care_allowance = Högsta vårdbidraget (oberoende av ålder)
age-age_75plus = 75 år fyllda
age-age_65_74 = 65–74 år
age-age_under_65 = Under 65 år
age-unknown = Okänd ålder

## urgency_levels
urgency-emergency = Nödsituation
urgency-urgent = Brådskande
urgency-soon = Bör skötas snart
urgency-routine = Inte brådskande

## reasons
reason-service_info = Information om tjänster
reason-coping_at_home = Oro för hur någon klarar sig hemma
reason-home_care = Behov av hemvård eller ändring i hemvården
reason-hospital_discharge = Utskrivning från sjukhus
reason-informal_care = Närståendevård och stöd för vårdaren
reason-memory_concern = Minnesproblem eller minnessjukdom
reason-housing_services = Boendeservice och heldygnsomsorg
reason-short_term_day_care = Korttidsvård och dagverksamhet
reason-support_services = Stödservice (måltider, städning, butiksärenden, andra ärenden)
reason-safety_technology = Trygghetstelefon och teknik för boende hemma
reason-transport_mobility = Färdtjänst och stöd för rörlighet
reason-assistive_home = Hjälpmedel och ändringsarbeten i bostaden
reason-rehabilitation_falls = Rehabilitering, funktionsförmåga och fallprevention
reason-benefits_fees = Förmåner, klientavgifter och utkomst
reason-guardianship_legal = Intressebevakning och skötsel av ärenden
reason-loneliness_participation = Ensamhet, sällskap och fritid
reason-mental_health_substance = Psykisk hälsa och rusmedel (även boendeservice)
reason-disability_services = Funktionshinderservice
reason-abuse_neglect = Illabehandling, våld eller utnyttjande
reason-home_safety = Boendesäkerhet och boendeförhållanden
reason-acute_health = Plötsligt hälsoproblem
reason-case_status = Pågående ärende eller beslut
reason-feedback_complaint = Respons, anmärkning eller klagan
reason-other_unclear = Annat eller oklart ärende

## resolution_options
resolution-advice_given = Löstes med rådgivning
resolution-information_sent = Information eller broschyr skickad
resolution-guided_to_self_service = Hänvisad till självbetjäning eller e-tjänster
resolution-guided_to_partner = Hänvisad till organisation, kommun eller församling
resolution-guided_to_private = Hänvisad till privata tjänster
resolution-moved_to_service_guidance = Överförd till servicehandledning
resolution-assessment_opened = Bedömning av servicebehov inledd
resolution-application_registered = Ansökan registrerad
resolution-forwarded_to_own_worker = Förmedlad till egen kontaktperson eller enhet
resolution-transferred_to_authority = Överförd till behörig myndighet
resolution-directed_to_emergency = Hänvisad till nödnumret, Jourhjälpen eller socialjouren
resolution-appointment_booked = Tid eller hembesök bokat
resolution-callback_agreed = Ny kontakt avtalad
resolution-consulted_specialist = Specialist konsulterad
resolution-no_service_need = Inget servicebehov
resolution-client_declined = Klienten vill inte ha service
resolution-not_reached = Nåddes inte trots tre försök
resolution-merged_duplicate = Sammanslagen med annan kontakt
resolution-misdirected_or_spam = Fel nummer, skräppost eller olämpligt

## deadlines
deadline-now = genast
deadline-urgent_15min = inom 15 minuter under servicetid
deadline-urgent_1h = inom en timme under servicetid
deadline-same_day = under samma dag
deadline-ward_first_response = inom 4 servicetimmar
deadline-wd1 = följande vardag
deadline-wd2 = inom 2 vardagar
deadline-wd3 = inom 3 vardagar
deadline-wd5 = inom 5 vardagar
deadline-statutory_7wd_start = bedömningen inleds senast den 7:e vardagen
deadline-without_delay = utan dröjsmål
deadline-statutory_3m_service = senast inom tre månader
deadline-transfer_without_delay = överförs utan dröjsmål
deadline-ack_without_delay = mottagningsbekräftelse utan dröjsmål

## languages
language-fi = finska
language-sv = svenska
language-en = engelska
language-other = annat språk
language-unknown = okänt

## whose matter
about-self = egen sak
about-other = någon annans sak
