"""Lists of policies and themes, kept by the office: free until somebody was asked by them."""

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse
from django.utils import translation

from proposals import lists as exports
from proposals.forms.choosing import Choices
from proposals.grounds import MoveRefused, StaleVersion
from proposals.models import PolicyItem, PolicyLink, PolicyScheme, Theme
from proposals.offline.lines import Words
from proposals.services import policies
from pyp_portal.history.services import latest, timeline
from tests.factories.accounts import UserFactory
from tests.factories.papers import ExportFactory
from tests.factories.proposals import CallFactory, ProposalFactory

pytestmark = pytest.mark.django_db
ALL, NEW, THEMES = (reverse(f"proposals:{name}") for name in ("policies", "policy_list", "themes"))


@pytest.fixture(autouse=True)
def _november(at):
    at("2024-11-20 09:00")


@pytest.fixture
def officer():
    return UserFactory(staff=True)


@pytest.fixture
def client(client_of, officer):
    return client_of(officer)


def of(scheme):
    return reverse("proposals:policy_list", args=[scheme.code])


def added(by, names=("ก", "ข")):
    facts = {"code": "URGENT-2569", "kind": "URGENT", "name_th": "นโยบายเร่งด่วน 2569"}
    return policies.add_scheme(by=by, names=list(names), **facts)


def test_a_new_list_begins_as_a_copy_and_is_numbered_in_its_order(client):
    shown = client.get(NEW, {"like": "URGENT-2567-09-12"}).context["form"]
    first = "ปรับโครงสร้างหนี้ทั้งระบบ | Restructure debt as a whole\n"
    assert shown["names"].value().startswith(first)
    words = {"code": "URGENT-2569", "kind": "URGENT", "name_th": "นโยบายเร่งด่วน 2569"}

    client.post(NEW, words | {"names": " แก้หนี้  ครัวเรือน \n\nลดค่าไฟฟ้า |Cheaper  power\n"})

    scheme = PolicyScheme.objects.get(code="URGENT-2569")
    assert list(scheme.items.values_list("code", "name_th", "name_en")) == [
        ("URGENT-2569-01", "แก้หนี้ ครัวเรือน", ""),
        ("URGENT-2569-02", "ลดค่าไฟฟ้า", "Cheaper power"),
    ]  # fmt: skip
    assert latest(scheme, "list_added").data == {"kind": "URGENT", "policies": 2}


@pytest.mark.parametrize(
    ("names", "said"),
    [
        ("แก้หนี้\nแก้หนี้ | Debt", "ซ้ำกันสองบรรทัด"),
        ("| Debt", "ไม่มีชื่อภาษาไทย"),
        ("ก" * 401, "ยาวเกิน 400"),
        ("\n".join(map(str, range(100))), "ไม่เกิน 99"),
    ],
)
def test_what_is_wrong_is_said_and_nothing_typed_is_lost(client, names, said):
    words = {"code": "NEW", "kind": "NS", "name_th": "บัญชี", "names": names}

    form = client.post(NEW, words).context["form"]

    assert said in form.errors["names"][0]
    assert form["names"].value() == names
    assert not PolicyScheme.objects.filter(code="NEW").exists()


def test_a_code_that_is_taken_is_refused(officer, client):
    added(officer)
    with pytest.raises(MoveRefused, match="URGENT-2569 อยู่แล้ว"):
        added(officer)
    assert PolicyScheme.objects.filter(code="URGENT-2569").count() == 1


def test_a_list_is_changed_until_a_call_has_opened_with_it(officer, client, at):
    scheme, call = added(officer), CallFactory()
    call.policy_schemes.add(scheme)
    words = {"name_th": "นโยบายเร่งด่วน", "names": "ค\nก", "seen": policies.mark_of(scheme)}
    client.post(of(scheme), words)
    assert policies.names_of(scheme) == ["ค", "ก"]
    with pytest.raises(StaleVersion):
        policies.change_scheme(scheme, by=officer, name_th="x", names=["x"], seen=words["seen"])

    at("2024-12-03 09:00")
    page = client.get(of(scheme)).content.decode()
    assert "จัดทำบัญชีใหม่แทน" in page
    assert 'name="name_th"' not in page and 'name="seen"' not in page
    with pytest.raises(MoveRefused, match="จัดทำบัญชีใหม่"):
        policies.change_scheme(scheme, by=officer, name_th="x", names=["x"])
    assert policies.names_of(scheme) == ["ค", "ก"]


def test_a_list_from_which_a_draft_has_chosen_is_settled_too(officer):
    scheme = added(officer)
    PolicyLink.objects.create(proposal=ProposalFactory(), item=scheme.items.first())

    with pytest.raises(MoveRefused):
        policies.change_scheme(scheme, by=officer, name_th="x", names=["x"])


def test_themes_are_renamed_and_added_and_never_taken_away(officer, client):
    count = Theme.objects.count()
    words = dict(Theme.objects.values_list("code", "name_th")) | {"TH-01": "เกษตรมูลค่าสูง"}
    words |= {f"{theme.code}-en": theme.name_en for theme in Theme.objects.all()}

    seen = {"seen": client.get(THEMES).context["form"]["seen"].value()}
    policies.keep_themes({"TH-03": ("คำของเพื่อน", "")}, [], by=officer)

    late = client.post(THEMES, words | seen | {"added": ""})  # by the page as it was before
    assert list(late.context["form"].errors) == ["__all__"]
    seen = {"seen": client.get(THEMES).context["form"]["seen"].value()}
    own = {"TH-03": "คำของเพื่อน", "TH-03-en": "", "added": "อวกาศ | Space\nมหาสมุทร"}
    client.post(THEMES, words | seen | own)

    assert Theme.objects.get(code="TH-01").name_th == "เกษตรมูลค่าสูง"
    assert Theme.objects.get(code="TH-03").name_th == "คำของเพื่อน"
    assert list(Theme.objects.values_list("name_th", flat=True))[count:] == ["อวกาศ", "มหาสมุทร"]
    assert Theme.objects.get(name_th="อวกาศ").name_en == "Space"
    assert [e.verb for e in timeline(Theme.objects.get(code="TH-01"))] == ["theme_renamed"]
    assert [*timeline(Theme.objects.get(code="TH-02"))] == []


def test_the_english_of_a_settled_list_is_written_later(officer, client, at):
    """Its Thai stays; what is too long is said, and nothing typed is lost."""
    scheme, call = added(officer), CallFactory()
    call.policy_schemes.add(scheme)
    at("2024-12-03 09:00")
    _first, second = (item.code for item in scheme.items.all())

    client.post(of(scheme), {"name_en": "Urgent policies", second: "B", "name_th": "x"})
    form = client.post(of(scheme), {second: "B" * 401}).context["form"]

    scheme.refresh_from_db()
    assert (scheme.name_en, policies.names_of(scheme)) == ("Urgent policies", ["ก", "ข | B"])
    assert scheme.name_th == "นโยบายเร่งด่วน 2569"
    assert "400" in form.errors[second][0] and form[second].value() == "B" * 401
    assert latest(scheme, "list_in_english").data == {"policies": 1}


def test_who_reads_english_sees_the_english_name_where_there_is_one(officer, client_of):
    theme = Theme.objects.get(code="TH-01")
    theme.name_en = ""
    with translation.override("en"):
        names = [str(Theme.objects.get(code="TH-02")), str(theme)]
        chosen = dict(Choices(ProposalFactory())("themes"))
        filed = Words(Choices(ProposalFactory())).value("themes", theme.name_th)
    ProposalFactory(theme=Theme.objects.get(code="TH-02"), state="submitted")
    page = client_of(officer)
    page.cookies["django_language"] = "en"
    listed = page.get(reverse("proposals:list")).content.decode()

    assert names == ["Quality tourism and the creative economy", theme.name_th]
    assert (chosen["TH-02"], filed) == (names[0], "TH-01")
    assert names[0] in listed and "ท่องเที่ยวคุณภาพและเศรษฐกิจสร้างสรรค์" not in listed


def test_all_policies_are_had_as_a_file(officer):
    CallFactory()
    export = ExportFactory(asked_by=officer, kind=exports.KIND, parameters={"of": "policies"})

    found = exports.table(export)

    rows = list(found.rows)
    assert len(rows) == found.total == PolicyItem.objects.count()
    assert next(row for row in rows if row[2] == "NS-1") == [
        "NS", "ยุทธศาสตร์ชาติ (พ.ศ. 2561–2580)", "NS-1", "ด้านความมั่นคง", "Security",
        "การเปิดรับข้อเสนอ พ.ศ. 2568",
    ]  # fmt: skip
    with pytest.raises(PermissionDenied):
        exports.table(ExportFactory(asked_by=UserFactory(), parameters={"of": "policies"}))


def test_the_page_of_lists_asks_the_same_at_one_and_at_three(
    officer, client, django_assert_num_queries, django_assert_max_num_queries
):
    with django_assert_max_num_queries(30) as one:
        client.get(ALL)
    for place in range(2):
        scheme = PolicyScheme.objects.create(code=f"X-{place}", kind="NS", name_th="บัญชี")
        PolicyItem.objects.create(scheme=scheme, code=f"X-{place}-01", name_th="ก")
    with django_assert_num_queries(len(one)):
        client.get(ALL)
