"""Who may fetch the files of this room: one address hands them out, each kind has its rule."""

from cohorts import (
    book,
    exports,
    hours_file,
    posters,
    tracking,
    voice_exports,
)

MAY_FETCH = {
    exports.KIND: exports.may_fetch,
    tracking.KIND: exports.may_fetch,
    book.KIND: exports.may_fetch,
    hours_file.KIND: exports.may_fetch,
    voice_exports.KIND: voice_exports.may_fetch,
    posters.KIND: posters.may_fetch,
}
