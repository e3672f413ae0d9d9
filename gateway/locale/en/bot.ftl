# The words of the automatic advisor in the chat. The reader is 84 and sees badly, or is a tired daughter.
# It never guesses an illness, promises, refuses, or says who is a client. The people are "we", the machine is "I".
bot-name = Automatic advisor

## questions: one at a time, each can be skipped
bot-ask-need = What is the advice or help needed for? Tell us in your own words.
bot-ask-whose = Whose matter is it, your own or another person's?
bot-ask-municipality = Where does the person who needs help live? Write the municipality or the village.
bot-ask-age = { $about ->
        [self] Are you 75 or older?
        [other] Is this person 75 or older?
       *[unknown] Is the person who needs help 75 or older?
    }
bot-ask-knows = Does this person know that you contact us? We ask so that we can be considerate.
bot-ask-reach = { $way ->
        [assessment] Which number can we call about the assessment?
       *[callback] Which number can we call?
    } Please also tell us when we may call. If you cannot talk on the phone, tell us. You can also skip this. Do not write a personal identity code.

## what was understood
# The parts come in this order: about, age, municipality, reasons. They are joined with ", ". An unknown part is left out.
# $reasons: the names reason- of codes.ftl, first letter small. They are joined with "; ", because they contain commas.
bot-said-back = This is what I understood: { $parts }. Is this right?
bot-part-about = { $about ->
        [self] it is about you
       *[other] it is about another person
    }
bot-part-age = { $over ->
        [yes] the age is 75 or more
       *[no] the age is under 75
    }
bot-part-municipality = the home municipality is { $municipality }
bot-part-reasons = the topic is { $reasons }
bot-which-is-wrong = Thank you for telling me. What is wrong? Write how it is.

## what can be chosen
bot-ways = How would you like to go on?{ $answers ->
        [yes] {" "}You can get information about a service now.
       *[no] {""}
    }{ $person ->
        [now] {" "}You can talk with a person here in the chat.
       *[later] {""}
    } You can ask us to call you. You can ask for an assessment of service needs. It is free of charge and shows what help is needed.{ $person ->
        [now] {""}
       *[later] {" "}You can also choose a person, but they will answer later.
    }
bot-choose = I did not understand your choice. Press a button or write what you choose.
bot-not-understood = I did not understand this. It is not your fault, because I am a machine. A person reads your message.
bot-angry = Thank you for saying it directly. A person reads your message. You choose how we go on.
bot-no-service = I did not find an answer to this. You can ask an advisor. The advisor is a person.
bot-helped = Did this help?

## at the end
bot-go-on = Tell us in your own words. An advisor reads your message.
bot-noted = Your message is saved. An advisor reads it.
bot-still-here = You can still write here. You can also press “{ bot-press-person }”.
bot-anything-else = Is there anything else you want to tell us?
bot-recorded-callback = I have recorded that you want a call. We will contact you. We use the number or address that you gave. At the end of the conversation you see what happens next.
bot-recorded-callback-by-code = I have recorded your matter. We do not have your number, so we cannot call. We will answer you in this conversation. Write the reference number down. You can also call us and tell us the reference number.
bot-recorded-assessment = I have recorded that you ask for an assessment of service needs. In it, a professional finds out what help is needed. The assessment is not a decision on services. We will contact you. At the end of the conversation you see what happens next.
bot-recorded-assessment-by-code = I have recorded that you ask for an assessment of service needs. In it, a professional finds out what help is needed. The assessment is not a decision on services. We do not have your number, so we will answer in this conversation. Write the reference number down. You can also call us and tell us the reference number.
bot-end = Thank you for contacting us. Below you see what happens next. You can save or print this conversation.
# $date: "Wednesday 25 November 2026 at 16:00"
bot-already-told = Your matter is saved. Your reference number is { $ref }. We will answer by { $date }.

## machine, danger, child, other language
bot-a-machine = I am an automatic advisor, not a person. You can ask for a person: press “{ bot-press-person }”.
bot-danger = In an emergency, call 112 now. Do not wait for an answer here. A person also reads your message.
bot-minor = It is good that you told us. You do not have to solve this alone. An adult here reads your message. They help you with the next step. If somebody is in danger, call 112 now.
# The same in all three files, one line for each language. The sign \u200F keeps the Arabic full stop at the end of its line.
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

## a person
bot-person-now = I have asked an advisor to join. { $place ->
        [1] You are first in the queue.
       *[other] You are number { $place } in the queue.
    } { $minutes ->
        [0] I cannot say how long the wait is.
        [1] The wait is usually about one minute.
       *[other] The wait is usually about { $minutes } minutes.
    } Keep this page open.
bot-person-later = There is no advisor in the chat now. An advisor will read your message later. Below you see what happens next. For urgent health advice, call 116 117.
bot-person-comes = { $name } is here now. { $name } is a person and goes on from here.
bot-person-gone = The advisor's connection was lost, or they had to leave. You are back in the queue at your own place. Your messages are saved. Keep this page open.
bot-transferred = { $name } goes on from here. { $name } sees what you have already written. You do not need to tell everything again.
bot-queue-over = No advisor was able to join the chat in time. Your matter is saved. An advisor will answer you later. On this page you see what happens next.

## buttons, at most 28 characters
bot-press-yes = Yes
bot-press-no = No
bot-press-skip = Skip this
bot-press-self = My own
bot-press-other = Another person's
bot-press-answer = Information on a service
bot-press-person = Talk to a person
bot-press-callback = Call me
bot-press-assessment = Assessment of needs
