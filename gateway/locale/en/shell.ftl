# The page's frame: what every page has.
shell-skip = Skip to content
shell-languages = Language
shell-service = Advice for older people
shell-demo = This is a demonstration. All people and contacts are invented. Do not write any real details here.
shell-nav = Main menu
shell-nav-home = How to reach us
shell-nav-contact = Send a message
shell-nav-callback = Ask us to call
shell-nav-status = Where is my matter?
shell-footer = About this service
shell-privacy = Privacy
shell-accessibility = Accessibility
shell-emergency = In an emergency, call 112.
shell-health = For urgent health advice, call 116 117.
shell-call-us = Advice line: { $phone } ({ $hours })
