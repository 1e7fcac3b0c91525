"""When the portal does what nobody asks it to: reminders, deadlines, sweeping."""

from celery.schedules import crontab


def every(task, schedule, expires, *args):
    """One line of the timetable: a run that waited longer than ``expires`` seconds is dropped."""
    return {"task": task, "schedule": schedule, "options": {"expires": expires}, "args": args}


def reminding(*codes):
    """The lines of these rules, which themselves know when offices are open."""
    ten = crontab(minute="*/10")
    return {f"remind ({code})": every("reminders.send", ten, 500, code) for code in codes}


TIMETABLE = {  # the portal's whole timetable
    "deliver waiting messages": every("outbox.deliver_waiting", 60, 50),
    "go on with announcements": every("outbox.announce", 60, 50),
    "make waiting papers": every("papers.make_waiting", 60, 50),
    "remove old exports": every("papers.purge_exports", crontab(hour=2, minute=10), 3600),
    "prove the issued papers": every("papers.inspect", crontab(hour=3, minute=10), 3600),
    "show that the worker lives": every("serving.heartbeat", 30, 25),
    "copy the call pages": every("serving.copy_pages", 60, 50),
    "scan waiting files": every("uploads.scan_waiting", 60, 50),
    "remove unfinished uploads": every("uploads.sweep", crontab(minute=40), 3000),
    "go on with imports": every("imports.go_on", 60, 50),
    "bring late rows of joined agencies over": every("accounts.catch_up", crontab(minute=25), 3000),
    "anchor the history": every("history.anchor", crontab(hour=1, minute=30), 3600),
    "report what is over its time (J4)": every(
        "privacy.look", crontab(day_of_week=1, hour=4, minute=10), 7200
    ),
    "go on with removals": every("privacy.go_on", 60, 50),
    "forget whom a farewell was sent to": every("privacy.forget", crontab(hour=2, minute=45), 3600),
    "let old reads go": every("reads.purge", crontab(hour=2, minute=40), 3600),
    "expire drafts (T04)": every("proposals.expire_drafts", crontab(minute="*/5"), 250),
    "lapse revisions (T08)": every("proposals.lapse_revisions", crontab(minute="*/15"), 800),
    "compare new proposals": every("proposals.compare", 60, 50),
    "make drafts findable": every("proposals.renew_index", 60, 50),
    "tell of files that failed the scan": every("proposals.tell_rejected", 60, 50),
    "tell of files of the lab that failed it": every("cohorts.tell_rejected", 60, 50),
    "sweep kept texts and closed tabs": every("proposals.sweep", crontab(minute="*/30"), 1500),
    "release results whose hold is over": every("selection.release_all_held", 60, 50),
    "release the reserve (T22)": every("selection.release_reserve", crontab(minute=5), 3000),
    "end seats whose term is over": every("selection.end_terms", crontab(minute=15), 3000),
    "watch for new interests": every("selection.watch_ties", crontab(minute="*/15"), 800),
    "combine closed rankings": every("selection.combine_rankings", 60, 50),
    "prove the sealed scores": every("selection.check_seals", crontab(hour=2, minute=40), 3600),
    "draw the pages of attachments": every("selection.prepare_pages", 60, 50),
    "delete notes of past years": every("selection.sweep_notes", crontab(hour=2, minute=50), 3000),
    "find readers": every("selection.match_waiting", 60, 50),
    "close rounds": every("selection.close_waiting", 60, 50),
    "analyse changed scores": every("selection.analyse_changed", crontab(minute="*/5"), 250),
    "tell citizens what changed": every(
        "cohorts.tell_what_changed", crontab(minute="*/10", hour="8-19"), 500
    ),
    "let old opinions go": every("cohorts.forget_voices", crontab(hour=2, minute=20), 3600),
    "let requests go that nobody confirmed": every(
        "cohorts.forget_requests", crontab(minute=50), 3000
    ),
    "count what is left of years to come": every("years.count", crontab(minute="*/10"), 500),
    "plan the reminders of fourteen days": every("reminders.plan", crontab(minute="5-59/10"), 500),
    **reminding("R1", "R2", "endorsement", "partners", "R3", "R4", "R5", "R6", "decisions"),
    **reminding("R7", "R8", "names", "R9", "directives", "R10", "obstacles", "requests"),
    **reminding("R11"),
    "send the mails of the morning": every(
        "desk.send_mornings", crontab(minute="*/10", hour="8-11"), 500
    ),
    "start the follow-up (T27)": every("cohorts.start_follow_ups", crontab(minute=20), 3000),
}
