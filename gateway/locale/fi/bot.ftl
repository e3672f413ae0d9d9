# Chatin automaattisen neuvojan sanat. Lukija on 84-vuotias, jonka näkö on heikko, tai väsynyt tytär.
# Se ei arvaa sairauksia, ei lupaa, ei kiellä eikä kerro, kuka on asiakas. Ihmiset ovat ”me”, kone on ”minä”.
bot-name = Automaattinen neuvoja

## kysymykset: yksi kerrallaan, jokaisen voi ohittaa
bot-ask-need = Missä asiassa tarvitaan neuvoa tai apua? Kerro omin sanoin.
bot-ask-whose = Kenen asiasta kerrot, omastasi vai toisen ihmisen?
bot-ask-municipality = Missä apua tarvitseva ihminen asuu? Kirjoita kunnan tai kylän nimi.
bot-ask-age = { $about ->
        [self] Oletko täyttänyt 75 vuotta?
        [other] Onko hän täyttänyt 75 vuotta?
       *[unknown] Onko apua tarvitseva ihminen täyttänyt 75 vuotta?
    }
bot-ask-knows = Tietääkö hän, että otat yhteyttä? Kysymme, jotta osaamme ottaa hänet huomioon.
bot-ask-reach = { $way ->
        [assessment] Mihin numeroon voimme soittaa arvioinnista?
       *[callback] Mihin numeroon voimme soittaa?
    } Kerro myös, milloin soitto sopii. Jos et voi puhua puhelimessa, kerro siitä. Voit myös ohittaa tämän. Älä kirjoita henkilötunnusta.

## mitä ymmärrettiin
# Osat tulevat tässä järjestyksessä: about, age, municipality, reasons. Niiden väliin tulee ", ". Tuntematon osa jää pois.
# $reasons: codes.ftl-tiedoston reason-nimet, ensimmäinen kirjain pienenä. Nimien väliin tulee "; ", koska niissä on pilkkuja.
bot-said-back = Ymmärsin näin: { $parts }. Menikö oikein?
bot-part-about = { $about ->
        [self] asia koskee sinua
       *[other] asia koskee toista ihmistä
    }
bot-part-age = { $over ->
        [yes] ikä on vähintään 75 vuotta
       *[no] ikä on alle 75 vuotta
    }
bot-part-municipality = kotikunta on { $municipality }
bot-part-reasons = aihe on { $reasons }
bot-which-is-wrong = Kiitos, että kerroit. Mikä kohta on väärin? Kirjoita, miten asia on.

## mitä voi valita
bot-ways = Miten haluat jatkaa?{ $answers ->
        [yes] {" "}Voit saada tietoa palvelusta heti.
       *[no] {""}
    }{ $person ->
        [now] {" "}Voit puhua ihmisen kanssa tässä chatissa.
       *[later] {""}
    } Voit pyytää, että soitamme sinulle. Voit pyytää palvelutarpeen arviointia. Se on maksuton selvitys siitä, mitä apua tarvitaan.{ $person ->
        [now] {""}
       *[later] {" "}Voit valita myös ihmisen, mutta hän vastaa vasta myöhemmin.
    }
bot-choose = En ymmärtänyt valintaasi. Paina jotakin painiketta tai kirjoita, minkä tavan valitset.
bot-not-understood = En ymmärtänyt tätä. Vika ei ole sinussa, sillä olen kone. Ihminen lukee viestisi.
bot-angry = Kiitos, että sanot sen suoraan. Ihminen lukee viestisi. Saat itse valita, miten jatketaan.
bot-no-service = En löytänyt tähän vastausta. Voit kysyä asiaa neuvojalta. Hän on ihminen.
bot-helped = Auttoiko tämä?

## lopuksi
bot-go-on = Kerro omin sanoin. Neuvoja lukee viestisi.
bot-noted = Viestisi on tallessa. Neuvoja lukee sen.
bot-still-here = Voit yhä kirjoittaa tähän. Voit myös painaa ”{ bot-press-person }”.
bot-anything-else = Onko muuta, mistä haluat kertoa?
bot-recorded-callback = Kirjasin soittopyyntösi. Otamme sinuun yhteyttä. Käytämme numeroa tai osoitetta, jonka annoit. Keskustelun lopussa näet, mitä seuraavaksi tapahtuu.
bot-recorded-callback-by-code = Kirjasin asiasi. Meillä ei ole numeroasi, joten emme voi soittaa. Vastaamme sinulle tässä keskustelussa. Kirjoita viitenumero muistiin. Voit myös soittaa meille ja kertoa viitenumeron.
bot-recorded-assessment = Kirjasin, että pyydät palvelutarpeen arviointia. Siinä ammattilainen selvittää, millaista apua tarvitaan. Arviointi ei ole päätös palveluista. Otamme sinuun yhteyttä. Keskustelun lopussa näet, mitä seuraavaksi tapahtuu.
bot-recorded-assessment-by-code = Kirjasin, että pyydät palvelutarpeen arviointia. Siinä ammattilainen selvittää, millaista apua tarvitaan. Arviointi ei ole päätös palveluista. Meillä ei ole numeroasi, joten vastaamme tässä keskustelussa. Kirjoita viitenumero muistiin. Voit myös soittaa meille ja kertoa viitenumeron.
bot-end = Kiitos, että otit yhteyttä. Alla näet, mitä seuraavaksi tapahtuu. Voit tallentaa tai tulostaa tämän keskustelun.
# $date: "keskiviikkona 25.11.2026 klo 16"
bot-already-told = Asiasi on tallessa. Viitenumerosi on { $ref }. Vastaamme viimeistään { $date }.

## kone, hätä, lapsi, muu kieli
bot-a-machine = Olen automaattinen neuvoja, en ihminen. Voit pyytää ihmistä: paina ”{ bot-press-person }”.
bot-danger = Hätätilanteessa soita heti 112. Älä jää odottamaan vastausta tähän. Myös ihminen lukee viestisi.
bot-minor = Hyvä, että kerroit tästä. Sinun ei tarvitse selvittää tätä yksin. Täällä aikuinen lukee viestisi ja auttaa sinua eteenpäin. Jos jollakulla on hätä, soita heti 112.
# Sama kaikissa kolmessa tiedostossa, rivi kieltä kohti. Merkki \u200F pitää arabian pisteen rivin lopussa.
bot-other-language =
    Ihminen auttaa sinua. Voimme järjestää tulkin. Hätätilanteessa soita 112.
    En människa hjälper dig. Vi kan ordna en tolk. Ring 112 i en nödsituation.
    A person will help you. We can arrange an interpreter. In an emergency, call 112.
    سيساعدك موظف. يمكننا أن نوفر لك مترجمًا. في حالة الطوارئ اتصل بالرقم 112.{"\u200F"}
    Вам поможет сотрудник. Мы можем пригласить переводчика. В экстренной ситуации звоните 112.
    Вам допоможе працівник. Ми можемо запросити перекладача. У надзвичайній ситуації телефонуйте 112.
    Teid aitab inimene. Saame kutsuda tõlgi. Hädaolukorras helistage 112.
    Olmmoš veahkeha du. Mii sáhttit háhkat dulkka. Heahtedilis riŋge 112.
    Qof ayaa ku caawin doona. Waxaan kuu qaban karnaa turjubaan. Xaalad degdeg ah, wac 112.

## ihminen
bot-person-now = Pyysin neuvojaa mukaan. { $place ->
        [1] Olet jonossa ensimmäisenä.
       *[other] Olet jonossa numero { $place }.
    } { $minutes ->
        [0] En osaa sanoa, kauanko odotus kestää.
        [1] Odotus kestää tavallisesti noin minuutin.
       *[other] Odotus kestää tavallisesti noin { $minutes } minuuttia.
    } Pidä tämä sivu auki.
bot-person-later = Chatissa ei ole nyt neuvojaa. Neuvoja lukee viestisi myöhemmin. Alla näet, mitä seuraavaksi tapahtuu. Kiireellisessä terveysasiassa soita 116 117.
bot-person-comes = { $name } on nyt mukana. Hän on ihminen ja jatkaa tästä.
bot-person-gone = Neuvojan yhteys katkesi, tai hänen piti lähteä. Olet taas jonossa omalla paikallasi. Viestisi ovat tallessa. Pidä tämä sivu auki.
bot-transferred = { $name } jatkaa tästä. Hän näkee, mitä olet jo kirjoittanut. Sinun ei tarvitse kertoa kaikkea uudelleen.
bot-queue-over = Neuvoja ei ehtinyt tulla chattiin. Asiasi on tallessa. Neuvoja vastaa sinulle myöhemmin. Tällä sivulla näet, mitä seuraavaksi tapahtuu.

## painikkeet, enintään 28 merkkiä
bot-press-yes = Kyllä
bot-press-no = Ei
bot-press-skip = Ohitan tämän
bot-press-self = Omasta asiastani
bot-press-other = Toisen ihmisen asiasta
bot-press-answer = Tietoa palvelusta
bot-press-person = Puhun ihmisen kanssa
bot-press-callback = Soittakaa minulle
bot-press-assessment = Palvelutarpeen arviointi
