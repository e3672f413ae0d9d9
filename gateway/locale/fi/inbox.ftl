# Neuvojan työpöytä: lista, asian sivu, toiminnot ja viestit.

## kehys
inbox-service = Neuvojan työpöytä
inbox-sign-out = Kirjaudu ulos
inbox-nav-list = Yhteydenotot
inbox-nav-new = Kirjaa yhteydenotto
inbox-nav-operate = Ylläpito
inbox-close = Sulje
inbox-choose = Valitse
inbox-needed = (pakollinen)
inbox-yes = kyllä
inbox-no = ei

## hälytys
inbox-alarm = { $count ->
    [one] Yksi yhteydenotto pitää katsoa heti
   *[other] { $count } yhteydenottoa pitää katsoa heti
}
inbox-alarm-title = KATSO HETI
inbox-alarm-waiting = Saapui { $span } sitten, kukaan ei ole kuitannut.
inbox-alarm-more = { $count ->
    [one] Lisäksi yksi muu, listan alussa.
   *[other] Lisäksi { $count } muuta, listan alussa.
}
inbox-alarm-open = Avaa heti
inbox-alarm-seen = Kuittaa nähdyksi
inbox-sound-hint = Hälytysääni on pois päältä, kunnes napsautat sivua tai painat näppäintä.

## näppäimet
inbox-keys-open = Pikanäppäimet
inbox-keys-title = Pikanäppäimet
inbox-keys-lead = Näppäimet toimivat, kun et kirjoita kenttään.
inbox-keys-next = Seuraava yhteydenotto
inbox-keys-previous = Edellinen yhteydenotto
inbox-keys-enter = Avaa yhteydenotto
inbox-keys-claim = Ota työn alle
inbox-keys-answer = Vastaa
inbox-keys-note = Kirjoita muistiinpano
inbox-keys-resolve = Kirjaa ratkaisu
inbox-keys-list = Takaisin listaan
inbox-keys-help = Tämä ohje
inbox-keys-turn-off = Poista pikanäppäimet käytöstä
inbox-keys-turn-on = Ota pikanäppäimet käyttöön

## listat
inbox-lists = Listat
inbox-tab-work = Avoimet
inbox-tab-mine = Omat
inbox-tab-quarantine = Selvitettävät
inbox-tab-machines = Koneviestit
inbox-tab-resolved = Ratkaistut
inbox-title-work = Avoimet yhteydenotot
inbox-title-mine = Omat yhteydenotot
inbox-title-quarantine = Selvitettävät yhteydenotot
inbox-title-machines = Koneiden lähettämät viestit
inbox-title-resolved = Ratkaistut 30 päivän ajalta
inbox-filters = Rajaa listaa
inbox-filter-channel = Kanava
inbox-filter-reason = Syy
inbox-filter-municipality = Kunta
inbox-filter-language = Kieli
inbox-filter-state = Vaihe
inbox-filter-team = Tiimi
inbox-filter-all = Kaikki
inbox-filter-show = Rajaa
inbox-filter-clear = Poista rajaukset
inbox-first-page = Listan alkuun
inbox-next-page = Seuraavat yhteydenotot
inbox-empty-work = Yhtään yhteydenottoa ei odota.
inbox-empty-hint-work = Uudet yhteydenotot tulevat tähän itsestään.
inbox-empty-mine = Sinulla ei ole yhteydenottoja työn alla.
inbox-empty-hint-mine = Ota yhteydenotto työn alle avoimien listasta.
inbox-empty-quarantine = Mitään ei ole selvitettävänä.
inbox-empty-hint-quarantine = Tähän tulevat viestit, joita kone ei osannut lukea. Ihminen lukee ne.
inbox-empty-machines = Koneiden viestejä ei ole.
inbox-empty-hint-machines = Tähän tulevat automaattivastaukset ja palautuneet viestit, jotka eivät liity mihinkään asiaan.
inbox-empty-resolved = Mitään ei ole ratkaistu 30 päivän aikana.
inbox-empty-hint-resolved = Ratkaistut asiat löytyvät täältä 30 päivän ajan.
inbox-empty-filtered = Rajauksella ei löytynyt yhtään yhteydenottoa.
inbox-empty-filtered-hint = Poista jokin rajaus, niin näet enemmän.
inbox-done-released = Vapautit yhteydenoton. Se on taas tiimin listalla.
inbox-done-resolved = Ratkaisu on kirjattu.
inbox-done-taken-over = Yhteydenotto on nyt sinulla.

## rivi
inbox-no-reason = Syy selvittämättä
inbox-no-words = Ei tekstiä
inbox-waiting = Odottanut { $span }
inbox-claim = Ota työn alle
inbox-held = { $who }, { $until } asti
inbox-held-mine = Sinulla { $until } asti
inbox-quarantined = Lue alkuperäinen
inbox-safe-contact = Vain turvallinen yhteys
inbox-undelivered = Viesti ei mennyt perille
inbox-due-promise = Lupaus
inbox-due-clock = Lain määräaika
inbox-due-state-today = tänään
inbox-due-state-overdue = Myöhässä
inbox-due-state-broken = Lupaus rikkoutui
inbox-late = { $span } sitten
inbox-minutes = { $count } min
inbox-hours = { $count } h
inbox-days = { $count } pv
inbox-today = tänään
inbox-tomorrow = huomenna
inbox-date = { $weekday } { $day }.{ $month }.
inbox-clock = klo { $hour }.{ $minute }
inbox-weekday-1 = ma
inbox-weekday-2 = ti
inbox-weekday-3 = ke
inbox-weekday-4 = to
inbox-weekday-5 = pe
inbox-weekday-6 = la
inbox-weekday-7 = su
inbox-team-intake = Vastaanotto
inbox-state-received = Saapunut
inbox-state-triaged = Ohjattu
inbox-state-assigned = Tiimillä
inbox-state-in_progress = Työn alla
inbox-state-waiting_client = Odottaa asiakasta
inbox-state-waiting_partner = Odottaa kumppania
inbox-state-transferred = Siirretty
inbox-state-resolved = Ratkaistu
inbox-state-reopened = Avattu uudelleen
inbox-state-dissolved = Yhdistetty toiseen asiaan

## yhteydenoton kirjaaminen
inbox-new-title = Kirjaa yhteydenotto
inbox-new-lead = Puhelu, käynti, kirje tai tapahtuma. Asia kulkee samaa tietä kuin muutkin yhteydenotot.
inbox-new-group-what = Mitä kerrottiin?
inbox-new-group-who = Kuka otti yhteyttä?
inbox-new-group-client = Ketä asia koskee?
inbox-new-group-callback = Jos sovitte soitosta
inbox-new-channel = Kanava
inbox-new-direction = Yhteydenoton suunta
inbox-new-arrived_at = Milloin
inbox-new-text = Asia
inbox-new-text-hint = Kirjaa ihmisen omin sanoin. Jos kyse on hätätilanteesta, ohje tulee heti näkyviin.
inbox-new-contacter_type = Yhteydenottaja
inbox-new-identity_level = Tunnistaminen
inbox-new-name = Nimi
inbox-new-phone = Puhelinnumero
inbox-new-email = Sähköpostiosoite
inbox-new-organisation = Osasto, yksikkö tai yritys
inbox-new-relation = Suhde asiakkaaseen
inbox-new-language = Kieli
inbox-new-interpreter_language = Tulkkauskieli
inbox-new-safe_contact_note = Turvallinen tapa ottaa yhteyttä
inbox-new-safe_contact_note-hint = Milloin ja miten voi soittaa? Kuka ei saa tietää?
inbox-new-subject_name = Asiakkaan nimi
inbox-new-municipality = Kotikunta
inbox-new-age_band = Ikä
inbox-new-knows_of_contact = Tietääkö asiakas yhteydenotosta?
inbox-new-consent = Suostumus
inbox-new-matter_type = Asian laji
inbox-new-non_disclosure = Asiakkaalla on turvakielto
inbox-new-callback_phone = Numero, johon soitetaan
inbox-new-callback_name = Kenelle soitetaan
inbox-new-callback_wish = Milloin sopii
inbox-new-save = Tallenna yhteydenotto
inbox-new-problems = Tarkista nämä kohdat
inbox-new-submission_id = Sivu
inbox-new-unavailable = Tallennus ei onnistunut
inbox-new-unavailable-hint = Tietokantaan ei saada yhteyttä. Kirjoittamasi teksti on tallella tällä sivulla. Yritä hetken päästä uudelleen.
inbox-read-now = Lue tämä nyt ääneen
inbox-knows-yes = Tietää
inbox-knows-no = Ei tiedä
inbox-knows-unknown = Ei tietoa
inbox-wrong-required = Täytä tämä kohta.
inbox-wrong-too_long = Teksti on liian pitkä.
inbox-wrong-not_a_choice = Valitse jokin vaihtoehdoista.
inbox-wrong-email_malformed = Tarkista sähköpostiosoite.
inbox-wrong-moment_malformed = Tarkista päivä ja kellonaika.
inbox-wrong-moment_unlikely = Ajan pitää olla viimeisen vuoden ajalta, eikä se voi olla tulevaisuudessa.
inbox-wrong-page_expired = Lataa sivu uudelleen ja tallenna sitten.
inbox-wrong-phone_too_short = Numerosta puuttuu numeroita.
inbox-wrong-phone_invalid = Tarkista puhelinnumero.
inbox-wrong-phone_needs_country_code = Lisää maan suuntanumero, esimerkiksi +46.
inbox-wrong-phone_not_a_persons = Tähän numeroon ei voi soittaa takaisin.
inbox-wrong-phone_withheld = Numero on salainen. Kysy toinen numero.
inbox-wrong-needed_for_answer = Tarvitsemme tämän, jotta voimme vastata.

## asian sivu
case-back = ‹ Yhteydenotot
case-team = Tiimi:
case-towards = Ohjattu:
case-words = Ihmisen omat sanat
case-whole = Näytä koko viesti
case-quarantined = Kone ei osannut lukea tätä viestiä. Lue alkuperäinen ja kirjaa, mistä on kyse.
case-read-again = Lue viesti uudelleen
case-original = Avaa alkuperäinen tiedostona
case-original-hint = Alkuperäisessä voi olla henkilötunnuksia. Avaaminen kirjataan lokiin.
case-code-hidden = henkilötunnus piilotettu
case-code-show = Näytä
case-chat-codes = Keskustelussa annetut henkilötunnukset
case-chat-codes-hint = Näytä tunnus vain, kun tarvitset sitä. Näyttäminen kirjataan lokiin.
case-chat-code-from-visitor = asiakas kirjoitti
case-chat-code-from-advisor = neuvoja kirjoitti
case-chat-code-from-service = palvelu kirjoitti
case-chat-code-show = Näytä henkilötunnus { $number }
case-files = { $count ->
    [one] Liite
   *[other] { $count } liitettä
}
case-files-hint = Liitteitä ei ole tarkistettu virusten varalta.
case-file-view = Katso selaimessa
case-file-view-of = Katso tiedostoa { $name } selaimessa (avautuu uuteen välilehteen)
case-files-scanned = Tiedosto tarkistetaan virusten varalta, kun avaat sen.
case-file-infected = Tiedostoa ei voi avata: siinä on virus ({ $virus }). Kysy asia lähettäjältä puhelimessa.
case-file-unknown = Tiedostoa ei voitu juuri nyt tarkistaa virusten varalta, joten sitä ei avata. Yritä hetken kuluttua uudelleen. Jos asialla on kiire, soita lähettäjälle.
case-file-no-view = Tätä tiedostoa ei voi katsoa selaimessa. Tallenna se.
case-linked = Sama viesti tuli myös toiseen osoitteeseemme. Avaa se.
case-dates = Määräajat
case-promised-for = Lupasimme vastata viimeistään
case-clock-never-reset = Se ei ala alusta, vaikka asia siirtyy tai avataan uudelleen.
case-promises = Kaikki lupaukset ({ $count })
case-promise-kind-answer_by = Vastaus
case-promise-kind-call_back = Soitto
case-promise-kind-visit = Käynti
case-promise-state-open = voimassa
case-promise-state-withdrawn = ei enää voimassa
case-promise-state-kept = pidetty
case-promise-state-moved = siirretty
case-promise-state-broken = rikkoutunut
case-people = Yhteystiedot
case-told = Mitä hänelle kerrottiin
case-told-show = Näytä teksti
case-told-here = Kerrottiin heti, sivulla tai puhuttuna.
case-delivery-promised = odottaa lähetystä
case-delivery-attempting = lähetetään
case-delivery-sent = lähetetty
case-delivery-outcome_unknown = ei tiedetä, menikö perille
case-delivery-failed = lähetys epäonnistui
case-delivery-bounced = palautui takaisin
case-delivery-shadowed = ei lähetetty (koekäyttö)
case-sent = Lähetetyt viestit
case-purpose-acknowledgement = Vastaanottoviesti
case-purpose-reply = Vastaus
case-purpose-alarm = Hälytys
case-why = Miksi tässä?
case-why-destination = Ehdotettu ohjaus:
case-why-rule = sääntö { $rule }
case-why-guess = Koneen arvio syystä:
case-why-abstained = epävarma, tarkista
case-why-words = Arvioon vaikuttivat eniten sanat:
case-why-otherwise = Ilman sanaa ”{ $word }” arvio olisi ollut
case-quoted = ”{ $words }”
case-percent = { $count } %
case-why-more = Mihin ehdotus perustuu
case-why-alternatives = Muita mahdollisia syitä:
case-why-engine = Lukija: { $engine }
case-why-suggestion = Tämä on koneen ehdotus. Sinä päätät.
case-rule-gone = Perustelun sanoja ei tallennettu silloin. Säännön tunnuksella ne löytyvät säännöistä.
case-finding-learnt = mallin arvio, tarkista
case-near-miss = Ei hälytystä: yhteys
case-near-miss-past = Ei hälytystä: mennyt asia
case-near-miss-hypothetical = Ei hälytystä: oletus
case-near-miss-resolved = Ei hälytystä: ohi
case-near-miss-denied = Ei hälytystä: kielletään
case-area-in_area = oma alue
case-area-out_of_area = toinen hyvinvointialue
case-fact-name = Nimi
case-fact-organisation = Organisaatio
case-fact-relation = Suhde asiakkaaseen
case-fact-phone = Puhelin
case-fact-email = Sähköposti
case-fact-may-not-be-contacted = Ei halua yhteydenottoa
case-fact-safe-contact-note = Turvallinen tapa
case-fact-subject-name = Asiakas
case-fact-age-band = Ikä
case-fact-subject-municipality = Kotikunta
case-fact-non-disclosure = Turvakielto
case-fact-knows = Asiakas tietää yhteydenotosta
case-fact-call-back = Soitettava
case-fact-call-back-wish = Toive soitosta
case-fact-consent = Suostumus
case-fact-interpreter = Tulkkauskieli
case-fact-identity = Tunnistaminen
case-fact-matter = Asian laji
case-fact-contacter = Yhteydenottaja
case-fact-area = Alue
case-fact-office-hours = Saapui palveluaikana
case-earlier = Aiemmat yhteydenotot ({ $count })
case-timeline = Tapahtumat
case-detail-rule = sääntö { $rule }
case-detail-destination = ohjattu: { $destination }
case-detail-reached = tavoitettiin
case-detail-not-reached = ei tavoitettu
case-detail-safe-way = turvallinen tapa kirjattu
case-detail-same-message-id = sama Message-ID kuin yhteydenotolla { $reference }, mutta eri sisältö
case-detail-changed = { $was } → { $now }
case-undelivered = Viestimme ei mennyt perille. Soita tai lähetä kirje.
case-safe-contact = Ota yhteyttä vain turvallisella tavalla
case-safe-contact-hint = Joku kotona voi olla vaaraksi. Älä soita tai lähetä viestiä, ennen kuin tiedät, miten se on turvallista.
case-resolved-as = Ratkaisu:
case-read-aloud = Lue tämä ääneen
case-claim-longer = Jatka varausta
case-release = Vapauta
case-reopen = Avaa uudelleen

## toiminnot
case-acts = Mitä teet?
case-act-safe-way = Kirjaa turvallinen tapa
case-act-reply = Vastaa sähköpostilla
case-act-call = Kirjaa soitto
case-act-note = Kirjoita muistiinpano
case-act-correct = Korjaa tietoja tai siirrä
case-act-promise = Lupaa uusi aika
case-act-resolve = Kirjaa ratkaisu
case-safe-way-hint = Kun turvallinen tapa on kirjattu, viestejä voi taas lähettää.
case-safe-way-text = Miten ja milloin yhteys on turvallinen?
case-safe-way-save = Tallenna turvallinen tapa
case-reply-to = Vastaus lähtee osoitteeseen
case-reply-unprotected = Tavallinen sähköposti ei ole suojattu. Kirjoita vain yleistä tietoa: ei nimiä, terveystietoja, palveluja eikä päätöksiä. Muun asian voit kertoa puhelimessa.
case-reply-secure = Vastaus lähtee turvasähköpostina: vain vastaanottaja voi avata sen. Älä silti kirjoita enempää kuin asia vaatii.
case-reply-text = Vastaus
case-reply-frame = Viestiin lisätään viitenumero, hätänumerot ja yhteystietomme. Otsikko on aina sama, eikä alkuperäistä viestiä lainata.
case-reply-send = Lähetä vastaus
case-next-due = Milloin asiaan palataan?
case-next-due-hint = Asialla on aina seuraava päivä, kunnes se on ratkaistu.
case-next-due-call-hint = Tarvitaan, jos tavoitit ihmisen ja asia jatkuu.
case-call-unsafe = Soita vain, jos tiedät sen olevan turvallista.
case-calls-missed = { $count ->
    [one] Yksi soittoyritys ei ole tavoittanut.
   *[other] { $count } soittoyritystä ei ole tavoittanut.
}
case-call-outcome = Tavoititko?
case-call-reached-yes = Kyllä, puhuimme
case-call-reached-no = En tavoittanut
case-call-safe-way = Soitin tavalla, jonka ihminen on sanonut turvalliseksi
refused-safe-way = Soittoa ei tallennettu. Tässä asiassa saa soittaa vain turvallisella tavalla. Merkitse, että käytit sitä.
case-matter-none = Ei vielä tiedossa
case-call-note = Mitä sovitte? (ei pakollinen)
case-call-save = Tallenna soitto
case-note-text = Muistiinpano
case-draft-saved = Luonnos on tallessa.
case-draft-lost = Luonnosta ei voitu tallentaa. Älä sulje sivua.
case-note-save = Tallenna muistiinpano
case-reason = Yhteydenoton syy
case-urgency = Kiireellisyys
case-contacter = Yhteydenottaja
case-language = Kieli
case-municipality = Kotikunta
case-destination = Minne asia ohjataan
case-destination-none = Ei vielä päätetty
case-direction = Yhteydenoton suunta (kuka otti yhteyttä)
case-why-lowered = Perustelu
case-correct-hint = Perustelu tarvitaan aina, kun kiireellisyys laskee. Jos asia ohjataan toiseen tiimiin, se siirtyy sen listalle.
case-correct-save = Tallenna korjaus
case-promise-date = Uusi aika
case-promise-hint = Lain määräaika ei muutu.
case-promise-save = Lupaa uusi aika
case-resolve-hint = Kaikki neljä valintaa tarvitaan.
case-resolution = Ratkaisu
case-merge = Yhdistäminen toiseen asiaan
case-merge-hint = Täytä tämä, kun ratkaisu on ”Yhdistetty toiseen yhteydenottoon”. Viestit, tehtävät, lupaukset ja lain määräaika siirtyvät toiseen asiaan, ja aikaisempi päivä jää voimaan. Yhdistämistä ei voi perua.
case-merge-into = Toinen asia
case-merge-reference = Toisen asian viitenumero
case-merged-open = Avaa toinen asia
case-resolution-closing = Asia päättyy
case-resolution-continuing = Asia jatkuu
case-resolve-note = Lisätieto (ei pakollinen)
case-resolve-confirm = Olen tarkistanut, että ratkaisu on oikea. (Tarvitaan, jos ohjasit hätäapuun, palvelutarvetta ei ole, asiakas ei halua palvelua, häntä ei tavoitettu tai viesti oli asiaton.)
case-resolve-save = Tallenna ratkaisu
case-objections-hint = Muuta tai poista nämä sanat. Jos asiasta pitää kertoa tarkemmin, soita.
case-objection-identity_code = henkilötunnus
case-objection-name = nimi
case-objection-birth_date = syntymäaika
case-objection-health = kertoo terveydestä
case-objection-client = kertoo asiakkuudesta tai palvelusta
case-objection-email = sähköpostiosoite
case-objection-phone = puhelinnumero
case-objection-address = osoite
case-objection-account = tilinumero

## chat
case-chat-title = Keskustelu chatissa
case-chat-danger = Vaara keskustelussa
case-chat-danger-hint = Vaara voi näkyä vasta, kun viestin lukee yhdessä asiakkaan edellisten viestien kanssa. Lue koko keskustelu.
case-chat-visitor = Asiakas
case-chat-seen = Asiakas on nähnyt viestin
case-chat-lost = Yhteys on poikki. Viestisi ovat tallessa tällä sivulla ja lähtevät, kun yhteys palaa.
case-chat-typing = Asiakas kirjoittaa.
case-chat-here = Asiakas on chatissa.
case-chat-away = Asiakas ei ole nyt chatissa. Hän näkee viestisi vain, jos hän palaa sivulle.
case-chat-ended = Asia on päättynyt. Jos asiakas kirjoittaa, asia avataan uudelleen.
case-chat-over = Et voi kirjoittaa enää tältä sivulta. Lataa sivu uudelleen.
case-chat-why-malformed = Viestiä ei voitu lähettää tällaisena. Muuta sitä ja lähetä uudelleen.
case-chat-why-taken = Toinen neuvoja käsittelee tätä yhteydenottoa. Viestiäsi ei lähetetty.
case-chat-why-ended = Asia on päättynyt. Avaa se uudelleen, jos haluat vastata.
case-chat-text = Viesti asiakkaalle
case-chat-enter = Ctrl + Enter lähettää.
case-chat-without = Uudet viestit näkyvät, kun lataat sivun uudelleen. Vastaaminen chatissa vaatii JavaScriptin.
case-chat-reopen = Avaa asia uudelleen, jos haluat kirjoittaa.
inbox-keys-chat = Kirjoita chatissa
inbox-waits-in-chat = Odottaa chatissa

## mitä tapahtui
case-taken = { $who } käsittelee tätä { $until } asti. Muutostasi ei tallennettu. Tekstisi on tallella alla.
case-changed = Asia muuttui sillä välin. Näet nyt uusimman tilanteen. Tekstisi on tallella alla: tarkista se ja tallenna uudelleen.
case-done-claimed = Yhteydenotto on nyt sinulla.
case-done-corrected = Korjaus on tallennettu.
case-done-noted = Muistiinpano on tallennettu.
case-done-replied = Vastaus lähtee.
case-done-called = Soitto on kirjattu.
case-done-promised = Uusi aika on luvattu.
case-done-safe-way = Turvallinen tapa on kirjattu.
case-done-continues = Ratkaisu on kirjattu. Asia jatkuu.
case-done-reopened = Asia on avattu uudelleen. Lain määräaika jatkuu siitä, mistä se alkoi.
case-done-read-again = Viesti luetaan uudelleen. Tulos näkyy tällä sivulla hetken kuluttua.
refused-readable = Tämän viestin voi jo lukea.
case-done-alarm-seen = Hälytys on kuitattu nähdyksi.
case-done-entered = Yhteydenotto on tallennettu.
case-done-entered-emergency = Yhteydenotto on tallennettu. Muut neuvojat saivat hälytyksen.
refused-ended = Asia on jo päättynyt. Avaa se uudelleen, jos työ jatkuu.
refused-not-ended = Asia on jo auki.
refused-empty = Kirjoita teksti.
refused-too-long = Teksti on liian pitkä. Tilaa on { $most } merkille.
refused-past = Aika on jo mennyt. Valitse tuleva aika.
refused-far = Valitse päivä vuoden sisältä.
refused-date = Tarkista päivä ja kellonaika.
refused-lowering = Kirjoita perustelu, kun lasket kiireellisyyttä.
refused-destination = Valitse listasta, minne asia ohjataan.
refused-municipality = Kirjoita vain kunnan nimi.
refused-merge-other = Kerro, mihin asiaan tämä yhdistetään: valitse asia luettelosta tai kirjoita sen viitenumero.
refused-merge-ended = Toinen asia on päättynyt. Avaa se ensin uudelleen.
refused-codes = Valitse yhteydenottaja, yhteydenoton suunta, syy ja ratkaisu.
refused-unconfirmed = Vahvista, että olet tarkistanut ratkaisun.
refused-unheard = Asiakas on juuri kirjoittanut lisää chatissa. Lue uudet viestit ja tallenna sitten uudelleen. Valintasi ovat tallessa.
refused-reached = Valitse, tavoititko ihmisen.
refused-leak = Viestiä ei lähetetty. Siinä on tietoja, jotka eivät saa lähteä suojaamattomassa sähköpostissa.
refused-shadow = Sähköposti on varjotilassa: mitään ei lähetetä. Vastaa entisellä tavallasi ja kirjaa se muistiinpanoksi.
refused-safe-contact = Viestejä ei lähetetä, ennen kuin turvallinen tapa on kirjattu.
refused-no-address = Sähköpostiosoitetta ei ole, tai ihminen ei halua yhteydenottoa sähköpostilla. Soita tai lähetä kirje.

## tapahtumat
event-received = Saapui
event-read = Luettu
event-unreadable = Kone ei osannut lukea
event-emergency = Hätätilanne
event-decided = Ohjattu
event-same_message_id = Sama tunniste kuin toisessa sähköpostissa
event-machine = Automaattinen viesti
event-joined = Samaan asiaan tuli uusi yhteydenotto
event-repeated = Soittoa pyydettiin uudelleen
event-acknowledged = Vastaanottoviesti
event-not_acknowledged = Vastaanottoviestiä ei lähetetty
event-delivered = Viesti lähti
event-not_delivered = Viesti ei mennyt perille
event-outcome_unknown = Ei tiedetä, menikö viesti perille
event-claimed = Otettu työn alle
event-released = Vapautettu
event-corrected = Korjattu
event-noted = Muistiinpano
event-replied = Vastattu
event-called = Soitettu
event-promised = Luvattu uusi aika
event-promise_broken = Lupaus rikkoutui
event-alarm_seen = Hätätilanne kuitattu nähdyksi
event-alarm_passed_on = Hälytys välitetty eteenpäin
event-resolved = Ratkaistu
event-merged = Yhdistettiin toisen asian kanssa
event-reopened = Avattu uudelleen

## miksi vastaanottoviestiä ei lähetetty
silence-machine = näyttää automaattiselta viestiltä
silence-no_address = osoitetta ei ole
silence-safe_contact = turvallinen yhteydenotto
silence-told_at_other_door = sama viesti tuli toiseen osoitteeseen, ja siihen on vastattu
silence-told_today = samasta asiasta lähti vastaanottoviesti jo vuorokauden sisällä
silence-too_many = samaan osoitteeseen on lähtenyt liian monta viestiä vuorokauden sisällä
silence-manual = automaattiset viestit eivät ole käytössä tässä kanavassa
silence-outbound = me otimme yhteyttä
silence-late = viesti saatiin luettua vasta myöhemmin, neuvoja vastaa
silence-notice = ilmoittajalle kerrotaan vain, että ilmoitus on tullut perille
silence-no_way = kanavassa ei voi vastata automaattisesti, neuvoja vastaa

## lähtevä sähköposti
mail-reply-subject = Viesti hyvinvointialueelta ({ $reference })
mail-reply-begun =
    Hei!

    Olemme lukeneet viestisi. Tavallinen sähköposti ei ole suojattu, joten kerromme asiasta tarkemmin puhelimessa.

    Soita meille numeroon { $phone } ({ $hours }). Kerro viitenumero, niin löydämme asiasi heti.
mail-reply-begun-secure =
    Hei!

    Olemme lukeneet viestisi.

    Voit vastata tähän viestiin tai soittaa meille numeroon { $phone } ({ $hours }).
mail-reply-frame =
    { $text }

    Viitenumero: { $reference }

    Hätätilanteessa soita 112. Kiireellisessä terveysasiassa soita 116 117.

    Tavallinen sähköposti ei ole suojattu. Älä kirjoita siihen henkilötunnusta, terveystietoja tai muita yksityisiä asioita.

    Turvallinen tapa ottaa yhteyttä: { $link }
    Puhelin: { $phone } ({ $hours })

    Terveisin
    { $county }
