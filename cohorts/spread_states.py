"""The words of scaling out: sites, their flow, and requests of other areas (section 6.7)."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from proposals.states import State


class ScaleMode(models.TextChoices):
    """In which direction a model spreads."""

    SCALE_OUT = "SCALE_OUT", _("To other areas")
    SCALE_UP = "SCALE_UP", _("Into policy or rules")
    SCALE_DEEP = "SCALE_DEEP", _("Into thinking and ways of working")


class SiteStatus(models.TextChoices):
    """How far another area has taken up the model."""

    INTERESTED = "interested", _("Interested")
    AGREED = "agreed", _("Agreed to join")
    PREPARING = "preparing", _("Preparing")
    IMPLEMENTING = "implementing", _("Implementing")
    SUSTAINED = "sustained", _("Sustained for 12 months or more")
    PAUSED = "paused", _("Paused")
    DROPPED = "dropped", _("Dropped")

    @property
    def tone(self):
        return SITE_LOOK[self][0]

    @property
    def icon(self):
        return SITE_LOOK[self][1]


SITE_LOOK = {
    SiteStatus.INTERESTED: ("still", "ring"),
    SiteStatus.AGREED: ("work", "half"),
    SiteStatus.PREPARING: ("work", "half"),
    SiteStatus.IMPLEMENTING: ("lab", "check"),
    SiteStatus.SUSTAINED: ("good", "grow"),
    SiteStatus.PAUSED: ("wait", "clock"),
    SiteStatus.DROPPED: ("stop", "x"),
}
WORKING_SITES = frozenset({SiteStatus.IMPLEMENTING, SiteStatus.SUSTAINED})
# Areas that have said yes: what everybody sees and counts. Who only asked, or rests, is nobody's
# business but theirs.
JOINED = (
    SiteStatus.AGREED,
    SiteStatus.PREPARING,
    SiteStatus.IMPLEMENTING,
    SiteStatus.SUSTAINED,
)


# From the presentation on, other areas may ask to take the model up.
ADOPTABLE = frozenset({State.PRESENTED, State.FOLLOW_UP, State.SCALED})
# What has spread stays in sight after a good end.
SPREADING = ADOPTABLE | {State.CLOSED}
# The plan is written in the lab and may be bettered until the issue ends.
PLANNING = frozenset({State.IN_LAB, State.LAB_COMPLETED, *ADOPTABLE})


class RequestState(models.TextChoices):
    """How far the request of another area is."""

    UNCONFIRMED = "unconfirmed", _("Waits for the sender to confirm")
    NEW = "new", _("Waits for an answer")
    CONTACTED = "contacted", _("In talks")
    ACCEPTED = "accepted", _("Accepted")
    DECLINED = "declined", _("Declined")

    @property
    def tone(self):
        return REQUEST_LOOK[self][0]

    @property
    def icon(self):
        return REQUEST_LOOK[self][1]


REQUEST_LOOK = {
    RequestState.UNCONFIRMED: ("still", "clock"),
    RequestState.NEW: ("wait", "clock"),
    RequestState.CONTACTED: ("work", "message"),
    RequestState.ACCEPTED: ("good", "check"),
    RequestState.DECLINED: ("still", "x"),
}
OPEN_REQUESTS = frozenset({RequestState.NEW, RequestState.CONTACTED})
