"""How often somebody may do what machines would do without end: by address, person or record."""

RATE_LIMITS = {
    "search": "120/m/user",  # S35: reading on is no search
    "search_as_stranger": "300/m/ip",
    "make_paper": "30/10m/user",  # S35: a document is made for each; files have ``papers.hourly``
    "verify_paper": "120/m/ip",  # S10: nobody tries out hashes; an office shares one address
    "find_agencies": "300/m/ip",  # S26: nobody carries the register away
    "ask_as_stranger": "10/h/ip",  # questions to the office; who signs in has a limit of their own
    "ask_office": "30/h/user",
    "say_as_citizen": "60/10m/ip",  # a hall full of people may share one address
    "say_on_issue": "900/h/key",
    "adopt_as_stranger": "5/h/ip",  # an office behind one address asks for a few models at once
    "ask_to_adopt": "20/h/user",
    "check_certificate": "60/10m/ip",  # a name is checked, not guessed
    "check_one_certificate": "30/h/key",
    "copy_own_data": "6/h/user",  # S35: each reads many tables
    "guess_feed": "30/m/ip",  # nobody tries out addresses of calendars
    "read_feed": "60/h/key",  # a program that asks all the time
}
