"""What points to a person is covered; what does not stays as it was said."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cohorts.masking import COVER, has_link, is_code, masked


@pytest.mark.parametrize(
    ("said", "read"),
    [
        ("โทร 081-234-5678 ได้", f"โทร {COVER} ได้"),
        ("โทร ๐๘๑๒๓๔๕๖๗๘", f"โทร {COVER}"),
        ("โทร +66 81 234 5678", f"โทร {COVER}"),
        ("074 123 456", COVER),
        ("เลขบัตร 1-2345-67890-12-3 ค่ะ", f"เลขบัตร {COVER} ค่ะ"),
        ("เขียนถึง somporn@example.org นะ", f"เขียนถึง {COVER} นะ"),
        ("แอดไลน์ไอดี somporn99", f"แอด{COVER}"),
        ("Line: @somporn", COVER),
        ("อยู่บ้านเลขที่ 12/3 หมู่ 4", f"อยู่{COVER} หมู่ 4"),
        ("นายสมพร ใจดี ช่วยมาก", f"{COVER} ช่วยมาก"),
        ("ด.ญ.มะลิ ชอบ", COVER),
        ("คุณสมศรี ใจดี ช่วยมาก", f"{COVER} ช่วยมาก"),
        ("ฝากขอบใจคุณสมชายช่วยมาก ดีจริง", f"ฝากขอบใจ{COVER}ช่วยมาก ดีจริง"),
        ("ถามคุณ ประสาน ร่วมใจ", f"ถาม{COVER}"),
    ],
)
def test_covered(said, read):
    assert masked(said) == read


@pytest.mark.parametrize(
    "said",
    [
        "นายอำเภอมาเองเลย",
        "นายก อบต. รับเรื่องไว้",
        "นายกเทศมนตรีมาฟัง",
        "รอ 45 วัน จ่าย 1,200 บาท",
        "ปี 2568 เก็บได้ 12.5 ตัน",
        "ออนไลน์ใช้ง่าย",
        "ส่งไลน์กลุ่มหมู่บ้านก็ได้",
        "คุณภาพน้ำดีขึ้น ขอบคุณสมศรีสุข",
        "คุณต้องลองดู",
        "คุณสมบัติของผู้สมัคร",
    ],
)
def test_left_as_it_was(said):
    assert masked(said) == said


@settings(max_examples=40)
@given(st.text(alphabet="กขคนายงสาว 0123456789-@.a<>", max_size=60))
def test_covered_once_is_covered_for_good(said):
    assert masked(masked(said)) == masked(said)


@pytest.mark.parametrize(
    ("said", "is_it"),
    [
        ("<script>alert(1)</script>", True),
        ("< img src=x onerror=y>", True),
        ("</b>", True),
        ("JavaScript:alert(1)", True),
        ("รายได้ < 5,000 บาท", False),
        ("1 <2 และ 3> 2", False),
    ],
)
def test_code_is_known(said, is_it):
    assert is_code(said) is is_it


def test_links_are_known():
    assert (has_link("ดู https://a.example"), has_link("WWW.a.example"), has_link("ดูก่อน")) == (
        True, True, False,
    )  # fmt: skip
