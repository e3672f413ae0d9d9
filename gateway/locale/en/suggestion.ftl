## on the page of a Case
suggestion-title = Suggested reply
suggestion-lead = The machine has put this together from our own texts. Nothing is sent until you send it.
suggestion-by-phone = Tell by phone
suggestion-sources = Sources
suggestion-accept = Take as the reply
suggestion-edit = Edit
suggestion-drop = Drop the suggestion
suggestion-taken = The suggestion is in the reply. Check it and send.
suggestion-withheld-danger = No reply is suggested, because the message tells of something urgent or dangerous. Call, if it is safe.
suggestion-withheld-notice = No reply is suggested, because this is a notice or the sender may not be told of the client’s matters.
case-done-suggestion-taken = The suggestion is in the reply. Check it and send.
case-done-suggestion-dropped = The suggestion has been dropped.
refused-suggestion = This suggestion is not there any more. See what has changed.
inbox-keys-suggestion-accept = Take the suggested reply as it is
inbox-keys-suggestion-edit = Take the suggested reply and edit it
inbox-keys-suggestion-drop = Drop the suggested reply

## in the answer to a client
suggestion-thanks =
    Hello!

    Thank you for your message.
suggestion-told-by-phone = We have information that may help you. Ordinary email is not protected, so we will tell you more by phone.
suggestion-needed = There are a few things that we still need to know so that we can help you. Please tell us by phone or on the protected form, not by email.
suggestion-ways =
    Please call us on { $phone } ({ $hours }). Give the reference number and we will find your matter at once.

    You can also write to us on the protected form: { $form }
suggestion-may-help = This information may help you:
suggestion-ask = Please also tell us, so that we can help you further:
suggestion-ask-whose = Is this about yourself or about somebody else?
suggestion-ask-municipality = { $about ->
    [self] In which municipality do you live?
    [other] In which municipality do they live?
   *[unknown] In which municipality does the person live whom this is about?
}
suggestion-ask-age = { $about ->
    [self] How old are you? It is enough to say whether you are under 65, 65–74, or 75 or older.
    [other] How old are they? It is enough to say whether they are under 65, 65–74, or 75 or older.
   *[unknown] How old is the person whom this is about? It is enough to say whether they are under 65, 65–74, or 75 or older.
}
suggestion-ask-consent = Do they know that you are contacting us, and is that all right with them?
suggestion-ways-secure = You can answer this message or call us on { $phone } ({ $hours }).
suggestion-end = We are glad to help.

## supervisors: what became of the suggestions
corrections-suggested = Suggested replies
corrections-suggested-counts = Of the suggested replies { $kept } were sent as they were, { $changed } were sent changed, and { $dropped } were dropped. Sent as they were:
corrections-suggested-none = No suggested reply has been sent or dropped in this time yet.
corrections-suggested-hint = The figure is about the suggestions and not about people: who sent or dropped one is not kept. All suggestions decided since the chosen day count, also where the figures are narrowed by reason or model.
