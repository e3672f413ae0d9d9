# Korjaukset: mitä kone luki väärin ihmisten mielestä.
corrections-nav = Korjaukset
corrections-title = Koneen luennan korjaukset
corrections-lead = Tästä näet, kuinka usein työntekijät ovat vaihtaneet koneen lukeman syyn ja mitä muuta he ovat korjanneet. Luvut kertovat koneesta, eivät työntekijöistä.
corrections-since = Alkaen
corrections-filter-reason = Koneen lukema syy
corrections-filter-model = Mallin versio
corrections-rates = Kuinka usein syy on vaihdettu
corrections-total = { $worked ->
    [one] Yksi asia on käsitelty, ja toisen syyn on saanut { $overridden }:
   *[other] { $worked } asiaa on käsitelty, ja niistä { $overridden } on saanut toisen syyn:
}
corrections-percent = { $percent } %
corrections-bounds = ({ $low }–{ $high } %)
corrections-few = vähän tapauksia
corrections-rates-caption = Syyt, joita on vaihdettu: ensin se, jota varmimmin vaihdetaan usein
corrections-read-as = Kone luki
corrections-share = Vaihdettu
corrections-of = { $overridden } / { $worked } asiasta
corrections-unchanged = { $count ->
    [one] Yhtä syytä ei ole vaihdettu kertaakaan
   *[other] { $count } syytä ei ole vaihdettu kertaakaan
}
corrections-unsure = kone oli epävarma: { $count }
corrections-none-worked-on = Tältä ajalta ei ole asioita, joita joku olisi jo käsitellyt.
corrections-rates-hint = Käsitelty on asia, jota joku on korjannut, johon on vastattu tai soitettu niin, että asiakas tavoitettiin, tai jonka joku on päättänyt tai yhdistänyt toiseen. Jos syytä ei vaihdettu, koneen lukema jäi voimaan. Viimeisin sana ratkaisee. Sulkeissa on väli, jolla todellinen osuus on 95 prosentin varmuudella. Palkissa sama väli on ohut viiva. Osuudet lasketaan valitusta päivästä alkaen saapuneista asioista, luettelot siitä alkaen tehdyistä korjauksista.
corrections-confusions = Mikä on vaihdettu miksi
corrections-confusions-caption = Koneen lukema ja ihmisen valinta, yleisin ensin
corrections-chosen = Ihminen valitsi
corrections-count = Määrä
corrections-more = { $count ->
    [one] Lisäksi yksi harvinaisempi vaihto.
   *[other] Lisäksi { $count } harvinaisempaa vaihtoa.
}
corrections-none = Tältä ajalta ei ole korjauksia.
corrections-latest = Viimeisimmät korjaukset
corrections-unreviewed = { $count ->
    [0] Kaikki korjaukset on tarkistettu.
    [one] Yksi korjaus odottaa tarkistusta. Tarkistamattomat ovat listalla ensin.
   *[other] { $count } korjausta odottaa tarkistusta. Tarkistamattomat ovat listalla ensin.
}
corrections-sure = (varmuus { $percent } %)
corrections-became = vaihdettu, nyt
corrections-model = malli { $model }
corrections-review = Merkitse tarkistetuksi
corrections-reviewed = Tarkistettu
corrections-reviewed-done = Korjaus on merkitty tarkistetuksi.
corrections-next-page = Seuraavat korjaukset
corrections-nothing = ei tietoa
corrections-field-reason = Syy
corrections-field-urgency = Kiireellisyys
corrections-field-matter_type = Asian laji
corrections-field-contacter = Yhteydenottaja
corrections-field-language = Kieli
corrections-field-municipality = Kotikunta
corrections-field-age_band = Asiakkaan ikä
corrections-learning = Mitä korjauksista opitaan
corrections-learning-never = Kone ei opi korjauksista itsestään. Korjaus muuttaa vain sen asian, jossa se tehtiin.
corrections-learning-how = Kun sama virhe toistuu, ihminen kirjoittaa keksityn viestin, jossa on samanlainen tilanne, ja antaa sille oikeat vastaukset. Asiakkaan omia sanoja ei käytetä. Viesti lisätään opetusteksteihin, ja uusi malli otetaan käyttöön vasta, kun se on arvioitu.
