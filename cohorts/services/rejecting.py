"""A file of the lab in which the virus scanner found something: told once, to who can mend it."""

from django.db import transaction

from cohorts import emails
from cohorts.models import (
    Deliverable,
    DirectiveStep,
    PresentationFile,
    PrototypeVersion,
    ReportPhoto,
    Team,
)
from cohorts.services.moving import hold
from pyp_portal.history.models import Event
from pyp_portal.history.services import record
from pyp_portal.uploads.models import Scan

AT_ONCE = 100
VERB = "file_rejected"


def tell_rejected():
    """Tell of every file of a team that failed the scan; how many were told of this time."""
    return sum(tell(*one) for one in rejected() if not was_told(*one))


def rejected():
    """The teams and their files that the scanner closed: of the lab, of what comes after."""
    teams = Team.objects.filter(commitment_file__scan=Scan.FAILED)
    works = Deliverable.objects.filter(file__scan=Scan.FAILED)
    versions = PrototypeVersion.objects.filter(file__scan=Scan.FAILED)
    for team in teams.select_related("commitment_file")[:AT_ONCE]:
        yield team, team.commitment_file
    for work in works.select_related("team", "file")[:AT_ONCE]:
        yield work.team, work.file
    for version in versions.select_related("prototype__team", "file")[:AT_ONCE]:
        yield version.prototype.team, version.file
    slides = PresentationFile.objects.filter(file__scan=Scan.FAILED)
    steps = DirectiveStep.objects.filter(file__scan=Scan.FAILED)
    for sent in slides.select_related("item__team", "file")[:AT_ONCE]:
        yield sent.item.team, sent.file
    for step in steps.select_related("directive__team", "file")[:AT_ONCE]:
        yield step.directive.team, step.file
    photos = ReportPhoto.objects.filter(file__scan=Scan.FAILED)
    for photo in photos.select_related("round__team", "file")[:AT_ONCE]:
        yield photo.round.team, photo.file


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
