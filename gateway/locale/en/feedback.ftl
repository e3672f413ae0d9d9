# Feedback on the chat, for supervisors.
feedback-nav = Feedback
feedback-title = Feedback on the chat
feedback-lead = This is what people answered after their conversation. The answers cannot be linked to a conversation or a person. If a month has fewer than { $fewest } answers, they are not shown.
feedback-caption = Answers by month
feedback-month = Month
feedback-count = Answers
feedback-helped = Got help
feedback-partly = Got some help
feedback-mean = Score, mean 1–5
feedback-few = Fewer than { $fewest } answers
feedback-none = There are no answers yet.
feedback-percent = { $percent }%
