# The page's frame: what every page has.
shell-skip = Skip to content
shell-languages = Language
shell-service = Advice for older people
shell-demo = This is a demonstration. All people and contacts are invented. Do not write any real details here.
shell-nav = Main menu
shell-nav-home = Contact us
shell-nav-contact = Write to us
shell-nav-chat = Chat
shell-nav-callback = Ask us to call
shell-nav-status = My matter
shell-footer = About this service
shell-privacy = Privacy
shell-accessibility = Accessibility
shell-emergency = In an emergency, call 112.
shell-health = For urgent health advice, call 116 117.
shell-call-us = Advice line: { $phone } ({ $hours })
