"""The addresses of the lab: phases, deliverables, evidence."""

from django.urls import path

from cohorts.urls.places import ITEM, PHASE, TEAM
from cohorts.views import evidence, lab

urlpatterns = [
    path(TEAM + "work/", lab.work, name="work"),
    path(PHASE, lab.gate, name="gate"),
    path(PHASE + "start/", lab.start_phase, name="start_phase"),
    path(PHASE + "request/", lab.request_gate, name="request_gate"),
    path(PHASE + "pass/", lab.pass_gate, name="pass_gate"),
    path(PHASE + "waive/", lab.waive_gate, name="waive_gate"),
    path(PHASE + "send-back/", lab.send_back, name="send_back"),
    path(ITEM, lab.deliverable, name="deliverable"),
    path(ITEM + "approve/", lab.approve_deliverable, name="approve_deliverable"),
    path(ITEM + "return/", lab.return_deliverable, name="return_deliverable"),
    path(ITEM + "file/", lab.deliverable_file, name="deliverable_file"),
    path(TEAM + "activities/new/", evidence.activity, name="activity"),
    path(TEAM + "pilots/new/", evidence.pilot, name="pilot"),
    path(TEAM + "versions/new/", evidence.version, name="version"),
    path(TEAM + "versions/<uuid:uid>/file/", evidence.version_file, name="version_file"),
    path(TEAM + "mentoring/new/", evidence.mentoring, name="mentoring"),
    path(TEAM + "plan/", evidence.plan, name="plan"),
    path(TEAM + "plan/approve/", evidence.approve_plan, name="approve_plan"),
]
