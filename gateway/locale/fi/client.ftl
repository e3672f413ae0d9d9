# Sama asiakas useassa asiassa, ja kysymys asiakaskoordinaattorista.

## sama asiakas
client-title = Asiakkaan muut asiat
client-confirmed = { $who } vahvisti { $when }, että asiakas on sama.
client-counts = Yhteydenottoja 30 päivän aikana: { $contacts }. Avoimia asioita: { $open }. Tätä asiaa on siirretty { $transfers ->
    [one] yhden kerran
   *[other] { $transfers } kertaa
}.
client-case = { $day } · { $team } · { $state }
client-more = { $count ->
    [one] Lisäksi yksi vanhempi asia.
   *[other] Lisäksi { $count } vanhempaa asiaa.
}
client-undo = Peru: eri asiakas
client-undo-this = Peru: tämä asia ei ole saman asiakkaan
client-maybe-title = Mahdollisesti sama asiakas
client-maybe-hint = Tämä on ehdotus. Mitään ei yhdistetä, ennen kuin vahvistat. Varmista asia asiakkaalta. Kun avaat asian, avaamisesta jää merkintä lokiin.
client-maybe-known = Nämä asiat on jo vahvistettu keskenään saman asiakkaan asioiksi.
client-maybe-more = { $count ->
    [one] Vanhempia ehdotuksia on yksi. Se näkyy, kun olet vastannut näihin.
   *[other] Vanhempia ehdotuksia on { $count }. Ne näkyvät, kun olet vastannut näihin.
}
client-same = Sama asiakas
client-different = Eri henkilö
client-about = Asia { $case }
client-sign-identity_code = sama henkilötunnus
client-sign-phone = sama puhelinnumero: voi olla myös omaisen
client-sign-email = sama sähköpostiosoite: voi olla myös omaisen
client-sign-phone-shared = sama puhelinnumero, mutta se on useamman ihmisen käytössä: heikko vihje
client-sign-email-shared = sama sähköpostiosoite, mutta se on useamman ihmisen käytössä: heikko vihje
client-sign-phone-other = sama puhelinnumero, mutta yhteyttä otti joku muu kuin asiakas itse: heikko vihje
client-sign-email-other = sama sähköpostiosoite, mutta yhteyttä otti joku muu kuin asiakas itse: heikko vihje
client-rules-now = Säännöt ohjaisivat asian nyt: { $destination }
client-rules-move = Siirrä: { $destination }
client-refused-gone = Ehdotusta ei enää ole. Sivu näyttää nyt, mitä asiakkaasta tiedetään.
client-refused-codes = Valitse vastaus.
case-done-same-client = Asiat on yhdistetty samaan asiakkaaseen. Voit perua tämän.
case-done-different-client = Merkitsit, että kyse on eri henkilöstä. Tätä ei kysytä uudelleen.
case-done-undo-client = Yhdistäminen on peruttu.
case-done-coordination = Vastauksesi on kirjattu.

## asiakaskoordinaattori
coordination-title = Monta asiaa yhtä aikaa
coordination-ask = Monta asiaa yhtä aikaa: kysy suostumus asiakaskoordinaattoriin?
coordination-why = Tämä kysytään, koska:
coordination-hint = Koordinaattori käy asiakkaan kanssa läpi kaikki palvelut. Siihen tarvitaan asiakkaan suostumus. Ehdotuksen tekee kone, asian päätät sinä.
coordination-own = Näetkö, että asiakas tarvitsisi asiakaskoordinaattorin?
coordination-professional_flag = Ammattilainen näkee, että asiakkaalla on monta palvelua tai asiaa yhtä aikaa
coordination-give-will_ask = Kysyn suostumuksen
coordination-give-consented = Asiakas suostui
coordination-give-declined = Asiakas ei suostu
coordination-give-withdrawn = Asiakas perui suostumuksen
coordination-give-not_needed = Ei tarvita
coordination-answer-will_ask = Asiakkaalta kysytään suostumus
coordination-answer-consented = Asiakas on suostunut asiakaskoordinaattoriin
coordination-answer-declined = Asiakas ei suostu asiakaskoordinaattoriin
coordination-answer-not_needed = Asiakaskoordinaattoria ei tarvita
coordination-answered = { $who }, { $when }

## aikajana
event-same_client = Vahvistettu samaksi asiakkaaksi
event-different_client = Merkitty eri henkilöksi
event-client_undone = Asiakkaan yhdistäminen peruttu
event-coordination = Asiakaskoordinaattori
