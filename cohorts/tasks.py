"""The jobs of this room, on the portal's timetable, and its lists and kits as files."""

from celery import shared_task

from cohorts import (
    archive_order,
    binding,
    book,
    booklet_pdf,
    booklets,
    emenscr_file,
    exports,
    hours_file,
    kit_papers,
    kits,
    lists,
    minister_table,
    poster_pdf,
    posters,
    queues,
    services,
    site_exports,
    tracking,
    voice_exports,
)
from cohorts.archive import package
from cohorts.services import adopting, forgetting, rejecting, wishing
from pyp_portal.papers import exporting


@shared_task(name="cohorts.tell_rejected")
def tell_rejected():
    """Files of the lab in which the virus scanner found something."""
    rejecting.tell_rejected()


@shared_task(name="cohorts.start_follow_ups")
def start_follow_ups():
    services.start_due_follow_ups()


@shared_task(name="cohorts.forget_voices")
def forget_voices():
    """Words of citizens whose time is over."""
    forgetting.forget_voices()


@shared_task(name="cohorts.tell_what_changed")
def tell_what_changed():
    """Citizens who want to know what changed, once everybody may read it."""
    wishing.tell_what_changed()


@shared_task(name="cohorts.forget_requests")
def forget_requests():
    """Requests whose sender never confirmed."""
    adopting.forget_unconfirmed()


# --- Files that somebody has asked for
def writes(kind, table):
    """The job that writes a list of this kind."""

    @shared_task(name=kind, soft_time_limit=240, time_limit=300)
    def write(export_id):
        exporting.make(export_id, table)

    return write


def binds(kind, book, seconds=240):
    """The job that binds or packs a file of this kind, within so many seconds."""

    @shared_task(name=kind, soft_time_limit=seconds, time_limit=seconds + 60)
    def bind(export_id):
        exporting.bind(export_id, book)

    return bind


export = writes(exports.KIND, exports.table)
export_list = writes(lists.KIND, lists.table)
track = writes(tracking.KIND, tracking.table)
bind_book = binds(book.KIND, binding.bound, seconds=540)
bind_booklet = binds(booklets.KIND, booklet_pdf.book, seconds=1740)
export_voices = writes(voice_exports.KIND, voice_exports.table)
draw_poster = binds(posters.KIND, poster_pdf.book)
hours = writes(hours_file.KIND, hours_file.table)
export_sites = writes(site_exports.SITES, site_exports.sites_table)
export_requests = writes(site_exports.REQUESTS, site_exports.requests_table)
export_kit = binds(kit_papers.KIT, kits.book)
minister = writes(minister_table.KIND, minister_table.table)
export_obstacles = writes(queues.KIND, queues.table)
pack_emenscr = binds(emenscr_file.KIND, emenscr_file.book)
pack_archive = binds(archive_order.KIND, package.book, seconds=1740)
