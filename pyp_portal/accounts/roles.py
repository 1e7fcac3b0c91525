"""The roles a person holds in the whole portal, beside what memberships, seats and teams give."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Role(models.TextChoices):
    """What the office entrusts to a person."""

    STO_STAFF = "sto_staff", _("STO officer")
    STO_DIRECTOR = "sto_director", _("STO director")
    AUDITOR = "auditor", _("Auditor")
    ADMIN = "admin", _("Administrator")
    COMMITTEE = "committee", _("Committee member")
    DATA_OFFICER = "data_officer", _("Data protection officer")


# Who opens other people's papers signs in with a second factor (section 8.4).
NEEDS_SECOND_FACTOR = frozenset(Role)
# What an administrator gives by hand; a committee seat gives its own.
GIVEN_BY_ADMIN = (
    Role.STO_STAFF,
    Role.STO_DIRECTOR,
    Role.AUDITOR,
    Role.ADMIN,
    Role.DATA_OFFICER,
)


class Level(models.TextChoices):
    """Level of the administration; empty for bodies outside the state."""

    CENTRAL = "CENTRAL", _("Central")
    REGIONAL = "REGIONAL", _("Regional")
    LOCAL = "LOCAL", _("Local")


class Sector(models.TextChoices):
    """Who stands behind an agency (R-17, R-41)."""

    PUBLIC = "PUBLIC", _("Public sector")
    PRIVATE = "PRIVATE", _("Private sector")
    CIVIL_SOCIETY = "CIVIL_SOCIETY", _("Civil society")


class AgencyType(models.TextChoices):
    """Kinds of agency (glossary, section 2.2)."""

    MINISTRY = "MINISTRY", _("Ministry")
    OPS = "OPS", _("Office of the permanent secretary")
    DEPARTMENT = "DEPARTMENT", _("Department")
    PM_AGENCY = "PM_AGENCY", _("Agency under the Prime Minister")
    PUBLIC_ORGANIZATION = "PUBLIC_ORGANIZATION", _("Public organisation")
    STATE_ENTERPRISE = "STATE_ENTERPRISE", _("State enterprise")
    OTHER_STATE_BODY = "OTHER_STATE_BODY", _("Other state body")
    UNIVERSITY = "UNIVERSITY", _("University")
    PROVINCE = "PROVINCE", _("Province")
    DISTRICT = "DISTRICT", _("District")
    PROVINCIAL_OFFICE = "PROVINCIAL_OFFICE", _("Provincial office")
    PROVINCE_CLUSTER = "PROVINCE_CLUSTER", _("Province cluster")
    PAO = "PAO", _("Provincial administrative organisation")
    CITY_MUNICIPALITY = "CITY_MUNICIPALITY", _("City municipality")
    TOWN_MUNICIPALITY = "TOWN_MUNICIPALITY", _("Town municipality")
    SUBDISTRICT_MUNICIPALITY = "SUBDISTRICT_MUNICIPALITY", _("Subdistrict municipality")
    SAO = "SAO", _("Subdistrict administrative organisation")
    BMA = "BMA", _("Bangkok Metropolitan Administration")
    PATTAYA = "PATTAYA", _("Pattaya City")
    ASSOCIATION = "ASSOCIATION", _("Association")
    FOUNDATION = "FOUNDATION", _("Foundation")
    COMMUNITY_ENTERPRISE = "COMMUNITY_ENTERPRISE", _("Community enterprise")
    SOCIAL_ENTERPRISE = "SOCIAL_ENTERPRISE", _("Social enterprise")
    COOPERATIVE = "COOPERATIVE", _("Cooperative")
    CHAMBER = "CHAMBER", _("Provincial chamber of commerce")
    INDUSTRY_FEDERATION = "INDUSTRY_FEDERATION", _("Industry federation")
    COMPANY = "COMPANY", _("Company")
    COMMUNITY_COUNCIL = "COMMUNITY_COUNCIL", _("Community organisation council")
    CITIZEN_GROUP = "CITIZEN_GROUP", _("Citizens' group")


_LOCAL = (
    AgencyType.PAO, AgencyType.CITY_MUNICIPALITY, AgencyType.TOWN_MUNICIPALITY,
    AgencyType.SUBDISTRICT_MUNICIPALITY, AgencyType.SAO, AgencyType.BMA, AgencyType.PATTAYA,
)  # fmt: skip
_REGIONAL = (
    AgencyType.PROVINCE, AgencyType.DISTRICT, AgencyType.PROVINCIAL_OFFICE,
    AgencyType.PROVINCE_CLUSTER,
)  # fmt: skip
_PRIVATE = (
    AgencyType.SOCIAL_ENTERPRISE, AgencyType.CHAMBER, AgencyType.INDUSTRY_FEDERATION,
    AgencyType.COMPANY,
)  # fmt: skip
_CIVIL = (
    AgencyType.ASSOCIATION, AgencyType.FOUNDATION, AgencyType.COMMUNITY_ENTERPRISE,
    AgencyType.COOPERATIVE, AgencyType.COMMUNITY_COUNCIL, AgencyType.CITIZEN_GROUP,
)  # fmt: skip


def place_of(kind):
    """Level and sector of an agency, by its kind (section 2.2)."""
    if kind in _PRIVATE:
        return {"level": "", "sector": Sector.PRIVATE}
    if kind in _CIVIL:
        return {"level": "", "sector": Sector.CIVIL_SOCIETY}
    level = Level.CENTRAL
    if kind in _LOCAL:
        level = Level.LOCAL
    elif kind in _REGIONAL:
        level = Level.REGIONAL
    return {"level": level, "sector": Sector.PUBLIC}


class PositionLevel(models.TextChoices):
    """Levels of posts in the civil service and in local administration (section 2.3)."""

    O1 = "O1", _("General: operational")
    O2 = "O2", _("General: experienced")
    O3 = "O3", _("General: senior")
    O4 = "O4", _("General: highly skilled")
    K1 = "K1", _("Knowledge: practitioner")
    K2 = "K2", _("Knowledge: professional")
    K3 = "K3", _("Knowledge: senior professional")
    K4 = "K4", _("Knowledge: expert")
    K5 = "K5", _("Knowledge: advisory")
    M1 = "M1", _("Director: primary")
    M2 = "M2", _("Director: higher")
    S1 = "S1", _("Executive: primary")
    S2 = "S2", _("Executive: higher")
    S2P = "S2P", _("Executive: permanent secretary")
    LM1 = "LM1", _("Local director: primary")
    LM2 = "LM2", _("Local director: intermediate")
    LM3 = "LM3", _("Local director: higher")
    LS1 = "LS1", _("Local executive: primary")
    LS2 = "LS2", _("Local executive: intermediate")
    LS3 = "LS3", _("Local executive: higher")
    ELECTED_EXEC = "ELECTED_EXEC", _("Elected chief executive")


class TalentScheme(models.TextChoices):
    """Schemes that mark a civil servant as talent (section 2.3)."""

    HIPPS = "HIPPS", _("High performance and potential officer (HiPPS)")
    PSED = "PSED", _("Public service executive development officer")
    NWL = "NWL", _("New Wave Leader")
    GOV_SCHOLAR = "GOV_SCHOLAR", _("Government scholar")


# For comparing levels; elected executives have no rank.
RANKS = {
    "O1": 5, "O2": 8, "K1": 10, "K2": 20, "O3": 25, "K3": 30, "LM1": 30, "O4": 32, "M1": 35,
    "K4": 40, "LM2": 40, "LS1": 40, "M2": 45, "LM3": 45, "K5": 50, "LS2": 50,
    "S1": 60, "LS3": 60, "S2": 70, "S2P": 80,
}  # fmt: skip
