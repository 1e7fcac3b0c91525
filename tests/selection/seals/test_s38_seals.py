"""Sealed scores that were changed behind the portal's back are refused or found (S38)."""

import pytest
from django.core.management import CommandError, call_command
from django.db import transaction
from django.db.utils import DatabaseError

from proposals.grounds import MoveRefused
from pyp_portal.outbox.models import Message
from selection import services
from selection.kinds import Stage
from selection.models import Score, ScoreSheet, Seal, SheetVersion
from selection.tasks import check_seals
from tests.factories.accounts import UserFactory
from tests.factories.selection import DUE, ready_proposal, reviewed, submit
from tests.selection.sealing import changed, faults, tamper

pytestmark = pytest.mark.django_db


@pytest.mark.postgres
def test_s38_the_database_refuses_to_change_what_is_sealed(plan, sealed):
    score = Score.objects.first()
    acts = [
        lambda: Score.objects.filter(pk=score.pk).update(points=1),
        lambda: ScoreSheet.objects.filter(pk=score.sheet_id).update(total=1),
        lambda: SheetVersion.objects.update(total=1),
        lambda: Seal.objects.update(reason="x"),
        lambda: Seal.objects.all().delete(),
    ]

    for act in acts:
        with pytest.raises(DatabaseError, match="frozen"), transaction.atomic():
            act()


TAMPERED = {
    "a score": "UPDATE selection_score SET points = 1",
    "a total": "UPDATE selection_scoresheet SET total = 1",
    "a date": "UPDATE selection_scoresheet SET submitted_at = '2025-01-20 10:00:00'",
    "a comment": "UPDATE selection_score SET comment = 'x'",
    "a recusal": "UPDATE selection_scoresheet SET recused_at = sealed_at",
    "a lifted seal": "UPDATE selection_scoresheet SET sealed_at = NULL, submitted_at = NULL",
    "a version": "UPDATE selection_sheetversion SET total = 1",
    "the table": "UPDATE selection_seal SET \"table\" = replace(\"table\", '4.0', '5.0')",
    "the hash": "UPDATE selection_seal SET sha256 = 'x'",
    "the chain": "UPDATE selection_seal SET previous_sha256 = 'x'",
    "the number": "UPDATE selection_seal SET version = 3",
}


@pytest.mark.parametrize("sql", TAMPERED.values(), ids=TAMPERED)
def test_s38_whatever_is_changed_behind_its_back_is_found(plan, seats, sealed, sql):
    tamper(sql)

    assert faults(plan) != []


def test_s38_a_sheet_that_slipped_in_is_found(plan, seats, sealed):
    proposal = ready_proposal(plan, seats[1:3])
    services.open_review([proposal], due=DUE)
    submit(seats[1], proposal)
    ScoreSheet.objects.filter(proposal=proposal).update(sealed_at=sealed.sealed_at)

    assert len(faults(plan)) == 1


def test_s38_a_seal_that_was_cut_off_is_found(plan, seats, chair, sealed):
    changed(seats, by=chair)
    tamper("DELETE FROM selection_seal WHERE version = 2")

    assert faults(plan) != []


def test_s38_what_differs_from_its_version_is_not_sealed(plan, seats, chair):
    reviewed(plan, seats[1:3])
    tamper("UPDATE selection_score SET points = 1")

    with pytest.raises(MoveRefused):
        services.close_round(plan, Stage.DOC, by=chair)


def test_s38_the_command_tells_of_it_and_fails(plan, seats, sealed, capsys):
    call_command("verify_seals")
    call_command("verify_seals", "2568")
    assert "1 seals over 2 sheets; 0 sheets wait" in capsys.readouterr().out
    tamper("UPDATE selection_score SET points = 1")

    with pytest.raises(CommandError, match="2568 doc"):
        call_command("verify_seals")


def test_s38_the_nightly_check_alarms_once(plan, seats, chair, sealed):
    director = plan.committee.orders.get().signed_by
    people = {UserFactory(auditor=True).email, director.email}
    alarms = Message.objects.filter(template="selection/emails/seals_broken.txt")
    check_seals()
    assert not alarms.exists()
    tamper("UPDATE selection_score SET points = 1")

    check_seals()
    check_seals()

    assert {message.address for message in alarms} == people
    assert alarms.count() == 2
