"""What a proposal says of the fields of letters, while an administrator tries their words."""

from proposals.models import Proposal


def facts(code, user):
    """The proposal of this code and its papers, as the letters name them; None where it is none
    that the person may see.
    """
    proposal = Proposal.objects.visible_to(user).select_related("call", "lead_agency")
    found = proposal.filter(code=code).first()
    if found is None:
        return None
    revision = found.revisions.select_related("receipt").order_by("-number").first()
    return {
        "proposal": found,
        "call": found.call,
        "year": found.call.fiscal_year,
        "revision": revision,
        "receipt": getattr(revision, "receipt", None),
        "letter": found.returns.order_by("-round_no").first(),
    }
