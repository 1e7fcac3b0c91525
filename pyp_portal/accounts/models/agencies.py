"""Provinces and agencies: a tree whose nodes come and go."""

from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from pyp_portal import clock, thai
from pyp_portal.accounts.roles import AgencyType, Level, Sector
from pyp_portal.languages import Named

DEPTH = 6  # ministry, department, province, district, local body, and one to spare


class Province(Named, models.Model):
    """One of the 77 provinces; the key is its official two-digit code."""

    code = models.PositiveSmallIntegerField(primary_key=True)
    name_th = models.CharField(max_length=80)
    name_en = models.CharField(max_length=80)
    region_th = models.CharField(max_length=40)
    sort_key = models.CharField(max_length=200, db_index=True)

    class Meta:
        ordering = ["sort_key"]

    def __str__(self):
        return self.name


class AgencyQuerySet(models.QuerySet):
    """Questions about agencies."""

    def existing(self, day=None):
        """Agencies that exist on ``day`` (default today); never an entry that was joined."""
        day = day or clock.today()
        return self.standing().filter(
            models.Q(valid_from=None) | models.Q(valid_from__lte=day),
            models.Q(valid_to=None) | models.Q(valid_to__gte=day),
        )

    def standing(self):
        """Entries of their own: not those that were joined to another as its duplicate."""
        return self.filter(duplicate_of=None)

    def coded(self, codes):
        """{code: agency}; the code of a joined entry leads to the one that was kept."""
        found = self.select_related("duplicate_of").in_bulk(list(codes), field_name="code")
        return {code: one.duplicate_of or one for code, one in found.items()}

    def visible_to(self, user):
        """The twin of ``permissions.can_view_agency``: a test holds them together."""
        return self if user.is_office else self.filter(pk__in=user.agency_ids)

    def for_list(self):
        """With what a line of the register shows."""
        return self.select_related("province", "parent")

    def page(self, after, size):
        """One page in Thai order, behind the agency with the code ``after``."""
        agencies = self.order_by("sort_key", "pk")
        last = Agency.objects.filter(code=after).first() if after else None
        if last:
            same_name = models.Q(sort_key=last.sort_key, pk__gt=last.pk)
            agencies = agencies.filter(models.Q(sort_key__gt=last.sort_key) | same_name)
        return agencies[:size]


class Agency(models.Model):
    """A body that proposes, joins or lends people; it has a parent and may have a successor."""

    code = models.SlugField(max_length=20, unique=True)
    name_th = models.CharField(_("name"), max_length=200)
    name_en = models.CharField(_("name in English"), max_length=200, blank=True)
    short_th = models.CharField(_("short name"), max_length=60, blank=True)
    level = models.CharField(_("level"), max_length=10, choices=Level, blank=True)
    operating_scope = models.CharField(max_length=20, blank=True)
    sector = models.CharField(_("sector"), max_length=20, choices=Sector)
    type = models.CharField(_("kind"), max_length=30, choices=AgencyType)
    province = models.ForeignKey(
        Province, models.PROTECT, null=True, blank=True, verbose_name=_("province")
    )
    parent = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="children"
    )
    valid_from = models.DateField(null=True, blank=True)
    valid_to = models.DateField(null=True, blank=True)
    successor = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="predecessors"
    )
    duplicate_of = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="duplicates", editable=False
    )
    saraban_email = models.EmailField(_("official mailbox"), blank=True)
    is_fictional = models.BooleanField(default=False)
    sort_key = models.CharField(max_length=200, db_index=True, editable=False)

    objects = AgencyQuerySet.as_manager()

    class Meta:
        ordering = ["sort_key"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(valid_to=None)
                | models.Q(valid_from=None)
                | models.Q(valid_to__gte=models.F("valid_from")),
                name="agency_ends_after_it_begins",
            ),
            models.CheckConstraint(
                condition=models.Q(parent=None) | ~models.Q(parent=models.F("pk")),
                name="agency_is_not_its_own_parent",
            ),
            models.CheckConstraint(
                condition=models.Q(duplicate_of=None) | ~models.Q(duplicate_of=models.F("pk")),
                name="agency_is_not_its_own_duplicate",
            ),
        ]

    def __str__(self):
        return self.name_th

    def save(self, *args, **kwargs):
        self.sort_key = thai.sort_key(self.name_th)
        super().save(*args, **kwargs)

    def get_absolute_url(self):
        return reverse("accounts:agency", args=[self.code])

    @property
    def exists_today(self):
        """Whether the agency has begun and not ended, and was not joined to another."""
        if self.duplicate_of_id:
            return False
        today = clock.today()
        has_begun = self.valid_from is None or self.valid_from <= today
        return has_begun and (self.valid_to is None or self.valid_to >= today)

    @property
    def ancestors(self):
        """The agencies above, the highest first; the tree is shallow."""
        above, agency = [], self
        while agency.parent and len(above) < DEPTH:
            agency = agency.parent
            above.insert(0, agency)
        return above

    @property
    def searched_text(self):
        """By which words the agency is found."""
        return " ".join([self.code, self.name_th, self.short_th, self.name_en])
