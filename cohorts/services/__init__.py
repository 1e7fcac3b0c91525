"""One verb per act: lock, check, move, save, record, tell; delivery after commit."""

from cohorts.services.advising import answer_advice, record_mentoring, take_note
from cohorts.services.attending import announce, check_in, mark, mark_all, take_back
from cohorts.services.certifying import (
    issue_certificates,
    renew_certificate,
    withdraw_certificate,
)
from cohorts.services.cloning import clone_cohort
from cohorts.services.deliverables import (
    approve_deliverable,
    comment_on,
    return_deliverable,
    submit_deliverable,
)
from cohorts.services.developing import comment_development, settle_comment, write_development
from cohorts.services.directing import (
    add_directive,
    postpone_directive,
    report_directive,
    update_directive,
)
from cohorts.services.ending import close, discontinue
from cohorts.services.entering import complete_lab, enter_lab, reopen_lab, set_commitment, waive_gap
from cohorts.services.findings import (
    choose_option,
    record_baseline,
    record_option,
    record_visit,
    use_methods,
)
from cohorts.services.following import name_responsible, start_due_follow_ups, start_follow_up
from cohorts.services.importing import preview, take
from cohorts.services.joining import accept, confirm, confirm_all, decline, share_contacts
from cohorts.services.learning import evaluate, rate_oneself, record_presence, write_reflection
from cohorts.services.ordering import schedule
from cohorts.services.partners import add_partner, end_partner, link_agency
from cohorts.services.people import nominate_by_letter
from cohorts.services.phases import pass_gate, request_gate, send_back, start_phase, waive_gate
from cohorts.services.piloting import judge_pilot, measure, plan_pilot
from cohorts.services.prefilling import prefill, trim
from cohorts.services.presenting import plan_session, record_presentation
from cohorts.services.quotas import keep_tiers, set_quota
from cohorts.services.raising import (
    answer_obstacle,
    ask_again,
    assign_obstacle,
    raise_obstacle,
    settle_obstacle,
)
from cohorts.services.reminding import remind_directives, remind_minister_reports, remind_reports
from cohorts.services.reminding_answers import remind_obstacles
from cohorts.services.reminding_lab import remind_lab
from cohorts.services.reminding_workshops import remind_workshops
from cohorts.services.reporting import minister_report
from cohorts.services.rounds import accept_report, file_report, return_report, waive_round
from cohorts.services.scaling import approve_plan, mark_scaled, resume_follow_up, write_plan
from cohorts.services.seats import (
    approve_exception,
    form_team,
    nominate,
    replace,
    request_nomination,
    withdraw,
)
from cohorts.services.setting_up import keep_settings, open_cohort
from cohorts.services.sites import add_site, update_site
from cohorts.services.training import (
    cancel_workshop,
    change_workshop,
    give_up_place,
    plan_workshop,
    take_place,
)
from cohorts.services.working import add_prototype, add_version, record_activity, record_version

__all__ = [
    "accept", "accept_report", "add_directive", "add_partner", "add_prototype", "add_site",
    "add_version", "announce", "answer_advice", "answer_obstacle", "approve_deliverable",
    "approve_exception", "approve_plan", "ask_again", "assign_obstacle", "cancel_workshop",
    "change_workshop", "check_in", "choose_option", "clone_cohort", "close", "comment_development",
    "comment_on", "complete_lab", "confirm", "confirm_all", "decline", "discontinue",
    "end_partner", "enter_lab", "evaluate", "file_report", "form_team", "give_up_place",
    "issue_certificates", "judge_pilot", "keep_settings", "keep_tiers", "link_agency", "mark",
    "mark_all", "mark_scaled", "measure", "minister_report", "name_responsible", "nominate",
    "nominate_by_letter", "open_cohort", "pass_gate", "plan_pilot", "plan_session",
    "plan_workshop", "postpone_directive", "prefill", "preview", "raise_obstacle", "rate_oneself",
    "record_activity", "record_baseline", "record_mentoring", "record_option", "record_presence",
    "record_presentation", "record_version", "record_visit", "remind_directives", "remind_lab",
    "remind_minister_reports", "remind_obstacles", "remind_reports", "remind_workshops",
    "renew_certificate", "reopen_lab", "replace", "report_directive", "request_gate",
    "request_nomination", "resume_follow_up", "return_deliverable", "return_report", "schedule",
    "send_back",
    "set_commitment", "set_quota", "settle_comment", "settle_obstacle", "share_contacts",
    "start_due_follow_ups", "start_follow_up", "start_phase", "submit_deliverable", "take",
    "take_back", "take_note", "take_place", "trim", "update_directive", "update_site",
    "use_methods", "waive_gap", "waive_gate", "waive_round", "withdraw", "withdraw_certificate",
    "write_development", "write_plan", "write_reflection",
]  # fmt: skip
