"""The jobs of this room, on the portal's timetable, and its lists and kits as files."""

from celery import shared_task

from cohorts import (
    binding,
    book,
    emenscr_file,
    exports,
    hours_file,
    kit_papers,
    kits,
    minister_table,
    poster_pdf,
    posters,
    queues,
    services,
    site_exports,
    tracking,
    voice_exports,
)
from cohorts.services import adopting, forgetting, rejecting, wishing
from pyp_portal.papers import exporting


@shared_task(name="cohorts.remind_reports")
def remind_reports():
    services.remind_reports()


@shared_task(name="cohorts.remind_directives")
def remind_directives():
    """Directives whose day is near or past."""
    services.remind_directives()


@shared_task(name="cohorts.remind_lab")
def remind_lab():
    """Deliverables and names that are owed (R8)."""
    services.remind_lab()


@shared_task(name="cohorts.remind_workshops")
def remind_workshops():
    """Workshops a week and a day ahead (R7)."""
    services.remind_workshops()


@shared_task(name="cohorts.remind_minister_reports")
def remind_minister_reports():
    """R10."""
    services.remind_minister_reports()


@shared_task(name="cohorts.tell_rejected")
def tell_rejected():
    """Files of the lab in which the virus scanner found something."""
    rejecting.tell_rejected()


@shared_task(name="cohorts.start_follow_ups")
def start_follow_ups():
    services.start_due_follow_ups()


@shared_task(name=exports.KIND, soft_time_limit=240, time_limit=300)
def export(export_id):
    """Write the roster that somebody asked for."""
    exporting.make(export_id, exports.table)


@shared_task(name=tracking.KIND, soft_time_limit=240, time_limit=300)
def track(export_id):
    """Write the tracking sheet of directives that somebody asked for."""
    exporting.make(export_id, tracking.table)


@shared_task(name=book.KIND, soft_time_limit=540, time_limit=600)
def bind_book(export_id):
    """Bind the book of a session that somebody asked for."""
    exporting.bind(export_id, binding.bound)


@shared_task(name=voice_exports.KIND, soft_time_limit=240, time_limit=300)
def export_voices(export_id):
    """Write the opinions on an issue that somebody asked for."""
    exporting.make(export_id, voice_exports.table)


@shared_task(name=posters.KIND, soft_time_limit=240, time_limit=300)
def draw_poster(export_id):
    """Draw the poster that somebody asked for."""
    exporting.bind(export_id, poster_pdf.book)


@shared_task(name="cohorts.forget_voices")
def forget_voices():
    """Words of citizens whose time is over."""
    forgetting.forget_voices()


@shared_task(name="cohorts.tell_what_changed")
def tell_what_changed():
    """Citizens who want to know what changed, once everybody may read it."""
    wishing.tell_what_changed()


@shared_task(name=hours_file.KIND, soft_time_limit=240, time_limit=300)
def hours(export_id):
    """Write the hours and the completion that somebody asked for."""
    exporting.make(export_id, hours_file.table)


@shared_task(name=site_exports.SITES, soft_time_limit=240, time_limit=300)
def export_sites(export_id):
    """Write the registry of sites that somebody asked for."""
    exporting.make(export_id, site_exports.sites_table)


@shared_task(name=site_exports.REQUESTS, soft_time_limit=240, time_limit=300)
def export_requests(export_id):
    """Write the requests of other areas that somebody asked for."""
    exporting.make(export_id, site_exports.requests_table)


@shared_task(name=kit_papers.KIT, soft_time_limit=240, time_limit=300)
def export_kit(export_id):
    """Bind or pack the adoption kit that somebody asked for."""
    exporting.bind(export_id, kits.book)


@shared_task(name="cohorts.remind_requests")
def remind_requests():
    """Requests that nobody answered in time; and those nobody confirmed are let go."""
    adopting.remind_requests()
    adopting.forget_unconfirmed()


@shared_task(name=minister_table.KIND, soft_time_limit=240, time_limit=300)
def minister(export_id):
    """Write the figures of a report that somebody asked for."""
    exporting.make(export_id, minister_table.table)


@shared_task(name=queues.KIND, soft_time_limit=240, time_limit=300)
def export_obstacles(export_id):
    """Write the list of obstacles that somebody asked for."""
    exporting.make(export_id, queues.table)


@shared_task(name="cohorts.remind_obstacles")
def remind_obstacles():
    """Answers to teams whose day is over."""
    services.remind_obstacles()


@shared_task(name=emenscr_file.KIND, soft_time_limit=240, time_limit=300)
def pack_emenscr(export_id):
    """Pack the issues of a year for eMENSCR."""
    exporting.bind(export_id, emenscr_file.book)
