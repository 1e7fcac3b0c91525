"""The addresses of the lab: phases, deliverables, evidence."""

from django.urls import path

from cohorts.urls.places import ITEM, PHASE, TEAM
from cohorts.views import deliverables, evidence, findings, lab, team_papers

urlpatterns = [
    path(TEAM + "work/", lab.work, name="work"),
    path(TEAM + "lab-report/", team_papers.lab_report, name="issue_lab_report"),
    path(PHASE, lab.gate, name="gate"),
    path(PHASE + "start/", lab.start_phase, name="start_phase"),
    path(PHASE + "request/", lab.request_gate, name="request_gate"),
    path(PHASE + "pass/", lab.pass_gate, name="pass_gate"),
    path(PHASE + "waive/", lab.waive_gate, name="waive_gate"),
    path(PHASE + "send-back/", lab.send_back, name="send_back"),
    path(ITEM, deliverables.deliverable, name="deliverable"),
    path(ITEM + "approve/", deliverables.approve_deliverable, name="approve_deliverable"),
    path(ITEM + "return/", deliverables.return_deliverable, name="return_deliverable"),
    path(ITEM + "file/", deliverables.deliverable_file, name="deliverable_file"),
    path(ITEM + "comment/", deliverables.comment, name="deliverable_comment"),
    path(
        ITEM + "versions/<int:number>/file/",
        deliverables.version_file,
        name="deliverable_version_file",
    ),
    path(PHASE + "tools/", findings.methods, name="methods"),
    path(TEAM + "visits/new/", findings.visit, name="visit"),
    path(TEAM + "baselines/new/", findings.baseline, name="baseline"),
    path(TEAM + "options/new/", findings.option, name="option"),
    path(TEAM + "options/choose/", findings.choose, name="choose_option"),
    path(TEAM + "activities/new/", evidence.activity, name="activity"),
    path(TEAM + "versions/new/", evidence.version, name="version"),
    path(TEAM + "versions/<uuid:uid>/file/", evidence.version_file, name="version_file"),
]
