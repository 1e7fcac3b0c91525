"""The roles a person holds in the whole portal, beside what memberships, seats and teams give."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Role(models.TextChoices):
    """What the office entrusts to a person."""

    STO_STAFF = "sto_staff", _("STO officer")
    STO_DIRECTOR = "sto_director", _("STO director")
    AUDITOR = "auditor", _("Auditor")
    ADMIN = "admin", _("Administrator")


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


# Position levels in order of rank (section 2.3); elected executives have none.
RANKS = {
    "O1": 5, "O2": 8, "K1": 10, "K2": 20, "O3": 25, "K3": 30, "LM1": 30, "O4": 32, "M1": 35,
    "K4": 40, "LM2": 40, "LS1": 40, "M2": 45, "LM3": 45, "K5": 50, "LS2": 50,
    "S1": 60, "LS3": 60, "S2": 70, "S2P": 80,
}  # fmt: skip
