# Sidans ram: det som finns på varje sida.
shell-skip = Gå till innehållet
shell-languages = Språk
shell-service = Rådgivning för äldre
shell-demo = Det här är en demonstration. Alla personer och kontakter är påhittade. Skriv inga riktiga uppgifter här.
shell-nav = Huvudmeny
shell-nav-home = Kontakt
shell-nav-contact = Skriv till oss
shell-nav-chat = Chatt
shell-nav-callback = Be oss ringa
shell-nav-status = Mitt ärende
shell-footer = Om tjänsten
shell-privacy = Dataskydd
shell-accessibility = Tillgänglighet
shell-emergency = Ring 112 i en nödsituation.
shell-health = Ring 116 117 i brådskande hälsoärenden.
shell-call-us = Rådgivningen: { $phone } ({ $hours })
