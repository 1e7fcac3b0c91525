"""Why the records show an interest, in one sentence for member, secretary and chair."""

from django.utils.translation import gettext as _

from pyp_portal.accounts.models import Agency
from selection.kinds import Interest
from selection.services.suggesting import ties


def agencies_named(found):
    """The names of the agencies that these interests are about, in one statement."""
    keys = {tie.about for ties in found.values() for tie in ties if isinstance(tie.about, int)}
    return dict(Agency.objects.filter(pk__in=keys).values_list("pk", "name_th")) if keys else {}


def sentences():
    """One sentence a kind, in the language of the reader."""
    return {
        Interest.SAME_AGENCY_LEAD: _("Works for %(about)s, which leads the proposal."),
        Interest.SAME_AGENCY_PARTNER: _("Works for %(about)s, a partner of the proposal."),
        Interest.PARENT_CHILD_AGENCY: _(
            "Works for %(about)s, directly above or below the agency that leads."
        ),
        Interest.SUPERVISOR_LINE: _("Heads %(about)s, to which the agency that leads belongs."),
        Interest.ANCESTOR_AGENCY: _(
            "Works for %(about)s, further up or down the line of the agency that leads."
        ),
        Interest.NOMINEE: _("Is the owner of the proposal or named as its participant."),
        Interest.NAMED_CONTACT: _("Name or e-mail stand in the proposal: contact, head, partner."),
        Interest.SECOND_ACCOUNT: _(
            "Another account with the name %(about)s belongs to the agency that leads."
        ),
        Interest.PAST_CASE_OWNER: _("Handled this proposal as an officer of the office."),
        Interest.FORMER_EMPLOYMENT_2Y: _("Worked for %(about)s within the years that count."),
        Interest.SAME_PROVINCE: _("Works in the province that the proposal is about."),
    }


def causes_for(seat, proposals):
    """{proposal id: sentences} for one member, the strongest first."""
    found = ties([seat], proposals)
    names, words = agencies_named(found), sentences()
    return {key[1]: [cause(tie, names, words) for tie in of_pair] for key, of_pair in found.items()}


def cause(tie, names, words=None):
    """The sentence of one interest; ``names`` as ``agencies_named`` gives them."""
    words = words or sentences()
    return words[Interest(tie.kind)] % {"about": names.get(tie.about, tie.about)}
