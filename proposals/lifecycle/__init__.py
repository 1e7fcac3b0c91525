"""The one state machine of the portal: read it top to bottom as a table.

A transition says where a proposal may go and what must hold first. It changes
the state and its own dates, and nothing else: saving, history and messages
belong to the services that call it. Conditions are guards about the proposal
itself; guards that only a later room can know are named in the body, checked by
that room and passed as ``Grounds`` (domain, sections 5.2 and 5.3).
T01 creates a proposal and is no transition.
"""

from django.db import models
from django_fsm import ConcurrentTransitionMixin, FSMField

from proposals.lifecycle.choosing import Choosing
from proposals.lifecycle.conditions import revision_in_time
from proposals.lifecycle.driving import Driving
from proposals.lifecycle.intake import Intake
from proposals.lifecycle.leaving import Leaving
from proposals.states import State
from pyp_portal import clock


class Lifecycle(Intake, Choosing, Driving, Leaving, ConcurrentTransitionMixin, models.Model):
    """The state of a proposal, the dates its moves leave, and the moves T02 to T33."""

    state = FSMField(choices=State, default=State.DRAFT, protected=True, db_index=True)
    submitted_at = models.DateTimeField(null=True, editable=False)
    screening_started_at = models.DateTimeField(null=True, editable=False)
    revision_due_at = models.DateTimeField(null=True, editable=False)
    return_count = models.PositiveSmallIntegerField(default=0, editable=False)
    decided_at = models.DateTimeField(null=True, editable=False)
    reserve_rank = models.PositiveSmallIntegerField(null=True, editable=False)
    reserve_valid_until = models.DateField(null=True, editable=False)
    ended_at = models.DateTimeField(null=True, editable=False)
    extended_until = models.DateTimeField(null=True, editable=False)
    moment = None

    class Meta:
        abstract = True

    @property
    def arrival(self):
        """When the request that asks for a move arrived; now, unless a service said otherwise."""
        return self.moment or clock.now()

    @property
    def closes_at(self):
        """The end of the call for this proposal: its own where more time was given."""
        return max(self.call.closes_at, self.extended_until or self.call.closes_at)

    @property
    def last_moment(self):
        """The end of the window for this proposal: an arrival before it counts."""
        return self.closes_at + self.call.grace

    @property
    def takes_answers(self):
        """True while answers may be written: a draft until its call is over, a revision until due.

        The arrival of the request decides, as it does for handing in (V-12, T07).
        """
        if self.state == State.DRAFT:
            return self.arrival < self.last_moment
        return self.state == State.RETURNED and revision_in_time(self)

    @property
    def takes_endorsement(self):
        """While it takes answers; what was submitted without one, until the later day of the call.

        The arrival of the request decides here too.
        """
        if self.takes_answers:
            return True
        due = self.call.endorsement_due
        is_in = self.state in (State.SUBMITTED, State.SCREENING)
        return is_in and self.awaits_endorsement and due is not None and self.arrival < due
