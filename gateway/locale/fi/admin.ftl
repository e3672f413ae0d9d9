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
operate-unaccounted = Vastaanotettuja viestejä puuttuu kirjanpidosta: { $count }. Pysäytä vastaanotto ja katso ohje RUNBOOK-tiedostosta.
operate-balanced = Kirjanpito täsmää. Vastaanotettu yhteensä: { $count }.
operate-degraded = Nämä osat eivät toimi kunnolla
operate-well = Kaikki osat toimivat.
degraded-database = Tietokantaan ei saada yhteyttä. Viestejä ei oteta vastaan, ennen kuin yhteys palaa.
degraded-nlu = Luokittelumalli puuttuu. Hätätilanteet tunnistetaan, muut viestit menevät ihmisen luettaviksi.
degraded-jobs_late = Työjono on myöhässä yli minuutin.
degraded-jobs_given_up = Osa töistä on luovutettu. Katso lista alta.
operate-queue = Työjono
jobs-waiting = Odottaa
jobs-leased = Käynnissä
jobs-late = Myöhässä
jobs-given_up = Luovutettu
operate-stuck = Luovutetut työt
operate-stuck-help = Korjaa ensin syy ja käynnistä työ sitten uudelleen. Mitään ei ole kadonnut.
operate-problem = Syy
operate-attempts = Yrityksiä
operate-action = Toiminto
operate-try-again = Yritä uudelleen
job-read = Viestin lukeminen
job-decide = Ohjaaminen
job-acknowledge = Kuittaaminen
job-deliver = Lähettäminen
job-alarm = Hälyttäminen
job-promise_due = Lupauksen seuranta
operate-mails = Viestit, joiden perillemeno on epävarmaa
operate-mails-help = Näitä ei lähetetä itsestään uudelleen. Katso sähköpostipalvelimen lokista, menikö viesti, tai ota yhteyttä muulla tavalla.
operate-nothing = Ei mitään tällä hetkellä.
operate-it-went = Meni perille
operate-it-did-not = Ei mennyt
