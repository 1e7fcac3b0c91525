"""Where the pages of the selection are."""

from django.urls import path

from selection.views import (
    announcements,
    board,
    items,
    meetings,
    papers,
    pitches,
    plans,
    reading,
    sheets,
)

app_name = "selection"
urlpatterns = [
    path("", plans.index, name="index"),
    path("papers/<uuid:uid>/", papers.paper, name="paper"),
    # --- The year
    path("<int:year>/", plans.overview, name="overview"),
    path("<int:year>/open/", plans.open_plan, name="open_plan"),
    path("<int:year>/plan/", plans.plan, name="plan"),
    path("<int:year>/committee/", plans.committee, name="committee"),
    path("<int:year>/committee/appoint/", plans.appoint, name="appoint"),
    path("seats/<uuid:uid>/end/", plans.end_seat, name="end_seat"),
    # --- Before the judging
    path("<int:year>/declarations/", reading.declarations, name="declarations"),
    path("<int:year>/declarations/rest/", reading.declare_rest, name="declare_rest"),
    path("<int:year>/declarations/on/<slug:code>/", reading.declare, name="declare"),
    path("<int:year>/assignments/", reading.assignments, name="assignments"),
    path("<int:year>/assignments/keep/", reading.assign, name="assign"),
    path("<int:year>/review/", reading.open_review, name="open_review"),
    path("proposals/<slug:code>/revert/", reading.revert, name="revert"),
    # --- Judging
    path("<int:year>/tasks/", sheets.tasks, name="tasks"),
    path("sheets/<uuid:uid>/", sheets.sheet, name="sheet"),
    path("sheets/<uuid:uid>/reopen/", sheets.reopen, name="reopen"),
    path("sheets/<uuid:uid>/aside/", sheets.step_aside, name="step_aside"),
    path("proposals/<slug:code>/sheets/", sheets.proposal_sheets, name="proposal_sheets"),
    path("proposals/<slug:code>/result/", sheets.result, name="result"),
    path("<int:year>/board/", board.board, name="board"),
    path("<int:year>/board/export/", board.board_export, name="board_export"),
    path("export/<uuid:uid>/", board.export_file, name="export_file"),
    path("<int:year>/board/paper/", board.board_paper, name="board_paper"),
    # --- Pitch
    path("<int:year>/pitch/", pitches.sessions, name="sessions"),
    path("<int:year>/pitch/new/", pitches.new_session, name="new_session"),
    path("pitch/<uuid:uid>/", pitches.session, name="session"),
    path("pitch/<uuid:uid>/schedule/", pitches.schedule, name="schedule"),
    path("pitch/<uuid:uid>/draw/", pitches.draw, name="draw"),
    path("pitch/<uuid:uid>/start/", pitches.start, name="start_session"),
    path("pitch/<uuid:uid>/end/", pitches.end, name="end_session"),
    path("pitch/<uuid:uid>/paper/", pitches.schedule_paper, name="schedule_paper"),
    path("slots/<uuid:uid>/presented/", pitches.presented, name="presented"),
    path("slots/<uuid:uid>/missed/", pitches.missed, name="missed"),
    path("slots/<uuid:uid>/again/", pitches.again, name="again"),
    # --- Meetings
    path("<int:year>/meetings/", meetings.meetings, name="meetings"),
    path("<int:year>/meetings/new/", meetings.new_meeting, name="new_meeting"),
    path("meetings/<uuid:uid>/", meetings.meeting, name="meeting"),
    path("meetings/<uuid:uid>/agenda/", meetings.agenda, name="agenda"),
    path("meetings/<uuid:uid>/notice/", meetings.notice, name="notice"),
    path("meetings/<uuid:uid>/start/", meetings.start, name="start_meeting"),
    path("meetings/<uuid:uid>/attendance/", meetings.attendance, name="attendance"),
    path("meetings/<uuid:uid>/end/", meetings.end, name="end_meeting"),
    path("meetings/<uuid:uid>/minutes/", meetings.minutes, name="minutes"),
    path("meetings/<uuid:uid>/certify/", meetings.certify, name="certify"),
    path("items/<uuid:uid>/resolve/", items.resolve, name="resolve"),
    path("items/<uuid:uid>/away/", items.recuse, name="recuse"),
    path("items/<uuid:uid>/back/<int:seat_no>/", items.come_back, name="come_back"),
    path("items/<uuid:uid>/dissent/", items.dissent, name="dissent"),
    # --- Results
    path("<int:year>/announcements/", announcements.announcements, name="announcements"),
    path("<int:year>/announcements/new/", announcements.new_announcement, name="announce"),
    path("announcements/<uuid:uid>/", announcements.announcement, name="announcement"),
    path("announcements/<uuid:uid>/sign/", announcements.sign, name="sign"),
    path("announcements/<uuid:uid>/release/", announcements.release, name="release"),
    path("announcements/<uuid:uid>/discard/", announcements.discard, name="discard"),
    path("announcements/<uuid:uid>/drop/<slug:code>/", announcements.drop, name="drop"),
    path("<int:year>/reserve/", announcements.reserve, name="reserve"),
    path("<int:year>/reserve/<slug:code>/promote/", announcements.promote, name="promote"),
]
