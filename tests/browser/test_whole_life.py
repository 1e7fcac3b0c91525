"""One proposal from its first word to its end, carried by everybody whose turn it is."""

from functools import partial

import pytest

from tests.browser import steps_after as after
from tests.browser import steps_choosing as choosing
from tests.browser import steps_deciding as deciding
from tests.browser import steps_intake as intake
from tests.browser import steps_lab as lab
from tests.browser.cast import gather

pytestmark = [
    pytest.mark.browser,
    pytest.mark.django_db(transaction=True),
    pytest.mark.long,
    pytest.mark.thorough,
]


def test_a_proposal_lives_from_draft_to_closed(visitor, at):
    at("2024-12-19 10:00")
    cast = gather()
    for day, act in STORY:
        at(day)
        act(visitor, cast)


STORY = (
    ("2024-12-19 10:00", intake.write),
    ("2024-12-20 14:00", intake.endorse_and_submit),
    ("2025-01-08 09:30", intake.take_and_return),
    ("2025-01-10 11:00", intake.answer_return),
    ("2025-01-13 10:00", intake.pass_check),
    ("2025-01-14 10:00", choosing.set_up),
    ("2025-01-16 10:00", choosing.declare),
    ("2025-01-20 10:00", choosing.open_review),
    ("2025-01-20 11:00", choosing.look_in_vain),
    ("2025-02-03 10:00", choosing.score_documents),
    ("2025-02-04 10:00", partial(deciding.call_meeting, day="2025-02-10")),
    ("2025-02-10 13:30", deciding.hold_first),
    ("2025-02-11 15:00", deciding.announce_shortlist),
    ("2025-02-12 10:00", choosing.plan_pitch),
    ("2025-02-12 11:00", partial(deciding.call_meeting, day="2025-02-17")),
    ("2025-02-14 09:00", choosing.hold_pitch),
    ("2025-02-17 13:30", deciding.hold_second),
    ("2025-02-20 15:00", deciding.announce_result),
    ("2025-02-21 10:00", lab.form_team),
    ("2025-02-25 10:00", lab.nominate),
    ("2025-03-03 10:00", lab.enter),
    ("2025-03-07 10:00", lab.get_ready),
    ("2025-04-04 10:00", lab.understand),
    ("2025-05-02 10:00", lab.waive_two),
    ("2025-06-09 10:00", lab.build),
    ("2025-08-06 10:00", lab.try_with_people),
    ("2025-08-20 10:00", lab.sum_up),
    ("2025-08-21 10:00", lab.complete),
    ("2025-08-27 16:00", after.present),
    ("2025-09-01 10:00", after.follow_up),
    ("2026-02-20 10:00", after.first_report),
    ("2026-08-20 10:00", after.carry_out),
    ("2027-01-11 10:00", after.spread),
    ("2027-02-22 10:00", after.last_report),
    ("2027-03-01 10:00", after.close),
)
