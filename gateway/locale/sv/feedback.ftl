# Respons på chatten, för chefer.
feedback-nav = Respons
feedback-title = Respons på chatten
feedback-lead = Så här har människor svarat efter samtalet. Svaren kan inte kopplas till ett samtal eller en person. Om det finns färre än { $fewest } svar under en månad visas de inte.
feedback-caption = Svar per månad
feedback-month = Månad
feedback-count = Svar
feedback-helped = Fick hjälp
feedback-partly = Fick delvis hjälp
feedback-mean = Betyg, medeltal 1–5
feedback-few = Färre än { $fewest } svar
feedback-none = Det finns inga svar ännu.
feedback-percent = { $percent } %
