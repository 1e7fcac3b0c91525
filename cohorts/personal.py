"""What of the lab and of the time after it is held about a person, and what becomes of it."""

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from cohorts.models import (
    AdoptionRequest,
    AnswerWish,
    Attendance,
    Certificate,
    LabPartner,
    MentoringSession,
    Participant,
    PresentationItem,
    RaisedObstacle,
    Recognised,
    Reflection,
    ReportContact,
    SignUp,
    Team,
)
from cohorts.sharing import Sharing
from proposals.states import TERMINAL
from pyp_portal.privacy.holding import Holding
from pyp_portal.privacy.parting import RECORD, Goes, Stays, blanked, deleted
from pyp_portal.privacy.rests import reaches

CERTIFICATE = _("Whoever is shown the certificate can check it for ten years, by its name.")
NO_NAME = "(ลบชื่อแล้ว)"  # where a record needs a name to be read

TEAM, SINCE, ENDED = ("team", _("Team")), _("Since"), _("Ended on")


def of_seat_or_partner(person):
    return Q(seat__person=person) | Q(partner__person=person)


def running(rows):
    """Those of issues that have not ended: somebody else has to take them over before."""
    return rows.exclude(team__proposal__state__in=TERMINAL)


def running_teams(person):
    return Team.objects.filter(case_owner=person).exclude(proposal__state__in=TERMINAL)


def forget_asker(rows, erasing):
    """The request stays a request of the agency."""
    rows.update(name_th=NO_NAME, email=erasing.address, phone="")


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
        blanked(
            _("Contacts shown to nobody, note taken out; the seat itself is an official record"),
            shares_email=Sharing.OFFICE,
            shares_phone=Sharing.OFFICE,
            note_th="",
        ),
        binds=lambda person: running(Participant.objects.standing().filter(person=person)),
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
        blanked(_("Name taken out; the part in the team is an official record"), name_th=NO_NAME),
        binds=lambda person: running(LabPartner.objects.filter(person=person, ended_at=None)),
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
        blanked(_("Note taken out; attendance is an official record"), note_th=""),
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
        Stays(CERTIFICATE),
    ),
    Holding(
        "reflections",
        _("reflection"),
        lambda person: Reflection.objects.filter(seat__person=person),
        (("text_th", _("reflection")), ("written_at", _("Written on"))),
        deleted(),
    ),
)
WORK = (
    Holding(
        "advice",
        _("Advice I gave"),
        lambda person: MentoringSession.objects.filter(advisor=person).select_related("team"),
        (TEAM, ("held_on", _("Date")), ("advice_th", _("advice"))),
        Stays(RECORD),
    ),
    Holding(
        "presented",
        _("Issues I present"),
        lambda person: PresentationItem.objects.filter(presenters=person).select_related("team"),
        (TEAM,),
        Stays(RECORD),
    ),
    Holding(
        "reports",
        _("Teams I report for"),
        lambda person: ReportContact.objects.filter(person=person).select_related("team"),
        (TEAM, ("named_at", SINCE), ("ended_at", ENDED)),
        Stays(RECORD),
        binds=lambda person: running(ReportContact.objects.filter(person=person, ended_at=None)),
    ),
    Holding(
        "obstacles",
        _("Obstacles given to me"),
        lambda person: RaisedObstacle.objects.filter(owner=person),
        (("get_kind_display", _("Kind")), ("answered_at", _("Answered on"))),
        Stays(RECORD),
        binds=lambda person: RaisedObstacle.objects.filter(owner=person, answered_at=None),
    ),
    Holding(
        "team_cases",
        _("Teams I look after"),
        lambda person: Team.objects.filter(case_owner=person),
        (("name_th", _("Team")), ("formed_at", SINCE)),
        Stays(RECORD),
        binds=running_teams,
    ),
)
PICTURES = Holding(
    "pictures",
    _("Pictures in which I can be recognised"),
    lambda person: Recognised.objects.filter(person=person).select_related("photo"),
    (("photo", _("What is to be seen")), ("photo.added_at", _("Added on"))),
    Stays(_("It is not published any more: nobody agrees in the person's place.")),
)
HOLDINGS = (*SEATS, *WORK, PICTURES)
RESTS = (
    Holding(
        "adoption_requests",
        _("Requests to take over a model"),
        lambda person: AdoptionRequest.objects.filter(Q(by=person) | reaches(person, "email")),
        (),
        Goes(_("Name, address and telephone taken out; the agency's request stays"), forget_asker),
    ),
    Holding(
        "wishes",
        _("Addresses left for an answer"),
        lambda person: AnswerWish.objects.filter(reaches(person, "email")),
        (),
        deleted(),
    ),
    Holding(
        "sign_ups",
        _("Places at open activities"),
        lambda person: SignUp.objects.filter(reaches(person, "contact")),
        (),
        blanked(_("Name and contact taken out"), called="", contact="", needs_th=""),
    ),
)
