"""What of the lab and of the time after it is held about a person."""

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from cohorts.models import (
    Attendance,
    Certificate,
    LabPartner,
    MentoringSession,
    Participant,
    PresentationItem,
    RaisedObstacle,
    Reflection,
    ReportContact,
    Team,
)
from pyp_portal.privacy.holding import Holding

TEAM, SINCE, ENDED = ("team", _("Team")), _("Since"), _("Ended on")


def of_seat_or_partner(person):
    return Q(seat__person=person) | Q(partner__person=person)


SEATS = (
    Holding(
        "seats",
        _("My seats in teams"),
        lambda person: Participant.objects.filter(person=person).select_related(
            "team", "tier", "agency"
        ),
        (
            TEAM,
            ("tier", _("Tier")),
            ("agency", _("Agency")),
            ("state.label", _("State")),
            ("position_th", _("Position")),
            ("level_code", _("Position level")),
            ("appointed_on", _("Appointed on")),
            ("is_officer", _("state officer")),
            ("is_civil_servant", _("civil servant")),
            ("talent_pool", _("talent pool")),
            ("high_potential", _("high potential")),
            ("duty_th", _("duty in the issue")),
            ("nominated_at", _("Named on")),
            ("privacy_seen_at", _("Privacy notice seen on")),
            ("accepted_at", _("Accepted on")),
            ("confirmed_at", _("Confirmed on")),
            ("get_shares_email_display", _("who sees the e-mail")),
            ("get_shares_phone_display", _("who sees the telephone number")),
        ),
    ),
    Holding(
        "lab_partner",
        _("Lab partner"),
        lambda person: LabPartner.objects.filter(person=person).select_related("team", "agency"),
        (
            TEAM,
            ("name_th", _("Name")),
            ("agency", _("Agency")),
            ("position_th", _("Position")),
            ("get_role_display", _("Role")),
            ("added_at", SINCE),
            ("ended_at", ENDED),
        ),
    ),
    Holding(
        "attendance",
        _("Workshops I attended"),
        lambda person: Attendance.objects.filter(of_seat_or_partner(person)).select_related(
            "session"
        ),
        (
            ("session", _("Workshop")),
            ("get_morning_display", _("Morning")),
            ("get_afternoon_display", _("Afternoon")),
            ("recorded_at", _("Noted on")),
        ),
    ),
    Holding(
        "certificates",
        _("Certificate"),
        lambda person: Certificate.objects.filter(of_seat_or_partner(person)),
        (
            ("number", _("Number")),
            ("get_award_display", _("Kind")),
            ("name_th", _("Name")),
            ("issued_at", _("Issued on")),
            ("withdrawn_at", ENDED),
        ),
    ),
    Holding(
        "reflections",
        _("reflection"),
        lambda person: Reflection.objects.filter(seat__person=person),
        (("text_th", _("reflection")), ("written_at", _("Written on"))),
    ),
)
WORK = (
    Holding(
        "advice",
        _("Advice I gave"),
        lambda person: MentoringSession.objects.filter(advisor=person).select_related("team"),
        (TEAM, ("held_on", _("Date")), ("advice_th", _("advice"))),
    ),
    Holding(
        "presented",
        _("Issues I present"),
        lambda person: PresentationItem.objects.filter(presenters=person).select_related("team"),
        (TEAM,),
    ),
    Holding(
        "reports",
        _("Teams I report for"),
        lambda person: ReportContact.objects.filter(person=person).select_related("team"),
        (TEAM, ("named_at", SINCE), ("ended_at", ENDED)),
    ),
    Holding(
        "obstacles",
        _("Obstacles given to me"),
        lambda person: RaisedObstacle.objects.filter(owner=person),
        (("get_kind_display", _("Kind")), ("answered_at", _("Answered on"))),
    ),
    Holding(
        "team_cases",
        _("Teams I look after"),
        lambda person: Team.objects.filter(case_owner=person),
        (("name_th", _("Team")), ("formed_at", SINCE)),
    ),
)
HOLDINGS = (*SEATS, *WORK)
