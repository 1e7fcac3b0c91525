"""Thai digits and dates of documents."""

import re
from datetime import UTC, date, datetime

from pyp_portal.papers.templatetags import paper

DAY = date(2024, 12, 2)


def spoken(text):
    return re.sub("<[^>]+>", "", text).replace("\xa0", " ")


def test_td_turns_digits_and_dates():
    assert (paper.td(68), paper.td("0-2000"), paper.td(None)) == ("๖๘", "๐-๒๐๐๐", "")
    assert spoken(paper.td(DAY)) == "๒ ธันวาคม ๒๕๖๗"


def test_td_leaves_codes_and_addresses_alone():
    assert paper.td("P68-0001 ลำดับที่ 1 จาก 12") == "P68-0001 ลำดับที่ ๑ จาก ๑๒"
    assert paper.td("ปยป-รับ-2567-0001, PM2.5, ที่ 7/2568") == "ปยป-รับ-2567-0001, PM2.5, ที่ ๗/๒๕๖๘"
    assert (paper.td(-5), paper.td("a1@b2.example")) == ("-๕", "a1@b2.example")


def test_what_people_typed_is_text_in_every_filter():
    assert paper.unbroken("<b>นาย</b> ก") == (
        '<span class="nowrap">&lt;b&gt;นาย&lt;/b&gt;</span> <span class="nowrap">ก</span>'
    )
    assert not hasattr(paper.td("<b>1</b>"), "__html__")


def test_a_date_stays_on_one_line():
    assert paper.td(DAY).startswith('<span class="nowrap">๒')


def test_dates_by_use():
    assert spoken(paper.td_era(DAY)) == "๒ ธันวาคม พ.ศ. ๒๕๖๗"
    assert spoken(paper.td_month(DAY)) == "ธันวาคม ๒๕๖๗"
    moment = datetime(2024, 12, 2, 10, 5, tzinfo=UTC)
    assert spoken(paper.td_time(moment)) == "๒ ธันวาคม ๒๕๖๗ เวลา ๑๗.๐๕ น."
    assert (paper.td_era(None), paper.td_month(None), paper.td_time(None)) == ("", "", "")


def test_numbers_have_their_thousands_apart():
    assert (paper.td_num(1300), paper.td_num(81.25, 2)) == ("๑,๓๐๐", "๘๑.๒๕")
    assert (paper.td_num(None), paper.td_num("")) == ("–", "–")


def test_day_and_hour_for_a_meeting():
    moment = datetime(2024, 12, 2, 10, 5, tzinfo=UTC)
    assert spoken(paper.td_weekday(moment)) == "วันจันทร์ที่ ๒ ธันวาคม ๒๕๖๗"
    assert spoken(paper.td_hour(moment)) == "๑๗.๐๕ น."
    assert (paper.td_weekday(None), paper.td_hour(None)) == ("", "")


def test_a_long_list_stands_in_two_columns_the_first_half_on_the_left():
    assert paper.two_columns("abcde") == [("a", "d"), ("b", "e"), ("c", ())]
    assert paper.two_columns([]) == []


def test_a_certificate_has_the_number_that_people_read():
    assert spoken(paper.td_award("ปยป-2568-PD25-0012")) == "ที่ ป.ย.ป. ๖๘-๐๐๑๒"
    assert spoken(paper.td_award("")) == "ที่ ป.ย.ป. ……-…………"
