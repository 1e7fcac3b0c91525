"""The pages of the letters: merged, written and approved by those who prepare the release."""

import pytest

from proposals.stamps import digest
from pyp_portal.papers.models import Export
from selection import lists, services, tasks
from selection.kinds import Severity
from selection.services import letters
from tests.factories.accounts import UserFactory
from tests.factories.papers import ExportFactory
from tests.factories.proposals import AccessFactory, submitter
from tests.factories.selection import (
    REASON,
    fresh,
)
from tests.selection.letters.conftest import CLEAN, letter_of

pytestmark = pytest.mark.django_db


def page_of(announcement, *rest):
    return f"{announcement.get_absolute_url()}letters/" + "".join(f"{one}/" for one in rest)


def test_a_letter_from_merge_to_approval_on_the_pages(batch, clerk, director, client_of):
    announcement, (chosen, refused) = batch
    office, other = client_of(clerk), client_of(director)
    url = page_of(announcement, chosen.code)
    missing = office.get(url).status_code
    office.post(page_of(announcement, "merge"))
    seen = {f"_was-{block['name']}": block["was"] for block in office.get(url).context["blocks"]}
    written = seen | {"reason": REASON, "strengths": "ไร้สาระ", "advice": ""}
    assert office.post(url, written).status_code == 302
    stale = office.post(url, written | {"strengths": "คำที่พิมพ์ไว้"})
    shown = other.get(url).content.decode()
    other.post(f"{url}approve/", {"version": "1", "keeps_tone": "on"})
    back = other.post(f"{url}approve/", {"version": "x"})
    other.post(page_of(announcement, "approve"))
    listed = other.get(page_of(announcement)).content.decode()

    assert missing == 404
    assert back["Location"] == url  # what was refused is read again
    assert "คำที่พิมพ์ไว้" in stale.content.decode()
    assert "ไร้สาระ" in shown and CLEAN in shown
    assert [letter_of(one).approved_by for one in (chosen, refused)] == [director, director]
    assert listed.count(clerk.name_th) == 0
    services.release(announcement, by=director)
    late = other.post(page_of(announcement, "approve"), follow=True)
    assert "notice" in late.content.decode()
    assert "<textarea" not in other.get(url).content.decode()


def test_a_letter_too_short_keeps_what_was_typed(batch, clerk, client_of):
    announcement, (chosen, _refused) = batch
    letters.merge(announcement, by=clerk)

    page = client_of(clerk).post(
        page_of(announcement, chosen.code), {"reason": "สั้น", "strengths": "ยังอยู่" * 700}
    )

    shown = page.content.decode()
    assert (page.status_code, "ยังอยู่" * 700 in shown, "\nสั้น</textarea>" in shown) == (
        200,
        True,
        True,
    )
    assert ("เขียนอย่างน้อย 10" in shown, "ไม่เกิน 4,000" in shown) == (True, True)
    assert letter_of(chosen).version == 0


# --- While one writes
def saved(client, announcement, proposal, was="", **sent):
    """What the page is told when it saves one text."""
    (name,) = sent
    url = page_of(announcement, proposal.code, "save")
    return client.post(url, sent | {"_q": name, f"_was-{name}": digest(was)})


def test_each_text_is_saved_while_one_writes_and_mended(batch, clerk, client_of):
    announcement, (chosen, _refused) = batch
    letters.merge(announcement, by=clerk)
    client, before = client_of(clerk), letter_of(chosen)

    told = saved(
        client, announcement, chosen, before.advice_th, advice="ค\u0e4d\u0e32แนะน\u0e4d\u0e32"
    ).json()
    short = saved(client, announcement, chosen, before.reason_th, reason="สั้น").json()

    assert (told["state"], told["mended"]) == ("saved", True)
    assert told["saved"] == {"advice": digest("คำแนะนำ")}
    assert (short["state"], short["saved"]) == ("invalid", {})
    assert "อย่างน้อย" in short["errors"]["reason"][0]
    after = letter_of(chosen)
    assert (after.advice_th, after.reason_th) == ("คำแนะนำ", before.reason_th)
    assert after.strengths_th == before.strengths_th


def test_what_somebody_else_wrote_is_shown_beside_and_chosen(batch, clerk, director, client_of):
    announcement, (chosen, _refused) = batch
    letters.merge(announcement, by=clerk)
    was = letter_of(chosen).advice_th
    saved(client_of(director), announcement, chosen, was, advice="ของผู้อำนวยการ")
    client, url = client_of(clerk), page_of(announcement, chosen.code, "save")

    clash = saved(client, announcement, chosen, was, advice="ของเจ้าหน้าที่")

    assert (clash.status_code, clash.json()["state"]) == (409, "clash")
    both = clash.json()["clashes"]["advice"]
    assert ("ของผู้อำนวยการ" in both, "ของเจ้าหน้าที่" in both) == (True, True)
    theirs = {"_q": "advice", "advice": "ของเจ้าหน้าที่", "_choice-advice": "theirs:"}
    told = client.post(url, theirs | {"_was-advice": digest(was)}).json()
    assert "ของผู้อำนวยการ" in told["blocks"]["advice"]
    assert letter_of(chosen).advice_th == "ของผู้อำนวยการ"


def test_what_is_out_or_somebody_elses_is_not_saved(batch, clerk, director, seats, client_of):
    announcement, (chosen, _refused) = batch
    letters.merge(announcement, by=clerk)
    client, was = client_of(clerk), letter_of(chosen).advice_th
    url = page_of(announcement, chosen.code, "save")
    other = client.post(url, {"_q": "advice", "advice": "ก", "_as": str(director.pk)})
    letters.approve_clean(announcement, by=director, visible=announcement.plan.call.proposals.all())
    services.release(announcement, by=director)

    late = saved(client, announcement, chosen, was, advice="ก")

    assert (other.status_code, other.json()["state"]) == (403, "other_person")
    assert (late.status_code, late.json()["state"]) == (409, "refused")
    assert client_of(UserFactory(auditor=True)).post(url).status_code == 403
    assert client_of(seats[1].user).post(url).status_code in (403, 404)
    assert letter_of(chosen).advice_th == was


def test_letters_are_for_those_who_prepare_them_and_for_the_auditor(
    batch, clerk, director, seats, client_of
):
    announcement, (chosen, _refused) = batch
    letters.merge(announcement, by=clerk)
    auditor = client_of(UserFactory(auditor=True))
    member, applicant = client_of(seats[1].user), client_of(submitter(chosen))
    before = [c.get(page_of(announcement)).status_code for c in (auditor, member, applicant)]
    letters.approve_clean(announcement, by=director, visible=announcement.plan.call.proposals.all())
    services.release(announcement, by=director)

    after = [c.get(page_of(announcement)).status_code for c in (auditor, member, applicant)]

    assert (before, after) == ([200, 404, 404], [200, 403, 404])
    assert auditor.post(page_of(announcement, "merge")).status_code == 403
    assert auditor.get(page_of(announcement, chosen.code)).status_code == 200


def test_s6_a_letter_about_what_is_closed_to_a_clerk_is_not_theirs(batch, clerk, plan, client_of):
    announcement, (chosen, refused) = batch
    letters.merge(announcement, by=clerk)
    seat = plan.committee.seats.first()
    type(seat).objects.filter(pk=seat.pk).update(role="SECRETARY")
    services.declare(fresh(seat), refused, Severity.NONE)
    services.declare(fresh(seat), chosen, Severity.HARD, reason=REASON)
    client = client_of(seat.user)

    listed = client.get(page_of(announcement)).content.decode()

    assert (chosen.code in listed, refused.code in listed) == (False, True)
    assert client.get(page_of(announcement, chosen.code)).status_code == 404
    client.post(page_of(announcement, "approve"))
    assert [letter_of(one).is_approved for one in (chosen, refused)] == [False, True]


def test_the_letters_go_to_a_file_for_who_prepares_them(batch, clerk, director, client_of):
    announcement, (chosen, refused) = batch
    letters.merge(announcement, by=clerk)
    client = client_of(clerk)

    client.post(page_of(announcement, "export"), {"format": "csv"})
    tasks.export_list(Export.objects.get().pk)

    export = Export.objects.get()
    text = b"".join(client.post(export.file_url)).decode("utf-8-sig")
    assert (export.title, export.done) == (f"หนังสือแจ้งผล {announcement.plan.year}", 2)
    assert all(one.code in text for one in (chosen, refused))
    assert (CLEAN in text, str(clerk) in text) == (True, True)
    client.post(f"{announcement.get_absolute_url()}export/")
    results = lists.table(Export.objects.exclude(pk=export.pk).get())
    assert [(row[0], row[4]) for row in results.rows] == [
        (item.proposal.code, item.get_outcome_display())
        for item in announcement.items.order_by("pk")
    ]
    stranger = UserFactory()
    assert client_of(stranger).post(page_of(announcement, "export")).status_code == 404
    AccessFactory(proposal=refused, user=director, kind="closed")
    seen = lists.table(
        ExportFactory(
            kind=lists.KIND,
            asked_by=director,
            parameters=export.parameters,
        )
    )
    assert [row[0] for row in seen.rows] == [chosen.code]
