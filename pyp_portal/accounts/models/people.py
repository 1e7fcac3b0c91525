"""People: who signs in, which roles the office gave them, what post they hold."""

from django.contrib.auth.models import AbstractUser, UserManager
from django.db import models
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from pyp_portal.accounts.roles import Role


class PeopleManager(UserManager):
    """Finds people by e-mail without minding capitals."""

    def get_by_natural_key(self, email):
        return self.get(email__iexact=email)


class User(AbstractUser):
    """A person with an account; signs in by e-mail."""

    first_name = None
    last_name = None
    email = models.EmailField(_("e-mail"), unique=True)
    title_th = models.CharField(_("title"), max_length=60, blank=True)
    given_th = models.CharField(_("given name"), max_length=120, blank=True)
    family_th = models.CharField(_("family name"), max_length=120, blank=True)
    phone = models.CharField(_("telephone"), max_length=20, blank=True)

    objects = PeopleManager()

    class Meta:
        ordering = ["given_th", "family_th", "pk"]

    def __str__(self):
        return self.name_th or self.email

    @property
    def name_th(self):
        """Title, given name and family name as written in Thai."""
        return f"{self.title_th}{self.given_th} {self.family_th}".strip()

    def get_full_name(self):
        return str(self)

    def get_short_name(self):
        return self.given_th or self.email

    @cached_property
    def roles(self):
        """The keys of the roles this person holds today."""
        return frozenset(self.role_grants.filter(ended_at=None).values_list("role", flat=True))

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

    @cached_property
    def active_memberships(self):
        """This person's memberships of agencies that hold today, with their agencies."""
        return list(self.memberships.active().select_related("agency"))

    def rights_at(self, agency_id):
        """The active membership at an agency, or None."""
        return next((m for m in self.active_memberships if m.agency_id == agency_id), None)


class RoleGrant(models.Model):
    """A role given to a person, from a day to a day."""

    user = models.ForeignKey(User, models.PROTECT, related_name="role_grants")
    role = models.CharField(max_length=20, choices=Role)
    given_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["user", "role"],
                condition=models.Q(ended_at=None),
                name="role_held_once",
            )
        ]

    def __str__(self):
        return f"{self.user}: {self.get_role_display()}"


class Profile(models.Model):
    """The post a person holds; what the rules of the tiers ask about (section 6.2)."""

    user = models.OneToOneField(User, models.CASCADE, related_name="profile")
    agency = models.ForeignKey("accounts.Agency", models.PROTECT, null=True, blank=True)
    position_th = models.CharField(_("position"), max_length=200, blank=True)
    level_code = models.CharField(_("position level"), max_length=20, blank=True)
    rank = models.PositiveSmallIntegerField(null=True, blank=True)
    appointed_on = models.DateField(_("appointed on"), null=True, blank=True)
    is_officer = models.BooleanField(default=False)
    is_civil_servant = models.BooleanField(default=False)
    talent_pool = models.BooleanField(default=False)
    talent_scheme = models.CharField(max_length=20, blank=True)
    high_potential = models.BooleanField(default=False)

    def __str__(self):
        return f"{self.user}, {self.position_th}"
