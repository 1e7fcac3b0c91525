"""The cohort that the measurements are made on: as many people, sessions and areas as they say."""

import pytest
from django.urls import reverse

from cohorts.models import Attendance, Opinion, Participant, ScaleOutSite, Team
from pyp_portal.demo import load_lab
from pyp_portal.demo.load import Load

pytestmark = pytest.mark.django_db


def test_the_large_cohort_is_what_its_pages_count(monkeypatch, client, client_of):
    monkeypatch.setattr(load_lab, "SESSIONS", 2)
    monkeypatch.setattr(load_lab, "OPINIONS", 20)
    monkeypatch.setattr(load_lab, "SITES", 30)
    load = Load(0, seed=7, short=True)
    agencies, (officers, _secretary) = load.agencies(), load.office()
    members = load.members(agencies)

    cohort = load_lab.LabYear(load, agencies, members, officers[0]).fill()

    assert Team.objects.filter(cohort=cohort).count() == 10
    assert Participant.objects.confirmed().filter(cohort=cohort).count() == 200
    assert Attendance.objects.count() == 2 * 200
    assert Opinion.objects.shown().count() == Opinion.objects.waiting().count() == 10
    assert ScaleOutSite.objects.exclude(copied_from=None).count() == 7
    assert cohort.workshops.count() == 4
    page = client_of(officers[0]).get(cohort.get_absolute_url())
    assert {row.percent is None for row in page.context["teams"]} == {False}
    assert client.get(reverse("public:statistics", args=[load_lab.LAB_YEAR])).status_code == 200
