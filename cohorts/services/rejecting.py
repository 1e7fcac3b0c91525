"""A file of the lab in which the virus scanner found something: told once, to who can mend it."""

from functools import reduce

from django.db import transaction

from cohorts import emails
from cohorts.models import (
    Deliverable,
    DeliverableVersion,
    DirectiveStep,
    FieldNote,
    Measurement,
    Participant,
    PresentationFile,
    PrototypeVersion,
    ReportPhoto,
    ScaleOutPlan,
    SitePhoto,
    Team,
)
from cohorts.services.moving import hold
from pyp_portal.history.models import Event
from pyp_portal.history.services import record
from pyp_portal.uploads.models import Scan

AT_ONCE = 100
VERB = "file_rejected"
# What people send: which record keeps it, the way from there to its team, and the file.
SENT = (
    (Team, "", "commitment_file"),
    (Deliverable, "team", "file"),
    (DeliverableVersion, "deliverable__team", "file"),
    (Participant, "team", "letter_file"),
    (PrototypeVersion, "prototype__team", "file"),
    (Measurement, "metric__test__team", "file"),
    (FieldNote, "team", "file"),
    (ScaleOutPlan, "team", "handbook"),
    (PresentationFile, "item__team", "file"),
    (DirectiveStep, "directive__team", "file"),
    (ReportPhoto, "round__team", "file"),
    (SitePhoto, "site__team", "file"),
)


def tell_rejected():
    """Tell of every file of a team that failed the scan; how many were told of this time."""
    return sum(tell(*one) for one in rejected() if not was_told(*one))


def rejected():
    """The teams and their files that the scanner closed: of the lab, of what comes after."""
    for model, path, file in SENT:
        found = model.objects.filter(**{f"{file}__scan": Scan.FAILED})
        for row in found.select_related(file, *filter(None, [path]))[:AT_ONCE]:
            yield reduce(getattr, filter(None, path.split("__")), row), getattr(row, file)


@transaction.atomic
def tell(team, file):
    """Tell who sent it, the coordinators and the office, once; False where it had been told."""
    team = hold(team)
    if was_told(team, file):
        return False
    record(team, "file_rejected", sha256=file.sha256)
    emails.file_rejected(team, file)
    return True


def was_told(team, file):
    """True where the history of the team knows of this file."""
    return Event.objects.of(team).filter(verb=VERB, data__sha256=file.sha256).exists()
