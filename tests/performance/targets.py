"""Prints which paths the bench asks for, and the cookies of the people who ask.

python -m tests.performance.targets      (one "name<TAB>value" a line)
"""

import sys

import django
from django.conf import settings
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.urls import reverse

from pyp_portal.accounts.models.sessions import SessionStore

django.setup()

from cohorts.models import FollowUpRound, Participant, PresentationSession  # noqa: E402
from proposals.models import Call, Proposal  # noqa: E402
from proposals.states import State  # noqa: E402
from pyp_portal.accounts.models import User  # noqa: E402
from pyp_portal.demo.load_lab import LAB_YEAR  # noqa: E402
from selection.models import Announcement, Meeting, PitchSession, ScoreSheet  # noqa: E402


def cookie(user):
    """The session cookie of a signed-in person."""
    session = SessionStore()
    session[SESSION_KEY] = str(user.pk)
    session[BACKEND_SESSION_KEY] = settings.AUTHENTICATION_BACKENDS[0]
    session[HASH_SESSION_KEY] = user.get_session_auth_hash()
    session.save()
    return f"{settings.SESSION_COOKIE_NAME}={session.session_key}"


def open_sheet():
    """A sheet that still waits for the judge who has most to do."""
    mine = ScoreSheet.objects.filter(submitted_at=None, seat__seat_no=1)
    return mine.select_related("seat__user").first()


def people():
    """Who asks, by the name that the pages give them."""
    owner = Proposal.objects.order_by("pk")[50].owner
    seat = Participant.objects.exclude(confirmed_at=None).filter(joins_one_issue=True).first()
    by_mail = {name: f"{name}@load.example.org" for name in ("staff", "secretary")}
    return {name: User.objects.get(email=email) for name, email in by_mail.items()} | {
        "member": open_sheet().seat.user,
        "applicant": owner,
        "participant": seat.person,
    }


def of_proposals(call):
    """Pages of room 1, and home."""
    one = Proposal.objects.filter(call=call).order_by("pk")[50]
    near_the_end = Proposal.objects.filter(call=call).order_by("code")[30]
    listed, home = reverse("proposals:list"), reverse("home")
    return {
        "floor": f"{reverse('floor')}?pk={one.pk}",
        "call": call.get_absolute_url(),
        "list": listed,
        "search": reverse("proposals:list", query={"q": "ปุ๋ย"}),
        "search_often_found": reverse("proposals:list", query={"q": "ผู้สูงอายุ"}),
        "list_by_arrival": reverse("proposals:list", query={"order": "arrival"}),
        "list_of_region": reverse("proposals:list", query={"region": "ใต้"}),
        "list_by_state": f"{listed}?year={call.fiscal_year}&state={State.REVIEWING.value}",
        "list_at_the_end": f"{listed}?after={near_the_end.code}",
        "list_of_agency": listed,
        "detail": one.get_absolute_url(),
        "journey": reverse("journey", args=[one.code]),
        "home": home,
        "home_of_member": home,
        "home_of_applicant": home,
        "home_of_participant": home,
        "papers": reverse("papers:list"),
        "agencies": reverse("accounts:agencies"),
        "outbox": reverse("outbox:list"),
    }


def of_selection(year):
    """Pages of room 2."""
    board = reverse("selection:board", args=[year])
    count = Call.objects.get(fiscal_year=year).selection_plan.proposals().count()
    names = {"overview", "declarations", "assignments", "tasks", "meetings", "announcements"}
    plain = {name: reverse(f"selection:{name}", args=[year]) for name in names | {"reserve"}}
    return plain | {
        "score_form": open_sheet().get_absolute_url(),
        "board": board,
        "board_at_the_end": f"{board}?after={count - 50}",
        "pitch_sessions": reverse("selection:sessions", args=[year]),
        "pitch_session": PitchSession.objects.first().get_absolute_url(),
        "meeting": Meeting.objects.last().get_absolute_url(),
        "announcement": Announcement.objects.last().get_absolute_url(),
    }


def of_cohorts(year):
    """Pages of room 3."""
    round_ = FollowUpRound.objects.exclude(report=None).first()
    team = round_.team
    return {
        "cohort": reverse("cohorts:cohort", args=[year]),
        "my_teams": reverse("cohorts:mine"),
        "team": team.get_absolute_url(),
        "follow_up": reverse("cohorts:follow", args=[team.proposal.code]),
        "round": round_.get_absolute_url(),
        "presentation": PresentationSession.objects.first().get_absolute_url(),
    }


def of_lab(year):
    """Pages of the cohort that is as large as one gets, of all years, and what is public of it."""
    issue = Proposal.objects.filter(call__fiscal_year=LAB_YEAR).order_by("code").last()
    return {
        "lab_cockpit": reverse("cohorts:cohort", args=[LAB_YEAR]),
        "lab_roster": reverse("cohorts:participants", args=[LAB_YEAR]),
        "lab_hours": reverse("cohorts:hours", args=[LAB_YEAR]),
        "over_the_years": reverse("cohorts:years"),
        "alumni": reverse("cohorts:alumni"),
        "statistics": reverse("public:statistics", args=[year]),
        "lab_statistics": reverse("public:statistics", args=[LAB_YEAR]),
        "public_issue": reverse("issues:issue", args=[issue.code]),
        "spread": reverse("spread:index"),
        "spread_of_issue": reverse("spread:issue", args=[issue.code]),
        "lab_sites": reverse("cohorts:sites", args=[LAB_YEAR]),
    }


def paths():
    """Where each page is."""
    call = Call.objects.current()
    year = call.fiscal_year
    return of_proposals(call) | of_selection(year) | of_cohorts(year) | of_lab(year)


def main():
    """One line for each page and each person."""
    lines = paths() | {f"cookie:{name}": cookie(user) for name, user in people().items()}
    sys.stdout.write("".join(f"{name}\t{value}\n" for name, value in lines.items()))


if __name__ == "__main__":
    main()
