"""The records of a year for the National Archives: packed as a bag, answered, then removed here."""

import csv
import io
import json
import subprocess
import sys
from hashlib import sha256

import openpyxl
import pikepdf
import pytest
from django.core.exceptions import PermissionDenied

from cohorts import archive_order
from cohorts.archive import chains, package
from cohorts.fetching import MAY_FETCH
from cohorts.services import archiving
from proposals.models import Proposal
from pyp_portal import clock
from pyp_portal.papers.bagging import paths_in
from pyp_portal.papers.kinds import Kind
from pyp_portal.papers.models import Paper
from pyp_portal.papers.rendering import text_of
from tests.factories.accounts import UserFactory
from tests.factories.archiving import offered_year, ordered, packed
from tests.factories.proposals import AccessFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def admin():
    return UserFactory(admin=True, given_th="ธีระ")


@pytest.fixture
def year(at, admin):
    return offered_year(at, admin)


def lines_of(bag, name):
    return bag.read(name).decode().splitlines()


def test_the_package_is_a_bag_in_which_every_byte_is_proved(year, admin):
    export, bag = packed(year, admin)
    (top,) = {name.split("/")[0] for name in bag.namelist()}
    inside = {name.removeprefix(f"{top}/"): bag.read(name) for name in bag.namelist()}

    assert inside["bagit.txt"] == b"BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n"
    for manifest, of_payload in (("manifest-sha256.txt", True), ("tagmanifest-sha256.txt", False)):
        listed = paths_in(inside[manifest].decode())
        there = {path for path in inside if path.startswith("data/") == of_payload}
        assert set(listed) == there - {"tagmanifest-sha256.txt"}
        assert all(sha256(inside[path]).hexdigest() == digest for path, digest in listed.items())
    payload = [content for path, content in inside.items() if path.startswith("data/")]
    oxum = f"Payload-Oxum: {sum(map(len, payload))}.{len(payload)}"
    assert oxum in lines_of(bag, f"{top}/bag-info.txt")
    assert export.done == export.total
    noted = year.packages.get()
    assert (noted.files, noted.manifest.encode()) == (len(payload), inside["manifest-sha256.txt"])


def test_it_holds_what_section_8_names_and_nothing_else(year, admin):
    _export, bag = packed(year, admin)
    code = year.cohort.teams.get().proposal.code
    names = [name.split("/data/")[1] for name in bag.namelist() if "/data/" in name]

    (report,) = Paper.objects.filter(kind=Kind.LAB_REPORT)
    assert [name for name in names if name[0] in "12345"] == [
        f"1-proposals/{code}/files/แผน 100-.pdf",
        f"4-lab-and-follow-up/{code}/{report.number}.pdf",
        f"4-lab-and-follow-up/{code}/{report.number}-PDFA.pdf",
        "5-reports-to-the-prime-minister/ปยป-2569-PD26-0001.pdf",
    ]
    kept = bag.read(f"pyp-{year.cohort.call.fiscal_year}/data/4-lab-and-follow-up/{code}/"
                    f"{report.number}-PDFA.pdf")  # fmt: skip
    with pikepdf.open(io.BytesIO(kept)) as document, document.open_metadata() as facts:
        assert facts.pdfa_status == "2A"
        assert document.Root.OutputIntents[0].S == "/GTS_PDFA1"
    assert "น้ำ" in text_of(kept)


def test_the_list_to_sign_names_each_paper_and_file_also_what_is_missing(year, admin):
    _export, bag = packed(year, admin)
    root = f"pyp-{year.cohort.call.fiscal_year}/data"
    sheet = openpyxl.load_workbook(io.BytesIO(bag.read(f"{root}/01-บัญชีส่งมอบเอกสาร.xlsx"))).active
    head, *rows = sheet.iter_rows(values_only=True)

    assert head[:7] == (
        "ลำดับ", "เลขที่", "วันที่", "เรื่อง", "จำนวนแผ่น", "จำนวนไฟล์", "หมายเหตุ",
    )  # fmt: skip
    assert [(row[0], row[3], row[4], row[5]) for row in rows] == [
        (1, "ติดไวรัส.pdf", 1, 0),
        (2, "แผน 100%.pdf", 1, 1),
        (3, "รายงานแล็บ", 1, 2),
        (4, "ใบรับข้อเสนอ", 1, 1),
    ]
    said = text_of(bag.read(f"{root}/01-บัญชีส่งมอบเอกสาร.pdf"))
    assert "รายงานแล็บ" in said and "ผู้รับมอบ" in said and "None" not in said
    assert "bagit.py" in bag.read(f"{root}/00-อ่านก่อน.txt").decode()


def test_the_data_say_what_each_column_means(year, admin):
    proposal = year.cohort.teams.get().proposal
    Proposal.objects.filter(pk=proposal.pk).update(title_th="=1+1")
    _export, bag = packed(year, admin)
    root = f"pyp-{year.cohort.call.fiscal_year}/data/6-data"
    about = json.loads(bag.read(f"{root}/csv-metadata.json"))
    meant = list(csv.DictReader(lines_of(bag, f"{root}/columns.csv")))

    for one in about["tables"]:
        head = next(csv.reader(lines_of(bag, f"{root}/{one['url']}")))
        assert head == [column["name"] for column in one["tableSchema"]["columns"]]
        assert head == [row["คอลัมน์"] for row in meant if row["แฟ้ม"] == one["url"]]
    (row,) = csv.DictReader(lines_of(bag, f"{root}/proposals.csv"))
    assert (row["code"], row["title_th"], row["ended_at"]) == (
        proposal.code, "'=1+1", "2026-03-01T02:00:00Z",
    )  # fmt: skip


def test_anybody_can_prove_the_history_without_the_portal(year, admin, tmp_path):
    _export, bag = packed(year, admin)
    root = f"pyp-{year.cohort.call.fiscal_year}/data/7-history"
    events = lines_of(bag, f"{root}/history.jsonl")
    script, history = tmp_path / "check.py", tmp_path / "history.jsonl"
    script.write_bytes(bag.read(f"{root}/check_history.py"))

    def check(lines):
        history.write_text("\n".join(lines) + "\n", encoding="utf-8")
        return subprocess.run([sys.executable, script, history], capture_output=True).returncode

    told = [json.loads(line) for line in events]
    proposal = year.cohort.teams.get().proposal_id
    (closing,) = [one for one in told if one["verb"] == "closed"]
    assert (closing["record_id"], closing["who"], closing["reason"]) == (
        str(proposal), str(admin), "ครบถ้วนแล้ว",
    )  # fmt: skip
    assert "address" not in closing
    assert check(events) == 0
    assert check([*events[:-2], events[-1]]) == 1
    assert check([line.replace('"closed"', '"opened"') for line in events]) == 1


def test_made_again_of_the_same_it_is_the_same_file(year, admin):
    first, _bag = packed(year, admin)
    second, _bag = packed(year, admin)

    assert second.sha256 == first.sha256
    assert {one.sha256 for one in archiving.packages_of(year)} == {year.packages.first().sha256}


def test_only_administrators_to_whom_all_is_open_ask_and_auditors_fetch(year, admin):
    other = UserFactory(admin=True)
    AccessFactory(proposal=year.cohort.teams.get().proposal, user=other, kind="closed")
    for person in (UserFactory(staff=True), UserFactory(director=True), other):
        with pytest.raises(PermissionDenied):
            package.book(ordered(year, person))
    export, _bag = packed(year, admin)
    may = MAY_FETCH[archive_order.KIND]

    assert may(export, admin) and may(export, UserFactory(auditor=True))
    assert not may(export, UserFactory(staff=True))
    admin.role_grants.update(ended_at=clock.now())
    assert not may(export, type(admin).objects.get(pk=admin.pk))


def test_the_history_told_is_that_of_the_year(year):
    told = [json.loads(line) for line in chains.lines(year.cohort.call)]

    assert {(one["record_type"], one["record_id"]) for one in told} == {
        ("proposals.proposal", str(year.cohort.teams.get().proposal_id)),
        ("cohorts.cohort", str(year.cohort.pk)),
    }
