"""ZIP of files: names that are safe everywhere (S33), the same files the same bytes."""

from io import BytesIO
from zipfile import ZipFile

import pytest

from pyp_portal.papers.zipping import Names, pack, safe_name


@pytest.mark.parametrize(
    ("name", "safe"),
    [
        ("แผนงาน ปี 2568.pdf", "แผนงาน ปี 2568.pdf"),
        ("../../etc/passwd", "-..-etc-passwd"),
        ("C:\\boot.ini", "C--boot.ini"),
        ("/tmp/x.sh", "-tmp-x.sh"),
        ("ก\u202egpj.exe", "กgpj.exe"),
        ("ก\u200bข\x00.pdf", "กข.pdf"),
        ("con.txt", "_con.txt"),
        ("LPT1", "_LPT1"),
        ("...", "ไฟล์"),
        ("", "ไฟล์"),
        (".htaccess", "htaccess"),
        ("ชื่อ. ", "ชื่อ"),
        ('a<b>:"|?*.pdf', "a-b------.pdf"),
        ("ไม่ใช่นามสกุล.ที่ยาวเกินสิบตัว", "ไม่ใช่นามสกุล.ที่ยาวเกินสิบตัว"),
    ],
)
def test_s33_a_name_is_safe_on_every_system(name, safe):
    assert safe_name(name) == safe


def test_a_long_name_keeps_its_ending_and_fits():
    made = safe_name("น้ำ" * 100 + ".pdf")
    assert made.endswith(".pdf")
    assert len(made.encode()) <= 154


def test_no_two_files_share_a_name_whatever_the_case():
    names = Names()
    taken = [names.take("P68", name) for name in ("ก.PDF", "ก.pdf", "ก.pdf", "ข.pdf", "README")]
    assert taken == ["P68/ก.PDF", "P68/ก (2).pdf", "P68/ก (3).pdf", "P68/ข.pdf", "P68/README"]
    assert names.take("P69", "ก.pdf") == "P69/ก.pdf"
    assert names.take("P68", "readme") == "P68/readme (2)"


def test_the_same_files_are_the_same_bytes_and_tell_of_each_entry():
    files = [(("ก", "../1.txt"), b"one" * 9), (("ก", "2.txt"), b"")]

    def packed():
        made = BytesIO()
        entries = [(parts, lambda content=content: BytesIO(content)) for parts, content in files]
        return list(pack(made, entries)), made.getvalue()

    told, content = packed()
    assert packed() == (told, content)
    with ZipFile(BytesIO(content)) as archive:
        assert archive.namelist() == told == ["ก/-1.txt", "ก/2.txt"]
        assert [archive.read(name) for name in told] == [b"one" * 9, b""]
        assert archive.testzip() is None
