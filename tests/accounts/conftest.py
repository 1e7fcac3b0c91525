"""People that the pages of this foundation are tried by."""

import pytest

from pyp_portal.accounts import services
from pyp_portal.accounts.rights import Rights
from tests.factories.accounts import AgencyFactory, MembershipFactory, UserFactory


@pytest.fixture
def officer(client_of):
    """The client of an officer."""
    return client_of(UserFactory(staff=True))


@pytest.fixture
def person():
    """Somebody without agency or role."""
    return UserFactory()


@pytest.fixture
def agency():
    return AgencyFactory(code="LEAD", name_th="เทศบาลตำบลตัวอย่าง")


@pytest.fixture
def chief(agency):
    """Somebody who may submit for the agency, and so lets people in."""
    return MembershipFactory(agency=agency, can_submit=True).user


@pytest.fixture
def invitation(agency, chief):
    """For an address without account."""
    return services.invite(
        agency, "New@Example.org ", rights=Rights(can_edit=True, can_submit=True), by=chief
    )


@pytest.fixture
def admin():
    return UserFactory(admin=True)


@pytest.fixture
def pair(at):
    """(the duplicate, the kept one) on a day without a deadline."""
    at("2025-05-02 10:00")
    duplicate = AgencyFactory(code="DUP", name_th="อบต.น้ำใสสะอาด", short_th="")
    return duplicate, AgencyFactory(code="KEPT", name_th="องค์การบริหารส่วนตำบลน้ำใส")
