"""The rotating code of a session: what the screen shows, and what a phone gets for it.

The screen shows a token that is made of the secret of the session and of the time; it is
good for the three quarters of a minute in which it is shown, and for the next. Whoever
opens it signed in gets a ticket of their own, good for some minutes, to check in with.
"""

import hashlib
import hmac

from django.core import signing
from django.utils.translation import gettext_lazy as _

from cohorts.training import LATE_AFTER, Attended
from pyp_portal import clock

TURN = 45  # seconds for which one token is shown
DIGITS = 24  # of a token, hexadecimal
TICKET = 300  # seconds for which a ticket is good
OPENS_BEFORE = 60  # minutes before a half begins
SALT = "cohorts.checkin"

OLD = _("This code is too old. Please scan the code that the screen shows now.")
OVER = _("This code is of a workshop that is over. If you were there, please tell the office.")
FORGED = _("This code was not made for this session. Please scan the code on the screen.")
CALLED_OFF = _("This session was called off: nobody checks in.")
OUTSIDE = _("Nobody checks in now: check-in opens an hour before a half begins and ends with it.")


class Refused(Exception):
    """The code is no good; the sentence says why."""

    def __init__(self, sentence):
        self.sentence = sentence
        super().__init__(str(sentence))


def token(session):
    """What the screen shows now."""
    return made(session, turn_now())


def turn_now():
    """Which turn of the code it is."""
    return int(clock.now().timestamp()) // TURN


def seconds_left():
    """How long the code of this turn is still shown."""
    return TURN - int(clock.now().timestamp()) % TURN


def made(session, turn):
    """The token of one turn: its number, and a seal that only the secret can make."""
    words = f"{session.uid}:{turn}".encode()
    seal = hmac.new(session.checkin_key.encode(), words, hashlib.sha256).hexdigest()
    return f"{turn:x}-{seal[:DIGITS]}"


def check_token(session, text):
    """Raise ``Refused`` unless the token is that of this session, of this turn or the last."""
    head, _dash, _seal = text.partition("-")
    try:
        turn = int(head, 16)
    except ValueError:
        raise Refused(FORGED) from None
    if not hmac.compare_digest(made(session, turn).encode(), text.encode()):
        raise Refused(FORGED)
    if turn not in (turn_now(), turn_now() - 1):
        raise Refused(OVER if session.is_over else OLD)


def ticket_for(session, user):
    """A person's own pass to check in: of no use to anybody else, nor to another session."""
    facts = [str(session.uid), user.pk, int(clock.now().timestamp())]
    return signing.Signer(salt=SALT).sign_object(facts)


def check_ticket(session, user, text):
    """Raise ``Refused`` unless the ticket is this person's, for this session, and fresh."""
    try:
        uid, person, at = signing.Signer(salt=SALT).unsign_object(text)
    except (signing.BadSignature, ValueError, TypeError):
        raise Refused(FORGED) from None
    if (uid, person) != (str(session.uid), user.pk):
        raise Refused(FORGED)
    if not 0 <= clock.now().timestamp() - at <= TICKET:
        raise Refused(OLD)


def half_now(session):
    """The half in which one can check in now; ``Refused`` outside of the session."""
    if session.is_cancelled:
        raise Refused(CALLED_OFF)
    now = clock.now()
    for half in session.halves:
        opens = session.begins(half).timestamp() - OPENS_BEFORE * 60
        if opens <= now.timestamp() <= session.ends(half).timestamp():
            return half
    raise Refused(OUTSIDE)


def status_at(session, half, moment):
    """Present, or late from half an hour into the half."""
    late = (moment - session.begins(half)).total_seconds() > LATE_AFTER * 60
    return Attended.LATE if late else Attended.PRESENT
