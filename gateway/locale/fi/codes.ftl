# Labels of the codes in channels/codes.py and routing/rule.py: <list>-<code>.

## channels
channel-phone = Puhelu
channel-phone_callback = Takaisinsoittopyyntö
channel-sms = Tekstiviesti
channel-email = Sähköposti (suojaamaton)
channel-secure_email = Turvasähköposti
channel-chat = Chat
channel-web_form = Verkkolomake
channel-service_point = Alueellinen palvelupiste
channel-event = Tapahtuma tai tilaisuus
channel-letter = Kirje tai paperilomake
channel-suomifi_message = Suomi.fi-viesti
channel-ward_portal = Osaston palvelutarvepyyntö
channel-system_api = Järjestelmärajapinta

## contact_directions
direction-to_service = Yhteydenotto neuvontaan
direction-to_client = Yhteydenotto asiakkaaseen
direction-between_professionals = Ammattilaisten välinen yhteydenotto

## matter_types
matter-advice = Neuvonta ja ohjaus
matter-support_need_contact = Yhteydenotto tuen tarpeen arvioimiseksi (SHL 35 §)
matter-need_notification = Ilmoitus palvelun tarpeesta (SHL 35 §, vanhuspalvelulaki 25 §)
matter-concern_notice = Yksityishenkilön huoli-ilmoitus
matter-application = Hakemus (suullinen tai kirjallinen)
matter-ward_request = Osaston palvelutarvepyyntö
matter-discharge_notice = Kotiuttamisilmoitus
matter-referral = Ammattilaisen ohjaus tai lähete
matter-case_enquiry = Kysely asian tilasta
matter-place_enquiry = Kriisipaikan tai hoitopaikan kysely
matter-feedback = Palaute tai muistutus

## contacter_types
contacter-client = Asiakas itse
contacter-relative = Omainen
contacter-close_person = Läheinen, ystävä
contacter-informal_carer = Omaishoitaja
contacter-legal_representative = Edunvalvoja tai edunvalvontavaltuutettu
contacter-neighbour_citizen = Naapuri tai muu kuntalainen
contacter-hospital_ward = Sairaalan osasto
contacter-health_professional = Terveydenhuollon ammattilainen
contacter-home_care_worker = Kotihoidon työntekijä
contacter-social_professional = Sosiaalihuollon ammattilainen
contacter-social_emergency_worker = Sosiaalipäivystäjä
contacter-other_authority = Muu viranomainen (poliisi, pelastus, ensihoito, Kela)
contacter-service_provider = Palveluntuottaja tai hoivayksikkö
contacter-ngo_or_parish = Järjestö tai seurakunta
contacter-municipality_worker = Kunnan työntekijä
contacter-unknown = Ei tiedossa

## identity_levels
identity-anonymous = Nimetön
identity-stated = Itse ilmoitettu
identity-recognised = Ammattilaisen tunnistama
identity-verified = Vahvasti tunnistettu (Suomi.fi)

## consent_states
consent-given = Suostumus saatu
consent-refused = Suostumusta ei annettu
consent-not_asked = Ei kysytty
consent-unable = Ei voida saada (ilmeisen kykenemätön)
consent-not_required = Ei tarvita (asiakas itse)

## age_bands
age-highest_care_allowance = Ylin hoitotuki (ikä ei vaikuta)
age-age_75plus = 75 vuotta täyttänyt
age-age_65_74 = 65–74-vuotias
age-age_under_65 = Alle 65-vuotias
age-unknown = Ikä ei tiedossa

## urgency_levels
urgency-emergency = Hätätilanne
urgency-urgent = Kiireellinen
urgency-soon = Pian hoidettava
urgency-routine = Kiireetön

## reasons
reason-service_info = Tietoa palveluista
reason-coping_at_home = Huoli kotona pärjäämisestä
reason-home_care = Kotihoidon tarve tai muutos
reason-hospital_discharge = Kotiutuminen sairaalasta
reason-informal_care = Omaishoito ja omaishoitajan tuki
reason-memory_concern = Muistihuoli tai muistisairaus
reason-housing_services = Asumispalvelut ja ympärivuorokautinen hoiva
reason-short_term_day_care = Lyhytaikaishoito ja päivätoiminta
reason-support_services = Tukipalvelut (ateria, siivous, kauppa, asiointi)
reason-safety_technology = Turvapuhelin ja kotona asumisen teknologia
reason-transport_mobility = Kuljetuspalvelu ja liikkumisen tuki
reason-assistive_home = Apuvälineet ja asunnon muutostyöt
reason-rehabilitation_falls = Kuntoutus, toimintakyky ja kaatumisten ehkäisy
reason-benefits_fees = Etuudet, asiakasmaksut ja toimeentulo
reason-guardianship_legal = Edunvalvonta ja asioiden hoito
reason-loneliness_participation = Yksinäisyys, seura ja harrastukset
reason-mental_health_substance = Mielenterveys ja päihteet (myös asumispalvelut)
reason-disability_services = Vammaispalvelut
reason-abuse_neglect = Kaltoinkohtelu, väkivalta tai hyväksikäyttö
reason-home_safety = Asumisen turvallisuus ja olosuhteet
reason-acute_health = Äkillinen terveysongelma
reason-case_status = Keskeneräinen asia tai päätös
reason-feedback_complaint = Palaute, muistutus tai kantelu
reason-other_unclear = Muu tai epäselvä asia

## resolution_options
resolution-advice_given = Ratkesi neuvonnalla
resolution-information_sent = Tieto tai esite lähetetty
resolution-guided_to_self_service = Ohjattu itsepalveluun tai sähköiseen asiointiin
resolution-guided_to_partner = Ohjattu järjestön, kunnan tai seurakunnan palveluun
resolution-guided_to_private = Ohjattu yksityisiin palveluihin
resolution-moved_to_service_guidance = Siirretty palveluohjaukseen
resolution-assessment_opened = Palvelutarpeen arviointi käynnistetty
resolution-application_registered = Hakemus kirjattu
resolution-forwarded_to_own_worker = Välitetty omatyöntekijälle tai palvelun yksikköön
resolution-transferred_to_authority = Siirretty toimivaltaiselle viranomaiselle
resolution-directed_to_emergency = Ohjattu hätänumeroon, päivystysapuun tai sosiaalipäivystykseen
resolution-appointment_booked = Aika tai kotikäynti varattu
resolution-callback_agreed = Sovittu uusi yhteydenotto
resolution-consulted_specialist = Konsultoitu erityisasiantuntijaa
resolution-no_service_need = Ei palvelutarvetta
resolution-client_declined = Asiakas ei halua palvelua
resolution-not_reached = Ei tavoitettu kolmella yrityksellä
resolution-merged_duplicate = Yhdistetty toiseen yhteydenottoon
resolution-misdirected_or_spam = Väärä numero, roskaposti tai asiaton

## deadlines
deadline-now = heti
deadline-urgent_15min = 15 minuutissa palveluaikana
deadline-urgent_1h = tunnissa palveluaikana
deadline-same_day = saman päivän aikana
deadline-ward_first_response = 4 palvelutunnin kuluessa
deadline-wd1 = seuraavana arkipäivänä
deadline-wd2 = 2 arkipäivässä
deadline-wd3 = 3 arkipäivässä
deadline-wd5 = 5 arkipäivässä
deadline-statutory_7wd_start = arvioinnin aloitus viimeistään 7. arkipäivänä
deadline-without_delay = viipymättä
deadline-statutory_3m_service = viimeistään kolmen kuukauden kuluessa
deadline-transfer_without_delay = siirrettävä viipymättä
deadline-ack_without_delay = vastaanottoilmoitus viipymättä

## languages
language-fi = suomi
language-sv = ruotsi
language-en = englanti
language-other = muu kieli
language-unknown = ei tiedossa

## whose matter
about-self = oma asia
about-other = toisen asia
