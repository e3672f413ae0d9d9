# Orden för chattens automatiska rådgivare. Läsaren är 84 år och ser dåligt, eller en trött dotter.
# Den gissar inga sjukdomar, lovar inget, nekar inget och säger inte vem som är klient. Människorna är ”vi”, maskinen ”jag”.
bot-name = Automatisk rådgivare

## frågorna: en i taget, var och en går att hoppa över
bot-ask-need = Vad behövs det råd eller hjälp med? Berätta med egna ord.
bot-ask-whose = Vems ärende berättar du om, ditt eget eller någon annans?
bot-ask-municipality = Var bor den som behöver hjälp? Skriv namnet på kommunen eller byn.
bot-ask-age = { $about ->
        [self] Har du fyllt 75 år?
        [other] Har personen fyllt 75 år?
       *[unknown] Har den som behöver hjälp fyllt 75 år?
    }
bot-ask-knows = Vet personen om att du kontaktar oss? Vi frågar för att kunna ta hänsyn till personen.
bot-ask-reach = { $way ->
        [assessment] Vilket nummer kan vi ringa om bedömningen?
       *[callback] Vilket nummer kan vi ringa?
    } Berätta också när det passar att vi ringer. Säg till om du inte kan tala i telefon. Du kan också hoppa över det här. Skriv inte någon personbeteckning.

## vad som har förståtts
# Delarna kommer i den här ordningen: about, age, municipality, reasons. Mellan dem står ", ". En okänd del lämnas bort.
# $reasons: namnen reason- i codes.ftl, första bokstaven liten. Mellan namnen står "; ", eftersom de innehåller komman.
bot-said-back = Så här förstod jag: { $parts }. Stämmer det?
bot-part-about = { $about ->
        [self] det gäller dig
       *[other] det gäller någon annan
    }
bot-part-age = { $over ->
        [yes] åldern är minst 75 år
       *[no] åldern är under 75 år
    }
bot-part-municipality = hemkommunen är { $municipality }
bot-part-reasons = ämnet är { $reasons }
bot-which-is-wrong = Tack för att du sade till. Vad blev fel? Skriv hur det är.

## vad man kan välja
bot-ways = Hur vill du fortsätta?{ $answers ->
        [yes] {" "}Du kan få information om en tjänst genast.
       *[no] {""}
    }{ $person ->
        [now] {" "}Du kan tala med en människa här i chatten.
       *[later] {""}
    } Du kan be oss ringa dig. Du kan be om en bedömning av servicebehovet. Den är avgiftsfri och visar vilken hjälp som behövs.{ $person ->
        [now] {""}
       *[later] {" "}Du kan också välja en människa, men då kommer svaret senare.
    }
bot-choose = Jag förstod inte vad du väljer. Tryck på en knapp eller skriv ditt val.
bot-not-understood = Jag förstod inte det här. Felet är inte ditt, för jag är en maskin. En människa läser ditt meddelande.
bot-angry = Tack för att du säger det rakt ut. En människa läser ditt meddelande. Du får själv välja hur vi fortsätter.
bot-no-service = Jag hittade inget svar på det här. Du kan fråga en rådgivare. Rådgivaren är en människa.
bot-helped = Hjälpte det här?

## till slut
bot-go-on = Berätta med egna ord. En rådgivare läser ditt meddelande.
bot-noted = Ditt meddelande är sparat. En rådgivare läser det.
bot-still-here = Du kan fortfarande skriva här. Du kan också trycka på ”{ bot-press-person }”.
bot-anything-else = Är det något annat du vill berätta?
bot-recorded-callback = Jag har antecknat att du vill bli uppringd. Vi kontaktar dig. Vi använder numret eller adressen som du gav. I slutet av samtalet ser du vad som händer härnäst.
bot-recorded-callback-by-code = Jag har antecknat ditt ärende. Vi har inte ditt nummer, så vi kan inte ringa. Vi svarar dig här i samtalet. Skriv upp referensnumret. Du kan också ringa oss och säga referensnumret.
bot-recorded-assessment = Jag har antecknat att du ber om en bedömning av servicebehovet. I den tar en yrkesperson reda på vilken hjälp som behövs. Bedömningen är inte ett beslut om service. Vi kontaktar dig. I slutet av samtalet ser du vad som händer härnäst.
bot-recorded-assessment-by-code = Jag har antecknat att du ber om en bedömning av servicebehovet. I den tar en yrkesperson reda på vilken hjälp som behövs. Bedömningen är inte ett beslut om service. Vi har inte ditt nummer, så vi svarar här i samtalet. Skriv upp referensnumret. Du kan också ringa oss och säga referensnumret.
bot-end = Tack för att du kontaktade oss. Nedan ser du vad som händer härnäst. Du kan spara eller skriva ut det här samtalet.
# $date: "onsdag 25.11.2026 kl. 16"
bot-already-told = Ditt ärende är sparat. Ditt referensnummer är { $ref }. Vi svarar senast { $date }.

## maskin, nöd, barn, annat språk
bot-a-machine = Jag är en automatisk rådgivare, inte en människa. Du kan be om en människa: tryck på ”{ bot-press-person }”.
bot-danger = Ring genast 112 i en nödsituation. Vänta inte på svar här. Också en människa läser ditt meddelande.
bot-minor = Det är bra att du berättade. Du behöver inte reda ut det här ensam. Här läser en vuxen ditt meddelande och hjälper dig vidare. Ring genast 112 om någon är i nöd.
# Samma i alla tre filerna, en rad per språk. Tecknet \u200F håller punkten på arabiska i slutet av raden.
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

## en människa
bot-person-now = Jag har bett en rådgivare komma med. { $place ->
        [1] Du är först i kön.
       *[other] Du är nummer { $place } i kön.
    } { $minutes ->
        [0] Jag kan inte säga hur lång väntetiden är.
        [1] Väntetiden är vanligen ungefär en minut.
       *[other] Väntetiden är vanligen ungefär { $minutes } minuter.
    } Håll den här sidan öppen.
bot-person-later = Det finns ingen rådgivare i chatten nu. En rådgivare läser ditt meddelande senare. Nedan ser du vad som händer härnäst. Ring 116 117 i brådskande hälsoärenden.
bot-person-comes = { $name } är med nu. { $name } är en människa och fortsätter härifrån.
bot-person-gone = Rådgivarens förbindelse bröts, eller så var rådgivaren tvungen att gå. Du är tillbaka i kön på din egen plats. Dina meddelanden är sparade. Håll den här sidan öppen.
bot-transferred = { $name } fortsätter härifrån. { $name } ser vad du redan har skrivit. Du behöver inte berätta allt på nytt.
bot-queue-over = Ingen rådgivare hann komma till chatten. Ditt ärende är sparat. En rådgivare svarar dig senare. På den här sidan ser du vad som händer härnäst.

## knapparna, högst 28 tecken
bot-press-yes = Ja
bot-press-no = Nej
bot-press-skip = Jag hoppar över
bot-press-self = Mitt eget
bot-press-other = Någon annans
bot-press-answer = Information om en tjänst
bot-press-person = Tala med en människa
bot-press-callback = Ring mig
bot-press-assessment = Bedömning av servicebehovet
