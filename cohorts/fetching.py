"""Who may fetch the files of this room: one address hands them out, each kind has its rule."""

from cohorts import (
    archive_order,
    book,
    booklets,
    emenscr_file,
    exports,
    hours_file,
    kit_papers,
    lists,
    minister_table,
    posters,
    queues,
    shown,
    site_exports,
    tracking,
    voice_exports,
)


def may_fetch_kit(export, user):
    """A kit is for whoever may have it of the page of its issue."""
    return shown.team_of_kit(export.parameters["code"], user) is not None


MAY_FETCH = {
    archive_order.KIND: archive_order.may_fetch,
    exports.KIND: exports.may_fetch,
    lists.KIND: lists.may_fetch,
    emenscr_file.KIND: exports.may_fetch,
    tracking.KIND: exports.may_fetch,
    minister_table.KIND: exports.may_fetch,
    book.KIND: exports.may_fetch,
    booklets.KIND: booklets.may_fetch,
    queues.KIND: exports.may_fetch,
    hours_file.KIND: exports.may_fetch,
    voice_exports.KIND: voice_exports.may_fetch,
    posters.KIND: posters.may_fetch,
    site_exports.SITES: site_exports.may_fetch,
    site_exports.REQUESTS: site_exports.may_fetch,
    kit_papers.KIT: may_fetch_kit,
}
