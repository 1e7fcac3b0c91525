"""What rests says so with a way to go on; writing, saving and submitting never do."""

import pytest
from django.urls import get_resolver, reverse

from proposals.models import Receipt
from proposals.states import State
from proposals.tasks import compare, renew_index
from proposals.views.suggesting import suggestions
from pyp_portal.papers import making, tasks
from pyp_portal.papers.kinds import Kind
from pyp_portal.papers.models import Export, Paper
from pyp_portal.serving.resting import RESTS, SEARCHES
from tests.access.test_matrix import url_names
from tests.factories.accounts import UserFactory
from tests.factories.papers import ExportFactory, PaperFactory
from tests.factories.proposals import CallFactory, ProposalFactory, complete_proposal, submitter
from tests.proposals.browsing import url
from tests.proposals.tabs import Tab

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def evening(at):
    return at("2025-01-06 21:00")


def test_the_table_names_pages_that_there_are():
    assert RESTS.keys() | SEARCHES <= set(url_names(get_resolver()))


@pytest.mark.parametrize("name", sorted(RESTS))
def test_each_of_them_says_what_rests_and_where_to_go(name, turn, client_of):
    proposal = ProposalFactory(state=State.SUBMITTED)
    officer = client_of(UserFactory(staff=True))
    kwargs = {
        "proposals:print_questions": {"fiscal_year": 2568},
        "proposals:announce_call": {"fiscal_year": 2568},
        "proposals:invite_to_call": {"fiscal_year": 2568},
        "selection:sheet_paper": {"uid": PaperFactory().uid},
        "proposals:make_paper": {"code": proposal.code, "kind": "full"},
        "proposals:similar": {"code": proposal.code},
        "proposals:export": {},
        "proposals:all_files": {"code": proposal.code},
        "proposals:list_export": {"of": "queue"},
        "cohorts:list_export": {"year": 2568, "of": "workshops"},
        "selection:list_export": {"year": 2568, "of": "sheets"},
        "reads:export": {"of": "people"},
        "papers:again": {"uid": proposal.lead_agency.province_id and PaperFactory().uid},
        "selection:schedule_paper": {"uid": PaperFactory().uid},
        "cohorts:issue_paper": {"uid": PaperFactory().uid},
        "public:dataset": {"name": "issues", "format": "csv"},
        "cohorts:brief_paper": {"uid": PaperFactory().uid, "code": proposal.code},
        "cohorts:session_book": {"uid": PaperFactory().uid},
        "cohorts:session_record": {"uid": PaperFactory().uid},
        "cohorts:report_export": {"year": 2568, "uid": PaperFactory().uid},
        "cohorts:report_preview": {"year": 2568, "uid": PaperFactory().uid},
        "cohorts:report_sign": {"year": 2568, "uid": PaperFactory().uid},
        "cohorts:years": {},
        "cohorts:issues_export": {},
        "cohorts:people_export": {},
    }.get(name, {"year": 2568})
    address = reverse(name, kwargs=kwargs)
    turn(True)

    answers = [officer.get(address), officer.post(address)]
    script = officer.post(address, headers={"Accept": "application/json"})
    turn(False)

    for answer in answers:
        page = answer.content.decode()
        assert answer.status_code == 503
        assert str(RESTS[name].sentence) in page
        assert f'href="{reverse(RESTS[name].url_name)}"' in page
        assert answer["Retry-After"] == "1800"
    assert script.json() == {"state": "resting", "message": str(RESTS[name].sentence)}
    assert officer.get(address).status_code != 503


@pytest.mark.parametrize("name", sorted(SEARCHES))
def test_lists_rest_only_when_something_is_asked_of_them(name, turn, client_of):
    director = client_of(UserFactory(director=True, admin=True))
    year = {"kwargs": {"year": 2568}} if name.startswith("selection:") else {}
    turn(True)

    asked = director.get(reverse(name, **year), {"q": "ช้าง"})
    plain = director.get(reverse(name, **year), {"q": "", "after": ""})

    assert (asked.status_code, plain.status_code == 503) == (503, False)
    assert "ตัวกรอง" in asked.content.decode()


def test_a_stranger_learns_nothing_and_a_visitor_signs_in_first(turn, client):
    turn(True)

    answer = client.get(reverse("proposals:list"), {"q": "x"})

    assert answer.status_code == 302
    assert answer.url.startswith(reverse("account_login"))


def test_pages_say_so_and_offer_no_search(turn, client_of):
    officer = client_of(UserFactory(staff=True))
    before = officer.get("/").content.decode()
    turn(True)
    page = officer.get("/").content.decode()

    assert ('class="app-search"' in before, 'class="app-search"' in page) == (True, False)
    assert "พักการค้นหา" in page


def test_write_save_and_submit_go_on(turn, client_of):
    """A draft is read, saved by script and by button, and handed in; its receipt shows."""
    proposal = complete_proposal(call=CallFactory())
    client = client_of(submitter(proposal))
    turn(True)

    tab = Tab(client, proposal, 2)
    saved = tab.save(title_th="ชื่อใหม่ในคืนสุดท้าย")
    stepped = tab.go_on(version=saved.json()["version"])
    proposal.refresh_from_db()
    sent = client.post(url("submit", proposal.code), {"key": "form"})
    receipt = client.get(url("receipt", proposal.code))

    assert (saved.json()["state"], stepped.status_code) == ("saved", 302)
    assert sent.url == url("receipt", proposal.code)
    assert Receipt.objects.get().number in receipt.content.decode()


def test_nothing_is_looked_up_for_who_writes(turn):
    turn(True)

    assert suggestions(form=None) == []


def test_papers_and_exports_wait_and_are_made_afterwards(turn, monkeypatch):
    paper, export = PaperFactory(), ExportFactory()
    rung = []
    monkeypatch.setattr(tasks.make, "delay", rung.append)
    monkeypatch.setattr(tasks, "ring", lambda job: rung.append(job))
    turn(True)
    tasks.make_waiting()
    taken = making.take(Paper, paper.pk), making.take(Export, export.pk)
    attempts = Paper.objects.get().attempts
    turn(False)
    tasks.make_all()

    assert (taken, attempts) == ((None, None), 0)
    assert rung == [paper.pk, export]
    assert making.take(Paper, paper.pk) == paper


def test_afterwards_all_are_rung_for_and_not_a_few(monkeypatch, turn):
    papers = PaperFactory.create_batch(making.SWEEP + 1)
    rung = []
    monkeypatch.setattr(tasks.make, "delay", rung.append)

    tasks.make_all()

    assert rung == [paper.pk for paper in papers]


def test_a_paper_that_is_opened_meanwhile_says_that_it_comes_later(turn, client_of):
    proposal = complete_proposal(call=CallFactory())
    client = client_of(submitter(proposal))
    client.post(url("submit", proposal.code), {"key": "form"})
    paper = Paper.objects.get(kind=Kind.RECEIPT)
    turn(True)

    page = client.get(url("paper", paper.uid))

    assert (page.status_code, "Refresh" in page) == (202, False)
    assert "หลังพ้นช่วง" in page.content.decode()


def test_index_and_comparison_wait(turn, monkeypatch):
    done = []
    monkeypatch.setattr("proposals.tasks.comparing.compare_due", lambda: done.append("compared"))
    monkeypatch.setattr("proposals.tasks.finding.reindex_due", lambda: done.append("indexed"))
    turn(True)
    compare()
    renew_index()
    resting = list(done)
    turn(False)
    compare()
    renew_index()

    assert (resting, done) == ([], ["compared", "indexed"])


@pytest.mark.parametrize("who", ["office", "agency"])
def test_the_list_is_read_and_nothing_is_counted(turn, client_of, who):
    proposal = ProposalFactory(state=State.SUBMITTED)
    person = UserFactory(staff=True) if who == "office" else submitter(proposal)
    client = client_of(person)
    before = client.get(reverse("proposals:list")).context["funnel"]
    turn(True)

    page = client.get(reverse("proposals:list"))

    assert [count for _state, count in before] == [1]
    assert (page.status_code, page.context["funnel"]) == (200, [])
    text = page.content.decode()
    assert proposal.code in text
    assert '<p class="soft mb-0">0 เรื่อง' not in text
    assert 'class="count"' not in text
