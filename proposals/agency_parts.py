"""What of the proposals goes over when a duplicate entry of an agency is joined to another."""

from collections import Counter

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from proposals.models import Call, Partner, PartnerAsk, Proposal
from proposals.services.finding import reindex
from proposals.services.sending import GONE
from pyp_portal import clock
from pyp_portal.accounts.duplicate_parts import Part, unless_there
from pyp_portal.history.services import record

MOST_NAMED = 20


def move_proposals(part, moving):
    """One by one, each locked: what is being submitted is submitted first, or waits for us.

    Its version stays: nobody's form is refused because the register was put in order.
    """
    rows = part.rows(moving.duplicate).select_for_update(of=("self",)).order_by("pk")
    for proposal in rows:
        proposal.lead_agency = moving.kept
        proposal.save(update_fields=["lead_agency"])
        names = {"before": moving.duplicate.name_th, "after": moving.kept.name_th}
        record(proposal, "agency_joined", by=moving.by, reason=moving.reason, **names)
        reindex(proposal)


def led(agency):
    return Proposal.everything.filter(lead_agency=agency).select_related("call")


def twice_titled(moving):
    """V-08: one title once per agency and call; the office settles that first."""
    asked = {}
    for agency in (moving.duplicate, moving.kept):
        for one in led(agency).exclude(title_key="").exclude(state__in=GONE).order_by("code"):
            asked.setdefault((one.call_id, one.title_key), []).append(one)
    doubled = [found for found in asked.values() if len({p.lead_agency_id for p in found}) > 1]
    for found in doubled:
        yield _(
            "Both have a proposal of the same title in one call: %(codes)s. One of them has to "
            "be withdrawn or merged first."
        ) % {"codes": ", ".join(shown(found, moving.by))}


def shown(found, user):
    """The numbers of these proposals; of those that are closed to the person only that they are."""
    closed = _("one that is closed to you")
    seen = set(Proposal.everything.visible_to(user).filter(pk__in=[one.pk for one in found]))
    return [one.code if one in seen else closed for one in found]


def above_the_limit(moving):
    """They stand; no new one can be begun."""
    counts = Counter()
    for agency in (moving.duplicate, moving.kept):
        counts.update(led(agency).exclude(state__in=GONE).values_list("call", flat=True))
    calls = Call.everything.in_bulk(counts)
    for key, count in sorted(counts.items()):
        if count > calls[key].max_per_agency:
            yield _(
                "In the call of %(year)d the kept agency then has %(count)d proposals; the limit "
                "is %(most)d. They stand, but no other can be begun."
            ) % {
                "year": calls[key].fiscal_year,
                "count": count,
                "most": calls[key].max_per_agency,
            }


def named_twice(moving):
    """Proposals in which one agency is then lead and partner at once, or partner twice."""
    both = (moving.duplicate, moving.kept)
    rows = Partner.objects.filter(agency__in=both).select_related("proposal")
    named = Counter(row.proposal for row in rows)
    found = [p for p, count in named.items() if count > 1 or p.lead_agency in both]
    if found:
        found.sort(key=lambda one: one.code)
        yield _(
            "In these proposals the kept agency is then named twice, as lead agency or partner: "
            "%(codes)s. What was submitted stays as it was written; in drafts the form asks to "
            "mend it (V-02)."
        ) % {"codes": ", ".join(shown(found, moving.by))}


def before_moving(moving):
    return [*above_the_limit(moving), *named_twice(moving)]


def of_the_asker(moving):
    """The first of them that this person may see."""
    seen = led(moving.duplicate).visible_to(moving.by)[:MOST_NAMED]
    return [(f"{one.code} {one.title_th}", one.get_absolute_url()) for one in seen]


def move_asks(part, moving):
    """A partner is known by its code: the questions bear the new one, and one of two ends."""
    old, new = moving.duplicate.code, moving.kept.code
    waiting = PartnerAsk.objects.open()
    there = waiting.filter(key=new).values("proposal")
    waiting.filter(key=old, proposal__in=list(there.values_list("proposal", flat=True))).update(
        ended_at=clock.now()
    )
    part.rows(moving.duplicate).filter(key=old).update(key=new)
    part.rows(moving.duplicate).update(agency=moving.kept)


PARTS = (
    Part(
        "proposals.Proposal",
        "lead_agency",
        gettext_lazy("Proposals that it leads"),
        move_proposals,
        stops=twice_titled,
        notes=before_moving,
        named=of_the_asker,
        is_grave=True,
    ),
    Part("proposals.Partner", "agency", gettext_lazy("Proposals in which it is partner")),
    Part(
        "proposals.PartnerAsk",
        "agency",
        gettext_lazy("Questions to it as a partner"),
        move_asks,
    ),
    Part("proposals.Enquiry", "agency", gettext_lazy("Questions to the office")),
    Part(
        "proposals.Extension_agencies",
        "agency",
        gettext_lazy("Longer time that it was given"),
        unless_there("extension"),
    ),
)
