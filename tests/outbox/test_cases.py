"""Words of a letter are tried in each case that can be."""

from pyp_portal.outbox import cases, letters

DUE = letters.find("cohorts", "report_late_to_staff", "th")


def test_an_example_shows_the_first_case_and_the_last():
    texts = DUE.document().worded({})
    first, last = cases.examples(DUE, texts)
    assert first.subject == "โปรดโทรติดตาม: รายงานรอบ 6 เดือน เลยกำหนด 3 วัน P68-0007"
    assert first.body.count("- นางสาวมะลิ ใจดี โทร. 0-3471-0000") == 2
    assert "โทร." not in last.body.replace("โปรดโทรติดตาม", "")
    assert (first.case, last.case != "") == ("", True)


def test_each_case_is_shown_once_also_those_within_a_case():
    """The answer of an agency: accepted; declined with a note, and without one."""
    answered = letters.find("cohorts", "seat_answered", "th")
    texts = answered.document().worded({})
    asked = cases.cases_of(answered)

    shown = cases.examples(answered, texts)

    assert [len(case.labels) for case in asked] == [2, 2]
    assert len({one.body for one in shown}) == len(shown) == 3
    assert [one.case for one in shown[1:]] == [asked[0].labels[1], asked[1].labels[1]]


def test_what_is_chosen_holds_and_a_record_decides_what_it_knows():
    """A list of the record is written out; what it does not know stays an example."""
    texts = DUE.document().worded({})
    [case] = cases.cases_of(DUE)
    [chosen] = cases.examples(DUE, texts, chosen={case.condition: 1})
    told, *_others = cases.examples(DUE, texts, {"people": []})

    assert chosen.body == cases.examples(DUE, texts)[1].body
    assert told.body == chosen.body
