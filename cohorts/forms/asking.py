"""What is typed about obstacles, and about the development proposal."""

from django import forms
from django.utils.translation import gettext_lazy as _

from cohorts.forms import blocks
from cohorts.forms.fields import line, one_of, text
from cohorts.models import DevelopmentVersion
from cohorts.models.developing import heading_of, headings
from cohorts.states import Obstacle
from proposals.models import Access
from pyp_portal.accounts.fields import ProgrammeDateField
from pyp_portal.accounts.models import User
from pyp_portal.accounts.roles import Role


class RaiseForm(forms.Form):
    """An obstacle that the team asks the centre to clear away."""

    kind = one_of(Obstacle, _("Kind of obstacle"))
    text_th = text(_("What stands in the way"))
    wanted_th = text(_("What the centre is asked to do"), limit=1000)


class AssignForm(forms.Form):
    """Who of the office answers, and until when."""

    owner = forms.ModelChoiceField(queryset=None, label=_("Answered by"))
    due_on = ProgrammeDateField(label=_("Answer due"))

    def __init__(self, *args, team, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["owner"].queryset = officers_for(team)


def officers_for(team):
    """Active people who work at the office today, and to whom the issue is not closed."""
    roles = (Role.STO_STAFF, Role.STO_DIRECTOR)
    held = {"role_grants__role__in": roles, "role_grants__ended_at": None}
    closed = Access.objects.filter(proposal=team.proposal_id, kind=Access.Kind.CLOSED)
    working = User.objects.filter(is_active=True, **held).distinct()
    return working.exclude(pk__in=closed.values("user"))


class ReplyForm(forms.Form):
    """What the centre does about an obstacle."""

    answer_th = text(_("Answer to the team"), limit=1000)


class DevelopmentForm(forms.Form):
    """A version of the development proposal; ``names`` are the fields that were sent."""

    note_th = line(_("What is new in this version"), limit=300)
    about = {}

    def __init__(self, *args, names=None, **kwargs):
        super().__init__(*args, **kwargs)
        for name in DevelopmentVersion.SECTIONS:
            self.fields[name] = text(heading_of(name), required=False, limit=6000, rows=8)
        self.order_fields([*DevelopmentVersion.SECTIONS, "note_th"])
        blocks.only(self.fields, names)

    def typed(self):
        """What was sent, as it was typed."""
        return blocks.typed(self)

    def kind_of(self, name):
        return "line" if name == "note_th" else "text"

    def blocks(self, standing, draft, clashes=(), sight=None):
        """Each field by name, over what stands now."""
        return blocks.blocks_of(self, standing, draft, clashes, sight)


class CommentForm(forms.Form):
    """What somebody says about a section."""

    section = forms.ChoiceField(label=_("Section"), choices=headings)
    text_th = text(_("Comment"), limit=2000)


class SettleForm(forms.Form):
    """How a comment was dealt with."""

    answer_th = text(_("What was done about it"), required=False, limit=1000)
