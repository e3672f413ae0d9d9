# Signing in, the outbox, the operator's page, alarms.


## alarm
alarm-subject = Luotsi: hälytys {$id}
alarm-text =
    Luotsissa on hätätilanne, jota kukaan ei ole vielä nähnyt.
    Avaa se heti ja kuittaa nähdyksi:
    {$link}

## signing in
sign-in-title = Kirjaudu Luotsiin
sign-in-username = Käyttäjätunnus
sign-in-password = Salasana
sign-in-button = Kirjaudu
sign-in-refused = Käyttäjätunnus tai salasana on väärin. Tarkista ne ja yritä uudelleen.
sign-in-too-many = Liian monta yritystä. Odota minuutti ja yritä uudelleen.
sign-in-help = Tämä sivu on työntekijöille. Jos unohdit salasanan, pyydä pääkäyttäjältä uusi.
admin-nav-operate = Järjestelmän tila
admin-nav-outbox = Lähtevät viestit

## outbox
outbox-built-in = Sähköpostin välityspalvelinta ei ole asetettu. Viestit jäävät tänne eikä niitä lähetetä kenellekään.
outbox-empty = Viestejä ei ole vielä lähtenyt.
mail-when = Aika
mail-what = Tyyppi
mail-subject = Aihe
mail-to = Vastaanottaja
mail-state = Tila
mail-case = Asia
mail-open-case = Avaa asia
purpose-acknowledgement = Kuittaus
purpose-reply = Vastaus
purpose-alarm = Hälytys
delivery-promised = Odottaa lähetystä
delivery-attempting = Lähtemässä
delivery-sent = Lähetetty
delivery-outcome_unknown = Ei tietoa, menikö perille
delivery-failed = Ei mennyt perille
delivery-bounced = Palautui
delivery-shadowed = Kirjoitettu, ei lähetetty (varjotila)

## operator
operate-all-well = Kaikki on kunnossa. Kenenkään ei tarvitse tehdä mitään.
operate-some-watch = { $count ->
    [one] Yksi asia pitää tarkistaa. Sillä ei ole kiire.
   *[other] { $count } asiaa pitää tarkistaa. Niillä ei ole kiire.
}
operate-some-trouble = { $count ->
    [one] Toimi heti: yksi asia on vialla.
   *[other] Toimi heti: { $count } asiaa on vialla, pahin ylimpänä.
} { $more ->
    [0] {""}
    [one] Lisäksi yksi asia pitää tarkistaa.
   *[other] Lisäksi { $more } asiaa pitää tarkistaa.
}
operate-at = Tilanne
operate-renews = Sivu päivittyy itsestään 15 sekunnin välein.
operate-old = Palvelin ei vastaa. Tällä sivulla on vanha tilanne.
operate-balanced = Kirjanpito täsmää. Vastaanotettu yhteensä: { $count }.
operate-means = Mitä tämä tarkoittaa asiakkaille
operate-do = Mitä teet nyt
operate-chapter = Ohje: RUNBOOK.md, luku
operate-go = Siirry listaan
level-well = Kunnossa
level-watch = Tarkista
level-trouble = Toimi heti
concern-alarm = Hätätilanteita, joita kukaan ei ole nähnyt: { $figure }
concern-alarm-means = Joku voi olla juuri nyt vaarassa.
concern-alarm-do = Soita päivystävään numeroon ja pyydä avaamaan sivu Yhteydenotot. Hälytys loppuu vasta, kun työntekijä kuittaa sen nähdyksi.
concern-balance = Vastaanotettuja viestejä puuttuu kirjanpidosta: { $figure }
concern-balance-means = Jokin viesti on ehkä jäänyt käsittelemättä. Alkuperäiset viestit ovat tallessa.
concern-balance-do = Älä käynnistä mitään uudelleen äläkä palauta varmuuskopiota. Ota varmuuskopio ja soita ylläpitoon.
concern-keys = Salausavain puuttuu
concern-keys-means = Osaa tallennetuista viesteistä ei voi avata. Mitään ei ole poistettu.
concern-keys-do = Älä käynnistä mitään uudelleen äläkä tee uutta avainta. Etsi vanha avain ja palauta se paikalleen.
concern-schema = Ohjelma ja tietokanta ovat eri versiota
concern-schema-means = Viestien vastaanotto ja käsittely voivat keskeytyä. Lähettäjä yrittää silloin uudelleen.
concern-schema-do = Käynnistä kaikki osat samasta, uudemmasta ohjelmaversiosta.
concern-disk = Levytilaa on jäljellä { $figure } %
concern-disk-means = Kun levy on täynnä, uusia viestejä ei oteta vastaan. Jo vastaanotetut ovat tallessa.
concern-disk-do = Tee tilaa tai suurenna levyä. Älä poista mitään Luotsin tai tietokannan kansioista.
concern-clock = Jokin kello on { $figure } sekuntia väärässä
concern-clock-means = Mitään ei katoa eikä lähde kahdesti. Lupaukset ja hälytykset voivat tulla väärään aikaan.
concern-clock-do = Katso jokaisen koneen kello komennolla timedatectl ja korjaa se, joka on väärässä.
concern-redis = Redis ei vastaa
concern-redis-means = Viestit otetaan vastaan ja lomakkeeseen vastataan. Sähköpostit ja takaisinsoittopyynnöt odottavat lukematta, myös hätätilanteet.
concern-redis-do = Käynnistä Redis uudelleen. Luotsia ei tarvitse käynnistää.
concern-beat = Töiden jakaminen on pysähtynyt
concern-beat-means = Viestit otetaan vastaan, mutta ne odottavat lukematta. Myös hätätilanne voi odottaa. Mitään ei katoa.
concern-beat-do = Käynnistä luotsi-beat.
concern-work = Töiden tekeminen on pysähtynyt
concern-work-means = Viestit otetaan vastaan, mutta ne odottavat lukematta. Myös hätätilanne voi odottaa. Mitään ei katoa.
concern-work-do = Katso, mitkä osat ovat käynnissä, ja käynnistä pysähtyneet.
concern-late = { $figure ->
    [one] Yksi työjono on myöhässä
   *[other] { $figure } työjonoa on myöhässä
}
concern-late-means = Asiakkaat odottavat tavallista pitempään. Hätätilanteet luetaan aina ensin.
concern-late-do = Jos kaikki osat ovat käynnissä ja jono kasvaa, käynnistä lisää luotsi-work-prosesseja.
concern-relay = { $figure ->
    [0] Sähköpostin välityspalvelin ei vastaa
    [one] Sähköpostin välityspalvelin ei ole ottanut yhtä viestiä
   *[other] Sähköpostin välityspalvelin ei ole ottanut { $figure } viestiä
}
concern-relay-means = Kuittaukset ja vastaukset odottavat. Ne lähtevät itsestään, kun palvelin toimii taas.
concern-relay-do = Pyydä päivystäjää pitämään sivu Yhteydenotot auki: myös hätäilmoitukset lähtevät sähköpostilla. Ilmoita vika sähköpostin ylläpitoon.
concern-mailbox = { $figure ->
    [one] Yhden postilaatikon lukeminen ei onnistu
   *[other] { $figure } postilaatikon lukeminen ei onnistu
}
concern-mailbox-means = Sähköpostit odottavat postilaatikossa lukematta. Niissä voi olla hätätilanteita. Mitään ei katoa.
concern-mailbox-do = Katso taulukosta syy. Pyydä päivystäjää lukemaan postilaatikkoa itse, kunnes vika on korjattu.
concern-outbox = Sähköpostin välityspalvelinta ei ole asetettu
concern-outbox-means = Kukaan ei saa kuittauksia eikä vastauksia sähköpostiin. Viestit jäävät sivulle Lähtevät viestit.
concern-outbox-do = Aseta LUOTSI_SMTP_RELAY, jos tämä ei ole harjoituskäytössä.
concern-nlu = Viestien luokittelu ei toimi kunnolla
concern-nlu-means = Hätätilanteet tunnistetaan. Muut viestit menevät ihmisen luettaviksi.
concern-nlu-do = Asenna sama ohjelmaversio uudelleen, kun on rauhallista.
concern-second_opinion = Viestien luokittelun toinen arvio puuttuu
concern-second_opinion-means = Viestit luokitellaan ilman sitä. Hätätilanteet tunnistetaan kuten ennenkin, mutta hieman useampi viesti jää ihmisen luokiteltavaksi.
concern-second_opinion-do = Odota: ohjelma yrittää itse uudelleen. Jos tila jatkuu, asenna lisäosa luotsi[embedding] uudelleen tai ota se pois käytöstä (LUOTSI_EMBEDDING=false).
concern-rasa = Rasa ei vastaa tai vastaa väärin
concern-rasa-means = Hätätilanteet tunnistetaan. Viestit luokitellaan ilman Rasaa, eikä kukaan joudu odottamaan.
concern-rasa-do = Käynnistä Rasa uudelleen, kun on rauhallista. Jos sen malli on vaihtunut, korjaa LUOTSI_RASA_MODEL.
concern-given_up = Tekemättä jääneitä töitä: { $figure }
concern-given_up-means = Mitään ei ole kadonnut. Lukematta jäänyt viesti on työntekijöiden listalla.
concern-given_up-do = Korjaa syy ja paina listassa ”Yritä uudelleen”.
concern-unknown = Viestejä, joista ei tiedetä, menivätkö ne perille: { $figure }
concern-unknown-means = Joku on ehkä jäänyt ilman vastausta. Viestiä ei lähetetä itsestään toista kertaa.
concern-unknown-do = Katso sähköpostipalvelimen lokista viestin tunnuksella, lähtikö viesti. Merkitse tulos listaan.
concern-failing = Töitä, jotka eivät ole onnistuneet: { $figure }
concern-failing-means = Niitä yritetään uudelleen. Asiakas voi joutua odottamaan.
concern-failing-do = Katso listasta syy. Jos sama syy toistuu, korjaa se.
concern-unread = Viestejä, joita kone ei osannut lukea: { $figure }
concern-unread-means = Ne ovat työntekijöiden listalla ja niillä on määräaika.
concern-unread-do = Työntekijä avaa asian ja lukee alkuperäisen viestin tiedostona.
operate-well-parts = Näissä ei ole vikaa
matter-name-alarm = Hälytykset
matter-name-balance = Kirjanpito
matter-name-keys = Salausavaimet
matter-name-schema = Tietokannan versio
matter-name-disk = Levytila
matter-name-clock = Kello
matter-name-redis = Redis
matter-name-beat = Töiden jakaminen
matter-name-work = Töiden tekeminen
matter-name-late = Työjonot
matter-name-relay = Sähköpostin lähetys
matter-name-mailbox = Postilaatikoiden lukeminen
matter-name-outbox = Sähköpostin lähetys
matter-name-nlu = Viestien luokittelu
matter-name-second_opinion = Viestien luokittelun toinen arvio
matter-name-rasa = Rasa
matter-name-given_up = Tekemättä jääneet työt
matter-name-unknown = Epävarmat lähetykset
matter-name-failing = Uudelleen yritettävät työt
matter-name-unread = Koneelle lukukelvottomat viestit
operate-mailboxes = Postilaatikot
operate-mailboxes-help = Näistä postilaatikoista Luotsi hakee sähköpostin. Haettu viesti siirretään pois vasta, kun se on tallessa.
operate-mailbox = Postilaatikko
operate-mailbox-seen = Viimeksi käyty läpi kokonaan
operate-mailbox-kept = Viimeksi haettu viesti
operate-mailbox-waiting = Odottaa hakua
operate-mailbox-stuck = Ei saatu haettua
operate-mailbox-ago = { $span } sitten
operate-mailbox-trying = Yritetään uudelleen.
operate-mailbox-never = ei vielä kertaakaan
mailbox-trouble-unreachable = Palvelin ei vastaa, tai sen varmenne ei kelpaa.
mailbox-trouble-refused = Tunnusta tai salasanaa ei hyväksytä.
mailbox-trouble-no_folder = Kansiota ei ole.
mailbox-trouble-broken_off = Yhteys katkesi.
mailbox-trouble-not_moved = Viestit on haettu, mutta palvelin ei anna siirtää niitä pois. Tarkista kansion oikeudet ja tila.
operate-queues = Työjonot
operate-queue-kind = Työ
operate-queue-oldest = Vanhin on odottanut
operate-queue-ready = Odottaa nyt
operate-queue-leased = Tekeillä
operate-queue-later = Myöhemmin
operate-queue-state = Tila
operate-queue-nothing = ei mitään
operate-queue-limit = raja { $limit }
span-seconds = { $number } s
span-minutes = { $number } min
span-hours = { $number } t
span-days = { $number } pv
operate-given-up = Tekemättä jääneet työt
operate-given-up-help = Näitä ei enää yritetä itsestään. Korjaa ensin syy, paina sitten ”Yritä uudelleen”.
operate-given-up-none = Kaikki työt on saatu tehtyä.
operate-slow = Työt, jotka eivät etene
operate-slow-help = Näitä yritetään uudelleen itsestään. Kun syy on korjattu, voit antaa työn mennä heti.
operate-slow-none = Mikään työ ei ole jumissa.
operate-since = Alkoi
operate-next = Seuraava yritys
operate-problem = Syy
operate-attempts = Yrityksiä
operate-action = Toiminto
operate-try-again = Yritä uudelleen
operate-try-now = Yritä nyt
why-relay = Sähköpostin välityspalvelin ei ottanut viestiä.
why-deadly = Ohjelma on kaatunut joka kerta. Muisti on ehkä loppunut.
why-key = Salausavain puuttuu tai tieto on muuttunut.
why-slow = Työ kesti liian kauan.
why-database = Tietokanta ei vastannut.
why-unseen = Hälytys on lähetetty kaikille monta kertaa, eikä kukaan ole kuitannut sitä.
why-other = Ohjelmavirhe. Ilmoita ylläpitoon virheen nimi.
why-none = On odottanut vuoroaan liian kauan.
job-read = Viestin lukeminen
job-decide = Ohjaaminen
job-acknowledge = Kuittaaminen
job-deliver = Lähettäminen
job-alarm = Hälyttäminen
job-promise_due = Lupauksen seuranta
job-erase = Nimettömän chatin tekstin poistaminen
operate-unknown = Viestit, joista ei tiedetä, menivätkö ne perille
operate-unknown-help = Yhteys katkesi kesken lähetyksen. Katso sähköpostipalvelimen lokista viestin tunnuksella. Jos viesti ei mennyt, työntekijä näkee sen asiassa ja ottaa yhteyttä uudelleen.
operate-unknown-none = Kaikista lähetyksistä tiedetään, miten kävi.
operate-undelivered = Viestit, jotka eivät menneet perille
operate-undelivered-help = Tässä ovat uusimmat. Työntekijä näkee ne asiassa. Sinun ei tarvitse tehdä mitään, ellei niitä ole paljon.
operate-undelivered-none = Yhtään viestiä ei ole palautunut tai torjuttu.
operate-message-id = Viestin tunnus
operate-open-letter = Avaa viesti
operate-it-went = Meni perille
operate-it-did-not = Ei mennyt
