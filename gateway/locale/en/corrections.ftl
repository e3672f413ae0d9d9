# Corrections: what the machine read wrong, in the eyes of people.
corrections-nav = Corrections
corrections-title = Corrections of what the machine read
corrections-lead = Here you see how often staff have changed the reason that the machine read, and what else they have corrected. The figures are about the machine, not about the staff.
corrections-since = Since
corrections-filter-reason = Reason as read
corrections-filter-model = Version of the model
corrections-rates = How often the reason has been changed
corrections-total = { $worked ->
    [one] One case has been worked on, and { $overridden } was given another reason:
   *[other] { $worked } cases have been worked on, of which { $overridden } were given another reason:
}
corrections-percent = { $percent }%
corrections-bounds = ({ $low }–{ $high }%)
corrections-few = few cases
corrections-rates-caption = Reasons that have been changed: first the one that is most surely changed often
corrections-read-as = The machine read
corrections-share = Changed
corrections-of = { $overridden } of { $worked } cases
corrections-unchanged = { $count ->
    [one] One reason was never changed
   *[other] { $count } reasons were never changed
}
corrections-unsure = the machine was unsure: { $count }
corrections-none-worked-on = There are no cases from this time that anybody has worked on.
corrections-rates-hint = A case has been worked on when somebody has corrected it, replied, called and reached the client, ended it or merged it with another. If the reason was not changed, what the machine read stands. The last word counts. In brackets are the bounds between which the true share lies with 95 per cent certainty; in the bar they are the thin line. Shares are of cases that arrived since the chosen day; the lists show corrections made since then.
corrections-confusions = What has been changed to what
corrections-confusions-caption = What the machine read and what a person chose, the most frequent first
corrections-chosen = A person chose
corrections-count = Number
corrections-more = { $count ->
    [one] And one rarer change.
   *[other] And { $count } rarer changes.
}
corrections-none = There are no corrections from this time.
corrections-latest = Latest corrections
corrections-unreviewed = { $count ->
    [0] All corrections have been reviewed.
    [one] One correction waits to be reviewed. Those not reviewed stand first.
   *[other] { $count } corrections wait to be reviewed. Those not reviewed stand first.
}
corrections-sure = (confidence { $percent }%)
corrections-became = changed, now
corrections-model = model { $model }
corrections-review = Mark as reviewed
corrections-reviewed = Reviewed
corrections-reviewed-done = The correction has been marked as reviewed.
corrections-next-page = Next corrections
corrections-nothing = not known
corrections-field-reason = Reason
corrections-field-urgency = Urgency
corrections-field-matter_type = Type of matter
corrections-field-contacter = Contacter
corrections-field-language = Language
corrections-field-municipality = Home municipality
corrections-field-age_band = Client's age
corrections-learning = What is learnt from corrections
corrections-learning-never = The machine learns nothing from corrections by itself. A correction changes only the case in which it was made.
corrections-learning-how = When the same mistake comes again, a person writes an invented message about a similar situation and gives it the right answers. No client's own words are used. The message is added to the training texts, and a new model is taken into use only after it has been evaluated.
