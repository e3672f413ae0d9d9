# Säännöt luettavina: sääntökirja ja uusien sääntöjen koe.

rules-title = Ohjauksen säännöt
rules-of = { $county }
rules-version = Sääntöjen versio
rules-taken-at = Tulostettu
rules-intro = Näillä säännöillä Luotsi ehdottaa, mihin yhteydenotto menee ja mihin mennessä siihen vastataan. Sääntöjä käydään läpi järjestyksessä. Ensimmäinen, joka sopii, ratkaisee. Neuvoja voi aina päättää toisin.
rules-how-to-comment = Kirjoita huomautuksesi säännön alla olevaan tilaan. Kerro säännön tunnus, esimerkiksi R080, kun puhut säännöstä.
rules-contents = Sisällys
rules-always-clock = Jos yhteydenotto ilmaisee palvelun tarpeen, lain määräaika alkaa aina saapumispäivästä, vaikka sääntö ei mainitsisi sitä. Näin on esimerkiksi ilmoituksissa, hakemuksissa ja osastojen pyynnöissä.
rules-always-channel = Tavallisessa sähköpostissa ja tekstiviestissä ei koskaan sanota, mitä asia koskee tai kuka sitä hoitaa. Säännön oma viesti näkyy vain suojatussa kanavassa, esimerkiksi verkkolomakkeen sivulla, chatissa tai turvasähköpostissa.
rules-common-texts = Yhteiset viestit
rules-common-answered = Tavalliseen sähköpostiin, kun vastaamme asiaan
rules-common-call = Tavalliseen sähköpostiin, kun apu löytyy nopeimmin puhelimella
rules-common-unanswered = Tavalliseen sähköpostiin, kun emme vastaa erikseen
rules-common-transferred = Tavalliseen sähköpostiin, kun asia on siirretty toiselle viranomaiselle
rules-common-professional = Kun ammattilainen ottaa yhteyttä suojatussa kanavassa
rules-subject = Otsikko
rules-count = { $count ->
    [one] 1 sääntö
   *[other] { $count } sääntöä
}
rules-when = Milloin
rules-when-any = Aina, kun mikään aiempi sääntö ei sopinut.
rules-when-all = Kun kaikki nämä pitävät paikkansa:
rules-one-of = jokin näistä
rules-when-guard = Tämä lisätään jokaiseen sääntöön, kun:
rules-when-unless = Mutta ei, kun kaikki nämä pitävät paikkansa:
rules-guard-unanswered = Lähettäjälle ei vastata erikseen.
rules-where = Mihin
rules-where-info = Ihminen saa yhteystiedot. Hänen tietojaan ei siirretä. Asia jää neuvontaan.
rules-where-consent = Vain asiakkaan suostumuksella.
rules-where-team = Asiaa hoitaa: { $team }
rules-by-when = Mihin mennessä
rules-told = Mitä ihmiselle kerrotaan
rules-told-client = Suojatussa kanavassa
rules-told-professional = Ammattilaiselle suojatussa kanavassa
rules-told-professional-common = Ammattilainen saa suojatussa kanavassa ammattilaisten yhteisen viestin.
rules-told-moved = Kun asia on siirretty
rules-told-live = Suojatussa kanavassa, kun ihminen on vielä paikalla
rules-told-nothing = Tavalliseen sähköpostiin ei lähetetä mitään, koska viesti voisi vaarantaa ihmisen.
rules-told-neutral = Tavalliseen sähköpostiin lähtee yhteinen viesti, jossa on vastauspäivä.
rules-told-neutral-call = Tavalliseen sähköpostiin lähtee yhteinen viesti, jossa kehotetaan soittamaan.
rules-told-neutral-unanswered = Tavalliseen sähköpostiin lähtee yhteinen viesti ilman vastauspäivää.
rules-also = Mitä muuta tapahtuu
rules-because = Miksi
rules-source = Säädös tai sopimus
rules-comments = Huomautuksia
rules-blank-ref = [viitenumero]
rules-blank-date = [päivä ja kellonaika]
rules-blank-received = [saapumisaika]
rules-blank-missing = [puuttuvat tiedot]
rules-blank-handler = [käsittelijä]
rules-refused-title = Kansiossa olevia uusia sääntöjä ei voitu ottaa käyttöön
rules-refused = Alla olevat säännöt ovat yhä voimassa. Uusissa säännöissä on virhe:
rules-refused-at = Yritetty

rules-field-urgency = Kiireellisyys
rules-field-reason = Asia
rules-field-matter_type = Yhteydenoton laji
rules-field-contacter = Yhteydenottaja
rules-field-consent = Suostumus
rules-field-age = Asiakkaan ikä
rules-field-municipality = Kotikunta
rules-field-flag = Viestissä mainitaan
rules-field-contacter_professional = Ammattilainen
rules-field-existing_client = Asiakkuus
rules-field-office_hours = Neuvonta
rules-field-nlu_confidence = Tulkinta

rules-contacter_professional-true = yhteydenottaja on ammattilainen
rules-contacter_professional-false = yhteydenottaja ei ole ammattilainen
rules-existing_client-true = ihminen on jo asiakkaamme
rules-existing_client-false = ihminen ei ole vielä asiakkaamme
rules-office_hours-true = auki
rules-office_hours-false = kiinni
rules-nlu_confidence-high = ohjelma tunnisti asian varmasti
rules-nlu_confidence-low = ohjelma ei tunnistanut asiaa varmasti
rules-municipality-in_area = omalla hyvinvointialueella
rules-municipality-out_of_area = toisella hyvinvointialueella
rules-municipality-unknown = ei tiedossa

rules-flag-abuse = merkkejä väkivallasta tai kaltoinkohtelusta
rules-flag-carer_limit = omaishoitajan voimat loppuvat
rules-flag-carer_lost = hoitava läheinen on poissa
rules-flag-child = lapsi
rules-flag-discharge = kotiutuminen sairaalasta
rules-flag-exploitation = taloudellinen hyväksikäyttö
rules-flag-fall = kaatuminen
rules-flag-fire = tulipalo
rules-flag-fire_risk = palovaara
rules-flag-home_conditions = kodin huonot olot
rules-flag-housing_need = asunnon tarve
rules-flag-interpreter_needed = tulkin tarve
rules-flag-kela_benefit = Kelan etuus
rules-flag-left_alone = ihminen on jäänyt yksin
rules-flag-medical = sairaus tai vamma
rules-flag-missed_visit = hoitaja ei tullut käynnille
rules-flag-missing = ihminen on kadonnut
rules-flag-multi_service_triggers = monen palvelun tarpeen merkkejä
rules-flag-needs_help_first_days = apua tarvitaan ensimmäisinä päivinä kotona
rules-flag-not_coping = ihminen ei pärjää
rules-flag-suicidal = kuolema tai itsensä vahingoittaminen
rules-flag-unspecified = hätä ilman tarkempaa tietoa
rules-flag-violence_now = väkivalta juuri nyt
rules-flag-wants_company = toive saada seuraa
rules-flag-wants_ombudsman = toive keskustella sosiaaliasiavastaavan kanssa
rules-flag-wants_parish = toive seurakunnan avusta
rules-flag-wants_private = toive ostaa apua itse
rules-flag-welfare_check = pyyntö käydä katsomassa, onko ihminen kunnossa

rules-action-ack_after_transfer = Siirrosta kerrotaan vasta, kun siirto on tehty.
rules-action-alarm_advisor = Neuvoja saa hälytyksen heti.
rules-action-ask_municipality = Neuvojaa pyydetään kysymään kotikunta.
rules-action-assign_handler = Asialle nimetään käsittelijä.
rules-action-check_identity_before_answer = Henkilöllisyys tarkistetaan ennen vastausta.
rules-action-contact_sender = Neuvoja ottaa yhteyttä lähettäjään.
rules-action-copy_discharge_coordinator = Tieto menee myös kotiutuskoordinaattorille.
rules-action-follow_up_next_morning = Neuvoja tarkistaa asian seuraavana aamuna.
rules-action-follow_up_same_day = Neuvoja tarkistaa vielä samana päivänä, että apu on saatu.
rules-action-human_confirms_transfer = Ihminen vahvistaa siirron ennen kuin se tehdään.
rules-action-human_takeover = Ihminen jatkaa keskustelua heti.
rules-action-human_triage = Ihminen lukee viestin ja päättää, mihin se kuuluu.
rules-action-inform_memory_guidance = Tieto menee myös muistineuvontaan.
rules-action-inform_own_worker = Omalle työntekijälle kerrotaan.
rules-action-name_responsible_worker = Asialle nimetään vastuutyöntekijä.
rules-action-no_case_for_patient = Potilaalle tai asiakkaalle ei avata asiaa.
rules-action-no_data_without_consent = Tietoja ei anneta kumppanille ilman suostumusta.
rules-action-no_disclosure_to_sender = Ilmoittajalle ei kerrota, miten asia etenee.
rules-action-no_partner_suggestion = Ihmistä ei ohjata kumppanin palveluihin, ennen kuin neuvoja on lukenut viestin.
rules-action-open_need_notification = Asiasta tehdään ilmoitus palvelun tarpeesta.
rules-action-open_service_guidance = Asia avataan myös palveluohjaukseen.
rules-action-record_anonymously = Yhteydenotto kirjataan ensin ilman nimeä.
rules-action-record_as_need_notification = Asia kirjataan ilmoituksena palvelun tarpeesta.
rules-action-register_application = Hakemus kirjataan saapuneeksi.
rules-action-restrict_access = Tiedot näkevät vain asian käsittelijät.
rules-action-safe_contact_only = Mitään ei lähetetä eikä ketään soiteta, ennen kuin turvallinen tapa on tiedossa.
rules-action-show_free_places = Neuvojalle näytetään vapaat paikat.
rules-action-start_clock_without_delay = Lain vaatimus alkaa: arviointi viipymättä.
rules-action-start_statutory_clock = Lain määräaika alkaa: arviointi viimeistään 7. arkipäivänä, jos asiakas on 75 vuotta täyttänyt, saa ylintä hoitotukea tai hänen ikäänsä ei tiedetä.
rules-action-start_statutory_clock_if_need_changed = Neuvojaa pyydetään arvioimaan, onko avun tarve muuttunut. Jos on, lain määräaika alkaa.
rules-action-start_statutory_clock_if_need_expressed = Neuvojaa pyydetään katsomaan, kerrotaanko viestissä avun tarpeesta. Jos kerrotaan, lain määräaika alkaa.
rules-action-urgent_need_check_now = Kiireellisen avun tarve katsotaan heti.

trial-title = Mitä uudet säännöt muuttaisivat
trial-title-running = Mitä nykyiset säännöt muuttaisivat
trial-nothing-done = Tämä on koe. Mitään ei ole siirretty, eikä kenellekään ole lähetetty mitään.
trial-summary = Yhteenveto
trial-looked-at = { $count ->
    [one] Kokeilimme sääntöjä viimeksi ohjattuun yhteydenottoon.
   *[other] Kokeilimme sääntöjä { $count } viimeksi ohjattuun yhteydenottoon.
}
trial-none = Yhtään yhteydenottoa ei ole vielä ohjattu.
trial-arrived = Ne saapuivat { $first } – { $last }.
trial-moved = { $count ->
    [0] Yksikään ei menisi muualle.
    [one] 1 yhteydenotto menisi muualle.
   *[other] { $count } yhteydenottoa menisi muualle.
}
trial-changed = { $count ->
    [0] Missään muussa määräaika, viesti tai toimet eivät muuttuisi.
    [one] 1 pysyisi samassa paikassa, mutta määräaika, viesti tai toimet muuttuisivat.
   *[other] { $count } pysyisi samassa paikassa, mutta määräaika, viesti tai toimet muuttuisivat.
}
trial-same = { $count ->
    [one] 1 pysyisi ennallaan.
   *[other] { $count } pysyisi ennallaan.
}
trial-already = { $count ->
    [one] Muutoksista 1 tulisi jo säännöillä, jotka ovat nyt käytössä.
   *[other] Muutoksista { $count } tulisi jo säännöillä, jotka ovat nyt käytössä.
}
trial-versions = Kokeiltujen sääntöjen versio on { $tried }. Nyt käytössä on { $running }.
trial-moves = Muutokset lyhyesti
trial-from = Ohjattiin aiemmin
trial-to = Uusilla säännöillä
trial-rules = Sääntö aiemmin ja nyt
trial-contacts = Yhteydenottoja
trial-group = { $start } → { $end }
trial-group-stays = { $start }: paikka pysyy, muu muuttuu
trial-count = { $count ->
    [one] 1 yhteydenotto
   *[other] { $count } yhteydenottoa
}
trial-what-changes = Mikä muuttuu
trial-place = Paikka
trial-deadline = Määräaika
trial-text = Viesti suojatussa kanavassa
trial-answer = Vastaus
trial-answer-true = lähettäjälle vastataan
trial-answer-false = lähettäjälle ei vastata erikseen
trial-added = Lisää
trial-removed = Jää pois
trial-was = aiemmin
trial-would-be = uusilla säännöillä
trial-why-was = Aiempi perustelu: sääntö { $rule }
trial-why-would-be = Uusi perustelu: sääntö { $rule }
trial-rule-gone = Sääntöä ei enää ole nykyisissä säännöissä.
trial-references = Viitteet
trial-done-already = Näin kävisi jo säännöillä, jotka ovat nyt käytössä.

inbox-nav-rules = Säännöt
concern-rules = Uusia sääntöjä ei otettu käyttöön
concern-rules-means = Vanhat säännöt ovat voimassa. Kaikki yhteydenotot ohjataan niillä niin kuin ennenkin.
concern-rules-do = Korjaa virhe, jonka tiedosto ja rivi näkyvät sääntöjen sivulla. Tarkista komennolla luotsi rules check ja lataa säännöt uudelleen.
matter-name-rules = Ohjauksen säännöt
