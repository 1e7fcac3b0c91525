"""Makers of people, agencies and what ties them together."""

from datetime import timedelta

import factory
from factory.django import DjangoModelFactory

from pyp_portal import clock
from pyp_portal.accounts.models import (
    Agency,
    AgencyRequest,
    Deputy,
    HandOver,
    Invitation,
    Membership,
    Profile,
    Province,
    RoleGrant,
    User,
)
from pyp_portal.accounts.roles import AgencyType, Level, PositionLevel, Role, Sector
from pyp_portal.search import services as search

SONGKHLA = 90


class ProvinceFactory(DjangoModelFactory):
    """One of the 77 that the migration loads."""

    class Meta:
        model = Province
        django_get_or_create = ["code"]

    code = SONGKHLA
    name_th = "สงขลา"
    name_en = "Songkhla"
    region_th = "ใต้"


class AgencyFactory(DjangoModelFactory):
    class Meta:
        model = Agency
        skip_postgeneration_save = True

    code = factory.Sequence(lambda n: f"A{n:04}")
    name_th = factory.Sequence(lambda n: f"องค์การบริหารส่วนตำบลตัวอย่าง {n}")
    level = Level.LOCAL
    sector = Sector.PUBLIC
    type = AgencyType.SAO
    province = factory.SubFactory(ProvinceFactory)

    @factory.post_generation
    def findable(agency, create, extracted, **kwargs):
        if create:
            search.index(agency, agency.searched_text)


def holds(role):
    """A trait that gives the person a role of the portal."""
    grant = factory.RelatedFactory("tests.factories.accounts.RoleGrantFactory", "user", role=role)
    return factory.Trait(**{f"given_{role.value}": grant})


class UserFactory(DjangoModelFactory):
    """A person with a verified e-mail; ``UserFactory(staff=True)`` holds that role."""

    class Meta:
        model = User
        skip_postgeneration_save = True

    class Params:
        staff = holds(Role.STO_STAFF)
        director = holds(Role.STO_DIRECTOR)
        auditor = holds(Role.AUDITOR)
        admin = holds(Role.ADMIN)
        committee = holds(Role.COMMITTEE)
        data_officer = holds(Role.DATA_OFFICER)

    username = factory.Sequence(lambda n: f"person{n}")
    email = factory.LazyAttribute(lambda person: f"{person.username}@example.org")
    title_th = "นางสาว"
    given_th = factory.Sequence(lambda n: f"ใบเตย{n}")
    family_th = "ตัวอย่างดี"
    phone = "0800001000"
    password = factory.django.Password("a long password for tests")

    @factory.post_generation
    def verified(person, create, extracted, **kwargs):
        if create:
            search.index(person, person.searched_text)
        if create and extracted is not False:
            person.emailaddress_set.create(email=person.email, verified=True, primary=True)


class RoleGrantFactory(DjangoModelFactory):
    class Meta:
        model = RoleGrant

    user = factory.SubFactory(UserFactory)
    role = Role.STO_STAFF
    given_at = factory.LazyFunction(clock.now)


class ProfileFactory(DjangoModelFactory):
    class Meta:
        model = Profile

    user = factory.SubFactory(UserFactory)
    agency = factory.SubFactory(AgencyFactory)
    position_th = "นักวิเคราะห์นโยบายและแผนชำนาญการ"
    level_code = PositionLevel.K2
    is_officer = True
    is_civil_servant = True


class MembershipFactory(DjangoModelFactory):
    """Active unless ``waiting=True``; may write, and more where it is said."""

    class Meta:
        model = Membership

    class Params:
        waiting = factory.Trait(approved_at=None)

    user = factory.SubFactory(UserFactory)
    agency = factory.SubFactory(AgencyFactory)
    asked_at = factory.LazyFunction(clock.now)
    approved_at = factory.LazyFunction(clock.now)


class AgencyRequestFactory(DjangoModelFactory):
    """An agency that is yet to be entered."""

    class Meta:
        model = AgencyRequest

    asked_by = factory.SubFactory(UserFactory)
    name_th = factory.Sequence(lambda n: f"สมาคมตัวอย่างที่ยังไม่มี {n}")
    type = AgencyType.ASSOCIATION
    can_submit = True
    asked_at = factory.LazyFunction(clock.now)


class HandOverFactory(DjangoModelFactory):
    """A colleague is offered the work of a member."""

    class Meta:
        model = HandOver

    membership = factory.SubFactory(MembershipFactory)
    successor = factory.SubFactory(UserFactory)
    asked_by = factory.SelfAttribute("membership.user")
    asked_at = factory.LazyFunction(clock.now)


class InvitationFactory(DjangoModelFactory):
    """For an address without account; open for two weeks."""

    class Meta:
        model = Invitation

    agency = factory.SubFactory(AgencyFactory)
    address = factory.Sequence(lambda n: f"invited{n}@example.org")
    invited_by = factory.SubFactory(UserFactory, staff=True)
    invited_at = factory.LazyFunction(clock.now)
    sent_at = factory.SelfAttribute("invited_at")
    expires_at = factory.LazyAttribute(lambda made: made.sent_at + timedelta(days=14))


class DeputyFactory(DjangoModelFactory):
    """Stands in today and for the week to come."""

    class Meta:
        model = Deputy

    officer = factory.SubFactory(UserFactory, staff=True)
    deputy = factory.SubFactory(UserFactory, staff=True)
    begins = factory.LazyFunction(clock.today)
    ends = factory.LazyAttribute(lambda made: made.begins + timedelta(days=7))
    set_by = factory.SelfAttribute("officer")
    set_at = factory.LazyFunction(clock.now)
