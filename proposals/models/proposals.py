"""The proposal itself: the spine of the portal."""

from django.conf import settings
from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from proposals import completeness, permissions
from proposals.lifecycle import Lifecycle
from proposals.models.access import Access
from proposals.models.answering import answers_of
from proposals.models.versions import form_of
from proposals.states import TERMINAL, State
from pyp_portal.search.services import matching

PRACTICE = "T"  # the first letter of the numbers of practice
PRACTICE_MARK = _("Practice")


def either(keys, **condition):
    """Keys of proposals: these, and those of the condition, each found by its own index.

    "Or" in one condition would have the database read every proposal.
    """
    return keys.union(Proposal._base_manager.filter(**condition).order_by().values("pk"))


ORDERS = {"": ["-code"], "code": ["code"], "arrival": ["submitted_at", "code"]}


def behind(code, order):
    """The condition for what stands behind the proposal with this code in an order."""
    if order != "arrival":
        return models.Q(**{"code__gt" if order else "code__lt": code})
    came = Proposal._base_manager.filter(code=code).values_list("submitted_at", flat=True).first()
    if came is None:
        return models.Q()
    return models.Q(submitted_at__gte=came) & (
        models.Q(submitted_at__gt=came) | models.Q(code__gt=code)
    )


class ProposalQuerySet(models.QuerySet):
    """Questions about proposals."""

    def visible_to(self, user):
        """The twin of ``permissions.can_view``: a test holds them together."""
        if not user.is_authenticated:
            return self.none()
        mine = Access.objects.filter(user=user)
        closed = mine.filter(kind=Access.Kind.CLOSED).values("proposal")
        seen = self.exclude(pk__in=closed)
        if permissions.reads_all(user):
            return seen
        agencies = [m.agency_id for m in user.active_memberships]
        opened = mine.exclude(kind=Access.Kind.CLOSED).values("proposal")
        return seen.filter(pk__in=either(opened, lead_agency__in=agencies))

    def of_agencies(self, user):
        """Proposals of the agencies this person works for."""
        return self.filter(lead_agency__in=[m.agency_id for m in user.active_memberships])

    def ongoing(self):
        """Proposals that have not come to an end."""
        return self.exclude(state__in=TERMINAL)

    def found_by(self, query):
        """Those whose text holds every word of the query, anywhere in it."""
        return matching(self, query)

    def page(self, after, size, order=""):
        """The next rows behind the one with code ``after``, the newest year and number first.

        Another ``order`` is "code", the oldest number first, or "arrival": for those that were
        handed in, the one that came first. Keyset paging: as quick at the end.
        """
        rows = self.order_by(*ORDERS[order])
        if not after:
            return rows[:size]
        return rows.filter(behind(after, order))[:size]

    def page_for_list(self, after, size, order=""):
        """The same rows with what a list shows: found first, and joined to it then.

        A search may find thousands; joined before they are sorted each of them would cost.
        """
        keys = self.page(after, size, order).values("pk")
        rows = Proposal.everything.filter(pk__in=keys).for_list()
        return rows.order_by(*ORDERS[order])

    def for_list(self):
        """What a row of a list shows, in one statement."""
        return self.select_related(
            "call", "lead_agency__province", "province", "theme", "case_owner"
        )


class RealProposals(models.Manager.from_queryset(ProposalQuerySet)):
    """The proposals that count: those of a practice call are found only by who asks for them.

    A condition that no index answers: which index is read stays the choice of the others.
    """

    def get_queryset(self):
        return super().get_queryset().exclude(code__startswith=PRACTICE)


class Proposal(Lifecycle):
    """One integration issue proposed by an agency to a call, from draft to closed."""

    class Origin(models.TextChoices):
        AREA = "area", _("Proposed by an area")
        CENTRE = "centre", _("Proposed by the centre")
        PAPER = "paper", _("Entered by the office from paper")

    code = models.SlugField(max_length=20, unique=True, editable=False)
    call = models.ForeignKey("proposals.Call", models.PROTECT, related_name="proposals")
    lead_agency = models.ForeignKey("accounts.Agency", models.PROTECT, related_name="proposals")
    origin = models.CharField(max_length=10, choices=Origin, default=Origin.AREA)
    title_th = models.CharField(_("title"), max_length=400, blank=True)
    title_key = models.CharField(max_length=400, blank=True, editable=False)
    title_en = models.CharField(_("title in English"), max_length=400, blank=True)
    theme = models.ForeignKey("proposals.Theme", models.PROTECT, null=True, blank=True)
    province = models.ForeignKey("accounts.Province", models.PROTECT, null=True, blank=True)
    form_version = models.ForeignKey("proposals.FormVersion", models.PROTECT, related_name="+")
    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="started_proposals"
    )
    case_owner = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="cases"
    )
    awaits_endorsement = models.BooleanField(default=False, editable=False)
    merged_into = models.ForeignKey("self", models.PROTECT, null=True, blank=True)
    earlier = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, editable=False, related_name="later"
    )
    version = models.PositiveIntegerField(default=1, editable=False)
    created_at = models.DateTimeField(editable=False)
    updated_at = models.DateTimeField(editable=False)

    objects = RealProposals()
    everything = ProposalQuerySet.as_manager()

    class Meta:
        ordering = ["code"]
        constraints = [
            models.UniqueConstraint(
                fields=["call", "lead_agency", "title_key"],
                condition=~models.Q(title_key="")
                & ~models.Q(state__in=[State.WITHDRAWN, State.EXPIRED, State.MERGED]),
                name="title_once_per_agency_and_call",
                violation_error_message=_(
                    "Your agency has already begun a proposal with this title in this call."
                ),
            ),
            models.UniqueConstraint(
                fields=["earlier", "call"],
                condition=models.Q(earlier__isnull=False),
                name="proposed_again_once_in_a_call",
            ),
        ]
        indexes = [
            models.Index(fields=["call", "code"]),  # a page of the list of a year
            models.Index(fields=["call", "state", "code", "id"]),  # counted without the rows
            models.Index(fields=["lead_agency", "state"]),
            models.Index(fields=["call", "province", "id"]),  # counted without the rows, as well:
            models.Index(fields=["call", "theme", "id"]),
            models.Index(fields=["call", "case_owner", "id"]),
            models.Index(fields=["call", "lead_agency", "id"]),
            models.Index(fields=["call", "submitted_at", "code"]),  # a page in order of arrival
            models.Index(fields=["submitted_at", "code"]),  # of all years
            models.Index(fields=["case_owner", "state"]),
            models.Index(fields=["state", "revision_due_at"]),
            models.Index(
                fields=["call", "state"],
                condition=models.Q(awaits_endorsement=True),
                name="proposals_to_be_endorsed",
            ),
        ]

    def __str__(self):
        return self.title_th or self.code

    def get_absolute_url(self):
        return reverse("proposals:detail", args=[self.code])

    @property
    def is_practice(self):
        """True for what was written in a practice call: its number says so, and nothing counts."""
        return self.code.startswith(PRACTICE)

    @property
    def mail_mark(self):
        """What every mail about it says first."""
        return PRACTICE_MARK if self.is_practice else ""

    @property
    def state_enum(self):
        """The state with its words, tone and icon."""
        return State(self.state)

    def access_kinds(self, user):
        """The kinds of access rows this person has here (asked once per person)."""
        if not hasattr(self, "_access_kinds"):
            self._access_kinds = {}
        if user.pk not in self._access_kinds:
            rows = self.accesses.filter(user=user).values_list("kind", flat=True)
            self._access_kinds[user.pk] = set(rows)
        return self._access_kinds[user.pk]

    @property
    def form(self):
        """The form in the words of the version in which the answers were written."""
        return form_of(self.form_version_id)

    def answered(self):
        """All answers of the form as one dictionary, by the keys of ``proposals.questions``."""
        return answers_of(self)

    def missing_to_submit(self):
        """What still stands between this draft and its submission: a list of ``Missing``."""
        return completeness.missing(self)

    def has_open_return(self):
        """True when a return with at least one defect has been written and not yet sent."""
        return self.returns.filter(sent_at=None, items__isnull=False).exists()

    def is_checklist_done(self):
        """E1 to E8 answered, each "no" with a reason."""
        return completeness.checklist_done(self.checks.all())

    def is_checklist_passed(self):
        """E1 to E8 all passed."""
        return completeness.checklist_passed(self.checks.all())


class Answers(models.Model):
    """The answers to the questions of the form (F01 to F62) that have no column of their own.

    Kept beside the proposal so that lists never load them. Keys are those of
    ``proposals.questions``; every text in it is normalised. ``stamps`` says of each answer of
    the form, also of those with columns of their own, who saved it last (``proposals.stamps``).
    """

    proposal = models.OneToOneField(Proposal, models.CASCADE, related_name="answers")
    data = models.JSONField(default=dict)
    stamps = models.JSONField(default=dict)
    is_index_due = models.BooleanField(default=False)

    class Meta:
        indexes = [
            models.Index(
                fields=["proposal"],
                condition=models.Q(is_index_due=True),
                name="answers_to_be_indexed",
            )
        ]

    def __str__(self):
        return f"answers of {self.proposal_id}"
