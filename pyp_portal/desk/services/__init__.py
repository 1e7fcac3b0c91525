"""What a person does at their desk."""

from pyp_portal.desk.services.feeding import feed_of, make_feed, revoke_feed
from pyp_portal.desk.services.marking import assistants, end, hand_on, put_off

__all__ = [
    "assistants",
    "end",
    "feed_of",
    "hand_on",
    "make_feed",
    "put_off",
    "revoke_feed",
]
