"""What a person does at their desk."""

from pyp_portal.desk.services.feeding import feed_of, make_feed, revoke_feed

__all__ = ["feed_of", "make_feed", "revoke_feed"]
