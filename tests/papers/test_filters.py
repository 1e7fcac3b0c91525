"""Thai digits and dates of documents."""

from datetime import UTC, date, datetime

from pyp_portal.papers.templatetags import paper

DAY = date(2024, 12, 2)


def spoken(text):
    return text.replace("\xa0", " ")


def test_td_turns_digits_and_dates():
    assert (paper.td(68), paper.td("0-2000"), paper.td(None)) == ("๖๘", "๐-๒๐๐๐", "")
    assert spoken(paper.td(DAY)) == "๒ ธันวาคม ๒๕๖๗"


def test_dates_by_use():
    assert spoken(paper.td_era(DAY)) == "๒ ธันวาคม พ.ศ. ๒๕๖๗"
    assert spoken(paper.td_month(DAY)) == "ธันวาคม ๒๕๖๗"
    moment = datetime(2024, 12, 2, 10, 5, tzinfo=UTC)
    assert spoken(paper.td_time(moment)) == "๒ ธันวาคม ๒๕๖๗ เวลา ๑๗.๐๕ น."
    assert (paper.td_era(None), paper.td_month(None), paper.td_time(None)) == ("", "", "")


def test_numbers_have_their_thousands_apart():
    assert (paper.td_num(1300), paper.td_num(81.25, 2)) == ("๑,๓๐๐", "๘๑.๒๕")
    assert (paper.td_num(None), paper.td_num("")) == ("–", "–")
