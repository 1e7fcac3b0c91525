"""People: who signs in, which roles the office gave them, what post they hold."""

import uuid

from django.contrib.auth.models import AbstractUser, UserManager
from django.db import models
from django.db.models.functions import Lower
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from pyp_portal import thai
from pyp_portal.accounts.models.memberships import Membership
from pyp_portal.accounts.roles import RANKS, PositionLevel, Role, TalentScheme


class PersonQuerySet(models.QuerySet):
    """Questions about people."""

    def bulk_create(self, people, *args, **kwargs):
        people = list(people)
        for person in people:
            person.sort_key = person.current_sort_key()
        return super().bulk_create(people, *args, **kwargs)

    def visible_to(self, user):
        """The twin of ``permissions.can_view_person``: a test holds them together."""
        if user.is_office:
            return self
        colleagues = Membership.objects.active().filter(agency__in=user.agency_ids)
        return self.filter(models.Q(pk=user.pk) | models.Q(pk__in=colleagues.values("user")))

    def for_list(self):
        """With the post, and the agencies and roles of today, whatever their number."""
        return self.select_related("profile__agency").prefetch_related("role_grants")

    def holding(self, *roles):
        """People who hold one of these roles today."""
        held = RoleGrant.objects.filter(role__in=roles, ended_at=None)
        return self.filter(pk__in=held.values("user"), is_active=True)

    def page(self, after, size):
        """One page in Thai order of given names, behind the person with the uid ``after``."""
        people = self.order_by("sort_key", "pk")
        last = User.objects.filter(uid=after).first() if after else None
        if last:
            same_name = models.Q(sort_key=last.sort_key, pk__gt=last.pk)
            people = people.filter(models.Q(sort_key__gt=last.sort_key) | same_name)
        return people[:size]


class PeopleManager(UserManager.from_queryset(PersonQuerySet)):
    """Finds people by e-mail without minding capitals."""

    def get_by_natural_key(self, email):
        return self.get(email__iexact=email)


class User(AbstractUser):
    """A person with an account; signs in by e-mail."""

    first_name = None
    last_name = None
    uid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    email = models.EmailField(_("e-mail"), unique=True)
    title_th = models.CharField(_("title before the name"), max_length=60, blank=True)
    given_th = models.CharField(_("given name"), max_length=120, blank=True)
    family_th = models.CharField(_("family name"), max_length=120, blank=True)
    phone = models.CharField(_("telephone"), max_length=20, blank=True)
    erased_at = models.DateTimeField(null=True, editable=False)  # made anonymous, for good
    sort_key = models.CharField(max_length=200, db_index=True, blank=True, editable=False)

    objects = PeopleManager()

    class Meta:
        ordering = ["sort_key", "pk"]
        constraints = [models.UniqueConstraint(Lower("email"), name="person_has_their_own_email")]

    def __str__(self):
        return self.name_th or self.email

    def save(self, *args, **kwargs):
        self.sort_key = self.current_sort_key()
        super().save(*args, **kwargs)

    def get_absolute_url(self):
        return reverse("accounts:person", args=[self.uid])

    def current_sort_key(self):
        """Thai lists go by the given name; people without one stand last."""
        if self.erased_at:
            return "ฮ" * 9
        return thai.sort_key(f"{self.given_th} {self.family_th}")

    @property
    def name_th(self):
        """Title, given name and family name as written in Thai; of nobody once it is erased."""
        if self.erased_at:
            return gettext("Name erased")
        return f"{self.title_th}{self.given_th} {self.family_th}".strip()

    def get_full_name(self):
        return str(self)

    def get_short_name(self):
        return self.given_th or str(self)

    @property
    def searched_text(self):
        """By which words an administrator finds the person."""
        return " ".join([self.given_th, self.family_th, self.email])

    @property
    def post(self):
        """The post this person holds, or None where they have not told it."""
        return getattr(self, "profile", None)

    @cached_property
    def roles(self):
        """The keys of the roles this person holds today; none while the account is closed."""
        if not self.is_active:
            return frozenset()
        return frozenset(grant.role for grant in self.role_grants.all() if grant.is_active)

    @property
    def is_sto_staff(self):
        """True for officers of the STO and for its director."""
        return bool(self.roles & {Role.STO_STAFF, Role.STO_DIRECTOR})

    @property
    def is_director(self):
        return Role.STO_DIRECTOR in self.roles

    @property
    def is_auditor(self):
        return Role.AUDITOR in self.roles

    @property
    def is_portal_admin(self):
        return Role.ADMIN in self.roles

    @property
    def is_data_officer(self):
        """Who answers for personal data (section 41); reads what concerns them, no proposals."""
        return Role.DATA_OFFICER in self.roles

    @property
    def is_office(self):
        """Officers, auditors and administrators: they see all people and agencies."""
        return self.is_sto_staff or self.is_auditor or self.is_portal_admin

    @cached_property
    def active_memberships(self):
        """This person's memberships of agencies that hold today, with their agencies.

        None while the account is closed: links of theirs then open nothing (S36).
        """
        if not self.is_active:
            return []
        return list(self.memberships.active().select_related("agency"))

    @property
    def agency_ids(self):
        """The keys of the agencies this person works for today."""
        return [membership.agency_id for membership in self.active_memberships]

    @cached_property
    def case_owner_ids(self):
        """The keys of this person and of officers they stand in for today: whose cases to do."""
        if not self.is_sto_staff:
            return [self.pk]
        return [self.pk, *self.stands_in_for.on().values_list("officer", flat=True)]

    @property
    def led_agency_ids(self):
        """The keys of the agencies whose people this person may let in: head, or may submit."""
        return [m.agency_id for m in self.active_memberships if m.can_submit or m.can_endorse]

    def rights_at(self, agency):
        """The active membership at an agency (or at the one with this key), or None."""
        key = getattr(agency, "pk", agency)
        return next((m for m in self.active_memberships if m.agency_id == key), None)


class RoleGrant(models.Model):
    """A role given to a person, from a day to a day."""

    user = models.ForeignKey(User, models.PROTECT, related_name="role_grants")
    role = models.CharField(_("role"), max_length=20, choices=Role)
    given_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["given_at", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["user", "role"],
                condition=models.Q(ended_at=None),
                name="role_held_once",
            )
        ]

    def __str__(self):
        return f"{self.user}: {self.get_role_display()}"

    @property
    def is_active(self):
        return self.ended_at is None


class Profile(models.Model):
    """The post a person holds; what the rules of the tiers ask about (section 6.2)."""

    user = models.OneToOneField(User, models.CASCADE, related_name="profile")
    agency = models.ForeignKey("accounts.Agency", models.PROTECT, null=True, blank=True)
    position_th = models.CharField(_("position"), max_length=200, blank=True)
    level_code = models.CharField(
        _("position level"), max_length=20, blank=True, choices=PositionLevel
    )
    rank = models.PositiveSmallIntegerField(null=True, blank=True)
    appointed_on = models.DateField(_("appointed on"), null=True, blank=True)
    is_officer = models.BooleanField(_("state officer"), default=False)
    is_civil_servant = models.BooleanField(_("civil servant"), default=False)
    talent_pool = models.BooleanField(_("in the talent pool"), default=False)
    talent_scheme = models.CharField(
        _("talent scheme"), max_length=20, blank=True, choices=TalentScheme
    )
    high_potential = models.BooleanField(_("high potential"), default=False)

    def __str__(self):
        return f"{self.user}, {self.position_th}"

    def save(self, *args, **kwargs):
        self.rank = RANKS.get(self.level_code)
        super().save(*args, **kwargs)
