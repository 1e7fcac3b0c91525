"""One verb per act: lock, check, move, save, record, tell; delivery after commit."""

from proposals.services.access import close, grant, grant_many, revoke
from proposals.services.autosaving import keep
from proposals.services.copying import copy
from proposals.services.correcting import (
    confirm_correction,
    merge_into,
    propose_correction,
    refuse_correction,
)
from proposals.services.drafting import open_codes, save_answers, save_step
from proposals.services.filing import attach, detach, endorse
from proposals.services.finding import reindex
from proposals.services.handing_over import (
    accept_hand_over,
    decline_hand_over,
    hand_over_now,
    offer_hand_over,
    take_back_hand_over,
)
from proposals.services.leaving import expire_drafts, withdraw
from proposals.services.merging import answer_merger, ask_merger, take_back_merger
from proposals.services.moving import MoveRefused, move, move_all
from proposals.services.partnering import answer_ask, ask_partner, take_back_ask
from proposals.services.practising import (
    close_practice,
    open_practice,
    running_practice,
    wipe_practice,
)
from proposals.services.printing import print_questions
from proposals.services.reassigning import cases_of, reassign
from proposals.services.reminding import remind_drafts
from proposals.services.reminding_partners import remind_partners
from proposals.services.returning import (
    extend,
    lapse_revisions,
    return_for_revision,
    write_return,
)
from proposals.services.saved_views import (
    change_view,
    choose_columns,
    delete_view,
    open_with,
    refill_view,
    save_view,
)
from proposals.services.screening import (
    check,
    confirm_ineligible,
    hand_over,
    mark_eligible,
    propose_ineligible,
    refuse_ineligible,
    revert_to_screening,
    save_checks,
    start_screening,
    take_case,
)
from proposals.services.starting import start
from proposals.services.submitting import recall, resubmit, submit
from proposals.services.together import do_together, looked_at
from proposals.services.typos import mend
from proposals.services.wording import (
    begin_version,
    discard_version,
    give_form,
    publish_version,
    write_lists,
    write_step,
)

__all__ = [
    "MoveRefused",
    "accept_hand_over",
    "answer_ask",
    "answer_merger",
    "ask_merger",
    "ask_partner",
    "attach",
    "begin_version",
    "cases_of",
    "change_view",
    "check",
    "choose_columns",
    "close",
    "close_practice",
    "confirm_correction",
    "confirm_ineligible",
    "copy",
    "decline_hand_over",
    "delete_view",
    "detach",
    "discard_version",
    "do_together",
    "endorse",
    "expire_drafts",
    "extend",
    "give_form",
    "grant",
    "grant_many",
    "hand_over",
    "hand_over_now",
    "keep",
    "lapse_revisions",
    "looked_at",
    "mark_eligible",
    "mend",
    "merge_into",
    "move",
    "move_all",
    "offer_hand_over",
    "open_codes",
    "open_practice",
    "open_with",
    "print_questions",
    "propose_correction",
    "propose_ineligible",
    "publish_version",
    "reassign",
    "recall",
    "refill_view",
    "refuse_correction",
    "refuse_ineligible",
    "reindex",
    "remind_drafts",
    "remind_partners",
    "resubmit",
    "return_for_revision",
    "revert_to_screening",
    "revoke",
    "running_practice",
    "save_answers",
    "save_checks",
    "save_step",
    "save_view",
    "start",
    "start_screening",
    "submit",
    "take_back_ask",
    "take_back_hand_over",
    "take_back_merger",
    "take_case",
    "wipe_practice",
    "withdraw",
    "write_lists",
    "write_return",
    "write_step",
]
