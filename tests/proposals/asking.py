"""How the tests send what anybody may send: with a seal that was given out a minute before."""

from datetime import timedelta

from proposals import once
from pyp_portal import clock

QUESTION = "อบต. ขนาดเล็กเสนอได้หรือไม่"
STRANGER = {"name": "นางสาวผู้ถาม ตัวอย่าง", "email": "asker@example.org", "phone": ""}


def seal(age=timedelta(minutes=1)):
    """A seal of this age."""
    with clock.at(clock.now() - age):
        return once.seal()


def typed(**more):
    """What somebody who is signed in sends."""
    return {"category": "eligibility", "question": QUESTION, "seal": seal(), "from": ""} | more


def as_stranger(**more):
    """What a visitor sends."""
    return typed(**STRANGER | {"website": ""} | more)
