# Lain määräaika, erääntyvät asiat, poissaolot.

## määräaika listassa ja asian sivulla
clock-day-of = { $date } (arkipäivä { $day }/{ $of })
inbox-due-state-nearing = aloita arviointi pian
inbox-due-state-pressing = aloita arviointi nyt
inbox-due-state-last_day = viimeinen päivä
clock-code-statutory_7wd_start = Arviointi alkaa viimeistään 7. arkipäivänä
clock-code-without_delay = Arviointi alkaa viipymättä, tavoite 10 arkipäivää
clock-started = yhteydenotto
clock-due = viimeistään
clock-by-age = peruste:
clock-begun = Arviointi alkoi
clock-in-time = määräajassa
clock-late = myöhässä
clock-recorded-late = ilmoituksen mukaan määräajassa, mutta kirjattu vasta sen jälkeen
clock-detail-recorded-late = kirjattiin vasta määräajan jälkeen
clock-overdue = Määräaika on ylittynyt. Arviointia ei ole kirjattu alkaneeksi.
clock-merged = Yhdistyi toisen asian määräaikaan.

## määräajan toiminnot
case-act-begun = Arviointi alkoi
clock-begun-hint = Kirjaa tämä, kun ammattilainen on tavoittanut asiakkaan tai hänen läheisensä ja aloittanut palvelutarpeen arvioinnin. Vastaanottoviesti tai soitto, johon kukaan ei vastannut, ei riitä.
clock-begun-at = Milloin arviointi alkoi?
clock-begun-at-hint = Aikaisintaan yhteydenoton hetki, viimeistään nyt.
clock-begun-reached = Asiakas tai hänen läheisensä tavoitettiin ja arviointi aloitettiin.
clock-begun-note = Lisätieto
clock-begun-note-hint = Pakollinen, jos määräaika on jo päättynyt ja arviointi alkoi ennen sitä. Kerro silloin, miksi alku kirjataan vasta nyt.
clock-begun-save = Kirjaa arviointi alkaneeksi
case-done-begun = Arvioinnin alku on kirjattu. Määräaika pysähtyi.
case-act-not-begun = Peru arvioinnin alku
clock-not-begun-hint = Jos alku kirjattiin vahingossa, määräaika jatkuu siitä, mistä se alkoi. Päivä ei muutu.
clock-not-begun-why = Miksi perut kirjauksen?
clock-not-begun-save = Peru kirjaus
case-done-not-begun = Kirjaus on peruttu. Määräaika jatkuu.
case-act-age = Korjaa asiakkaan ikä
clock-age-hint = Ikä tai ylin hoitotuki ratkaisee, kumpi määräaika on voimassa. Korjaus voi vain aikaistaa määräaikaa, ei pidentää.
clock-age = Asiakkaan ikä
clock-age-why = Mistä tieto on?
clock-age-save = Tallenna ikä
case-done-age = Ikä on tallennettu.
refused-not-reached = Määräaika pysähtyy vasta, kun asiakas tai hänen läheisensä on tavoitettu. Kirjaa soitto, johon ei vastattu, kohdassa ”Kirjaa soitto”.
refused-begun-in-future = Arvioinnin alku ei voi olla tulevaisuudessa.
refused-begun-before-clock = Arviointi ei ole voinut alkaa ennen yhteydenottoa. Tarkista päivä ja kellonaika.
refused-begun-grounds = Määräaika on jo päättynyt. Kirjoita lisätietoihin, miksi arvioinnin alku kirjataan vasta nyt.
refused-no-clock = Tässä asiassa ei ole käynnissä lain määräaikaa.
refused-not-begun = Arviointia ei ole kirjattu alkaneeksi.
event-assessment_begun = Arviointi alkoi
event-assessment_taken_back = Arvioinnin alku peruttiin
event-age_corrected = Asiakkaan ikä korjattiin
event-rang = Muistutettiin: kukaan ei ole ottanut asiaa

## muistutus
ring-notice = { $count ->
    [one] Yksi asia erääntyy pian tai on myöhässä, eikä se ole kenelläkään.
   *[other] { $count } asiaa erääntyy pian tai on myöhässä, eivätkä ne ole kenelläkään.
}
ring-late = { $count ->
    [one] Yksi niistä on jo myöhässä.
   *[other] { $count } niistä on jo myöhässä.
}
ring-open = Avaa kiireisin
ring-seen = Kuittaa nähdyksi
inbox-done-rings-seen = Muistutus on kuitattu. Se palaa seuraavana työpäivänä, jos asiat ovat yhä vailla tekijää.

## määräaikojen sivu
deadlines-nav = Määräajat
deadlines-title = Lain määräajat
deadlines-outlook = Miltä näyttää?
deadlines-nothing = Yhtään arvioinnin määräaikaa ei ole käynnissä.
deadlines-pace-unknown = Ennustetta ei vielä ole: arviointien tahti tiedetään vasta kolmen työpäivän jälkeen.
# Päivä päättyy pisteeseen jo itsessään.
deadlines-late-on = Tällä tahdilla myöhästytään { $day }
deadlines-late-in-all = { $count ->
    [one] Kaikkiaan yksi arviointi alkaa myöhässä.
   *[other] Kaikkiaan { $count } arviointia alkaa myöhässä.
}
deadlines-all-in-time = Tällä tahdilla kaikki avoimet arvioinnit alkavat ajoissa.
deadlines-overdue-count = { $count ->
    [one] Yksi määräaika on jo ylittynyt.
   *[other] { $count } määräaikaa on jo ylittynyt.
}
deadlines-pace = Viimeisten { $days } työpäivän aikana alkoi { $begun } arviointia eli { $pace } työpäivässä.
deadlines-caption = Arvioinnit, joiden on alettava
deadlines-day = Viimeinen päivä
deadlines-due = Alettava
deadlines-in-time = Ehtii
deadlines-late = Myöhästyy
deadlines-how = Laskelma olettaa, että pian erääntyvät aloitetaan ensin ja tahti pysyy samana. Uusia yhteydenottoja siinä ei ole mukana.
deadlines-overdue = Myöhässä olevat arvioinnit
deadlines-overdue-none = Yksikään arviointi ei ole myöhässä.
deadlines-open = Määräaika oli
deadlines-nobody = ei kenelläkään
deadlines-record = Arvioinnit viimeisten { $days } päivän aikana
deadlines-record-words = Määräaika päättyi { $due } asiassa. Niistä { $late } myöhästyi.
deadlines-recorded-late = { $count ->
    [one] Lisäksi yhdessä asiassa arviointi alkoi ilmoituksen mukaan ajoissa, mutta se kirjattiin vasta määräajan jälkeen.
   *[other] Lisäksi { $count } asiassa arviointi alkoi ilmoituksen mukaan ajoissa, mutta se kirjattiin vasta määräajan jälkeen.
}
deadlines-record-hint = Myöhästyminen jää lukuun, vaikka asia myöhemmin luokiteltaisiin toisin.
deadlines-weekday-1 = maanantaina
deadlines-weekday-2 = tiistaina
deadlines-weekday-3 = keskiviikkona
deadlines-weekday-4 = torstaina
deadlines-weekday-5 = perjantaina
deadlines-weekday-6 = lauantaina
deadlines-weekday-7 = sunnuntaina

## poissaolot
away-nav = Poissaolot
away-title = Poissaolot
away-hint = Kun olet poissa, asiasi näkyvät sijaisellasi. Jos sijaista ei ole, niistä muistutetaan tiimiä.
away-others = Työkaverit
away-at-work = töissä
away-until = Poissa (palaa { $back }).
away-deputy-is = Sijainen: { $who }.
away-gap = Sijaista ei ole töissä.
away-first-day = Ensimmäinen päivä takaisin töissä
away-deputy = Sijainen
away-no-deputy = Ei sijaista
away-save = Tallenna poissaolo
away-back = Merkitse takaisin töihin
away-saved = Poissaolo on tallennettu.
away-refused-date = Anna päivä, jona työ jatkuu: aikaisintaan huominen.
away-refused-deputy = Valitse sijaiseksi joku toinen, joka on töissä täällä.
away-row = { $who } on poissa.
away-row-deputy = Sijainen: { $who }
away-row-nobody = Ei sijaista
away-case = { $who } on poissa (palaa { $until }).
away-case-deputy = Sijainen: { $who }.
away-case-nobody = Sijaista ei ole.
