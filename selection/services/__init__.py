"""The verbs of room 2; each locks, checks, moves, records and tells in one transaction."""

from django.core.exceptions import ValidationError

from proposals.grounds import MoveRefused
from selection.services.abstaining import abstain, take_abstention_back
from selection.services.accepting import accept_terms, publish_terms, terms_of
from selection.services.alarming import warn_undecided
from selection.services.analysing import analyse, analyse_changed, zones
from selection.services.announcing import (
    beyond_limits,
    discard,
    draft_announcement,
    drop,
    missed_slots,
    over_limits,
    sign,
)
from selection.services.assigning import assign, unassign
from selection.services.attending import arrive, leave, mark_attendance, may_delegate
from selection.services.blocks import by_scores, resolve_block, sort_into
from selection.services.board import board, standings
from selection.services.board_pages import board_page, progress
from selection.services.breaking import break_tie, cast_vote, record_runoff
from selection.services.causes import causes_for
from selection.services.challenging import (
    answer_challenge,
    challenges,
    decide_challenge,
    raise_challenge,
)
from selection.services.deciding import come_back, dissent, recuse, resolve
from selection.services.declaring import (
    declare,
    declare_none_for_rest,
    declare_unchanged,
    declared_ties,
    recuse_late,
    to_declare,
    to_redeclare,
    undeclared,
)
from selection.services.describing import (
    describe,
    forget_away,
    give_opinion,
    note_away,
    opinions_about,
    tell_post,
)
from selection.services.drawing import draw_order
from selection.services.feedback import for_applicant
from selection.services.gathering import known_items, make_book
from selection.services.hindering import obstacles
from selection.services.lapsing import watch_ties
from selection.services.meeting import (
    add_item,
    add_to_agenda,
    call_meeting,
    end_meeting,
    send_notice,
    start_meeting,
)
from selection.services.memorandum import standing_memorandum, write_memorandum
from selection.services.minuting import (
    answer_comment,
    certify_minutes,
    circulate,
    comment,
    keep_texts,
    write_minutes,
)
from selection.services.pitching import (
    end_session,
    open_session,
    publish_schedule,
    record_missed,
    record_presented,
    reslot,
    schedule,
    start_session,
    waiting_for_slot,
)
from selection.services.planning import (
    appoint,
    change_plan,
    end_seat,
    end_terms,
    open_plan,
    succeed,
)
from selection.services.presiding import elect_chair, presiding, presiding_of
from selection.services.ranking import cast_ballot, close_ranking, open_ranking
from selection.services.releasing import (
    cancel_release,
    press_release,
    release,
    release_all_held,
    release_held,
)
from selection.services.remarking import write as remark
from selection.services.reminding import remind_members, remind_of_meetings, remind_undeclared
from selection.services.reminding_pitches import remind_pitches
from selection.services.reopening import answer_reopening, ask_reopening, reopen_sheet
from selection.services.rescheduling import adjourn, call_again, cancel_meeting, move_meeting
from selection.services.reserve import (
    departed,
    in_reserve,
    promote_reserve,
    release_reserve,
    reserve_list,
    why_not_promoted,
)
from selection.services.reviewing import open_review, revert_to_screening
from selection.services.rounds import open_second_round
from selection.services.running import (
    begin_pitch,
    begin_questions,
    close_scoring,
    open_item,
)
from selection.services.sealing import close_round
from selection.services.sheets import criteria_of, open_pitch_sheet, save_sheet, submit_sheet
from selection.services.stepping import come_back_to, officer_ties, step_aside
from selection.services.suggesting import suggestions, ties
from selection.services.weighing import to_weigh, weigh, weighed

REFUSALS = (MoveRefused, ValidationError)

__all__ = [
    "REFUSALS",
    "abstain",
    "accept_terms",
    "add_item",
    "add_to_agenda",
    "adjourn",
    "analyse",
    "analyse_changed",
    "answer_challenge",
    "answer_comment",
    "answer_reopening",
    "appoint",
    "arrive",
    "ask_reopening",
    "assign",
    "begin_pitch",
    "begin_questions",
    "beyond_limits",
    "board",
    "board_page",
    "break_tie",
    "by_scores",
    "call_again",
    "call_meeting",
    "cancel_meeting",
    "cancel_release",
    "cast_ballot",
    "cast_vote",
    "causes_for",
    "certify_minutes",
    "challenges",
    "change_plan",
    "circulate",
    "close_ranking",
    "close_round",
    "close_scoring",
    "come_back",
    "come_back_to",
    "comment",
    "criteria_of",
    "decide_challenge",
    "declare",
    "declare_none_for_rest",
    "declare_unchanged",
    "declared_ties",
    "departed",
    "describe",
    "discard",
    "dissent",
    "draft_announcement",
    "draw_order",
    "drop",
    "elect_chair",
    "end_meeting",
    "end_seat",
    "end_session",
    "end_terms",
    "for_applicant",
    "forget_away",
    "give_opinion",
    "in_reserve",
    "keep_texts",
    "known_items",
    "leave",
    "make_book",
    "mark_attendance",
    "may_delegate",
    "missed_slots",
    "move_meeting",
    "note_away",
    "obstacles",
    "officer_ties",
    "open_item",
    "open_pitch_sheet",
    "open_plan",
    "open_ranking",
    "open_review",
    "open_second_round",
    "open_session",
    "opinions_about",
    "over_limits",
    "presiding",
    "presiding_of",
    "press_release",
    "progress",
    "promote_reserve",
    "publish_schedule",
    "publish_terms",
    "raise_challenge",
    "record_missed",
    "record_presented",
    "record_runoff",
    "recuse",
    "recuse_late",
    "release",
    "release_all_held",
    "release_held",
    "release_reserve",
    "remark",
    "remind_members",
    "remind_of_meetings",
    "remind_pitches",
    "remind_undeclared",
    "reopen_sheet",
    "reserve_list",
    "reslot",
    "resolve",
    "resolve_block",
    "revert_to_screening",
    "save_sheet",
    "schedule",
    "send_notice",
    "sign",
    "sort_into",
    "standing_memorandum",
    "standings",
    "start_meeting",
    "start_session",
    "step_aside",
    "submit_sheet",
    "succeed",
    "suggestions",
    "take_abstention_back",
    "tell_post",
    "terms_of",
    "ties",
    "to_declare",
    "to_redeclare",
    "to_weigh",
    "unassign",
    "undeclared",
    "waiting_for_slot",
    "warn_undecided",
    "watch_ties",
    "weigh",
    "weighed",
    "why_not_promoted",
    "write_memorandum",
    "write_minutes",
    "zones",
]
