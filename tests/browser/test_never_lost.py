"""Never lose a word: each kind of widget through a killed tab, before and after it was saved."""

import pytest

from proposals.models import Answers, Proposal
from tests.browser.filling import fill
from tests.factories.accounts import AgencyFactory
from tests.factories.proposals import CallFactory, complete_proposal, submitter

pytestmark = [
    pytest.mark.browser,
    pytest.mark.django_db(transaction=True),
]
STATE = "[data-save-state={}]"
WORDS = "ประชาชนในตำบลร่วมกันคิดและทดลองทำ"
PLACE, AGENCY = "90/หาดใหญ่/คอหงส์", "กรมทดลองข้อมูล"

# What is typed at each step: kind of widget, the names of its controls, their values.
TYPED = {
    1: {
        "text": {"head_name": "นายใหม่ ตัวอย่าง"},
        "phone": {"contact_phone": "081-000-9009"},
        "email": {"contact_email": "new@example.org"},
    },
    2: {
        "choice, found by typing": {"theme": "TH-03"},
        "choices, found by typing": {"secondary_themes": ["TH-02", "TH-04"]},
        "choice": {"issue_status__value": "CONTINUED"},
        "yes or no in a row": {"target_areas-0-is_pilot": False},
        "place, found by typing": {"target_areas-1-place": PLACE},
    },
    3: {
        "year in a row": {"evidence-0-year_be": "2566"},
        "choices": {"vulnerable_groups": ["ELDERLY", "CHILDREN"]},
        "row added, one removed": {
            "target_group-2-group_th": "เยาวชน",
            "target_group-2-count": "120",
            "target_group-2-unit_th": "คน",
        },
    },
    5: {"agency, found by typing": {"partners-1-agency": ""}},
    6: {"area": {"impact": f"{WORDS}\nบรรทัดที่สอง “อ้างคำ” <b>ไม่ใช่ตัวหนา</b>"}},
    7: {
        "number": {"budget_gap__amount_baht": "150000"},
        "month in a row": {"workplan-0-start_0": "5", "workplan-0-start_1": "2568"},
        "url": {"video_url": "https://example.org/v"},
        "yes or no": {"publish_consent": False},
    },
}
FOUND = {"target_areas-1-place": "คอหงส์", "partners-1-agency": "ทดลองข้อ"}
ADDED = "row added, one removed"
READ = """names => Object.fromEntries(names.map(name => {
  const all = [...document.querySelectorAll(`[name="${name}"]`)];
  const boxes = all.filter(one => one.type === "checkbox");
  if (boxes.length === 1) return [name, boxes[0].checked];
  if (boxes.length) return [name, boxes.filter(one => one.checked).map(one => one.value).sort()];
  return [name, all[0]?.value];
}))"""
ROWS = """prefix => [...document.querySelectorAll(`[data-repeat="${prefix}"] [data-row]`)]
  .filter(row => !row.hidden)
  .map(row => [...row.querySelectorAll("input:not([type=checkbox]), select")].map(one => one.value))
  .filter(row => row.some(Boolean))"""
FILL_ROWS = """([prefix, texts]) => {
  const block = document.querySelector(`[data-repeat="${prefix}"]`);
  const rows = () => [...block.querySelectorAll("[data-row]")].filter(row => !row.hidden);
  while (rows().length < 20) block.querySelector("[data-add]").click();
  rows().forEach(row => Object.entries(texts).forEach(([column, text]) => {
    const control = row.querySelector(`[name$="-${column}"]`);
    control.value = text;
    control.dispatchEvent(new Event("input", {bubbles: true}));
  }));
}"""
LONG = {
    "stakeholders": {"group_th": WORDS * 4, "engagement_th": WORDS * 6},
    "pooled_resources": {"provider_th": WORDS * 4, "description_th": WORDS * 6},
}


@pytest.fixture
def agency():
    return AgencyFactory(name_th=AGENCY, level="CENTRAL")


@pytest.fixture
def proposal(agency):
    return complete_proposal(call=CallFactory(open_now=True))


@pytest.fixture
def tab(desk, proposal):
    return desk(submitter(proposal), proposal)


def type_all(page, number):
    """Everything of a step; where rows are typed, the first one is taken away."""
    if number == 3:
        block = page.locator("[data-repeat=target_group]")
        block.locator("[data-add]").click()
        block.locator("[data-remove]").first.click()
    for values in TYPED[number].values():
        fill(page, {name: value for name, value in values.items() if name not in FOUND})
        for name in FOUND.keys() & values.keys():
            pick(page, name)


def pick(page, name):
    """Find one of a long list of the server by a part of its name."""
    box = page.locator(f'.picker:has([name="{name}"])')
    box.get_by_role("combobox").press_sequentially(FOUND[name])
    box.get_by_role("option").first.click()


def shown(page, number):
    """What the page shows now, by kind of widget."""
    found = {kind: page.evaluate(READ, list(names)) for kind, names in TYPED[number].items()}
    return found | ({ADDED: page.evaluate(ROWS, "target_group")} if number == 3 else {})


def wanted(number, agency):
    """What it should show: also sorted, and with the code of what was found."""
    expected = {kind: dict(values) for kind, values in TYPED[number].items()}
    for values in expected.values():
        values |= {n: sorted(v) for n, v in values.items() if isinstance(v, list)}
        values |= {n: agency.code for n in values if n.endswith("-agency")}
    if number == 3:
        expected[ADDED] = [list(TYPED[3][ADDED].values())]  # and the one that stood there is gone
    return expected


def verdict(found, expected):
    return {kind: "same" if found[kind] == expected[kind] else found[kind] for kind in expected}


def before_saving(tab, number, agency):
    """Type, kill the tab before anything was saved, open another, take back, compare."""
    page = tab(number)
    page.route("**/autosave/", lambda route: route.abort())
    type_all(page, number)
    page.locator(STATE.format("lost")).wait_for()
    page.close()
    again = tab(number)
    is_offered = again.locator("[data-copy-offer]").is_visible()
    again.locator("[data-copy-take]").click()
    again.locator(STATE.format("saved")).wait_for()
    found = verdict(shown(again, number), wanted(number, agency))
    again.close()
    return found if is_offered else dict.fromkeys(found, "not offered")


def after_saving(tab, number, agency):
    """Type, wait for "saved", kill the tab, open another, compare."""
    page = tab(number)
    type_all(page, number)
    page.locator(STATE.format("saved")).wait_for()
    page.close()
    again = tab(number)
    assert again.locator("[data-copy-offer]").is_hidden()
    found = verdict(shown(again, number), wanted(number, agency))
    again.close()
    return found


def reset(proposal):
    """Everything as it stood before."""
    Answers.objects.filter(proposal=proposal).update(data=proposal.answers.data, stamps={})
    Proposal.objects.filter(pk=proposal.pk).update(theme=proposal.theme)
    proposal.target_areas.exclude(district_th="รัตภูมิ").delete()
    proposal.target_areas.update(is_pilot=True)
    proposal.partners.update(agency=None)


def table(*columns):
    """The crash table, for who runs this with ``-s``."""
    lines = [f"{kind:26}" + " ".join(f"{c[kind]!s:20}" for c in columns) for kind in columns[0]]
    print("\n".join(["", f"{'widget':26}{'killed when saved':20} killed before", *lines]))


def test_each_widget_survives_a_killed_tab(proposal, tab, agency):
    before, after = {}, {}
    for number in TYPED:
        before |= before_saving(tab, number, agency)
        reset(proposal)
        after |= after_saving(tab, number, agency)

    table(after, before)
    assert set(after.values()) | set(before.values()) == {"same"}


def test_forty_kilobytes_of_thai_text_survive_a_killed_tab(proposal, tab):
    page = tab(5)
    page.route("**/autosave/", lambda route: route.abort())
    page.fill("[name=approach]", (WORDS * 61)[:2000])
    for prefix, texts in LONG.items():
        page.evaluate(FILL_ROWS, [prefix, texts])
    typed = [page.evaluate(ROWS, prefix) for prefix in LONG]
    page.locator(STATE.format("lost")).wait_for()
    page.close()

    again = tab(5)
    again.locator("[data-copy-take]").click()
    again.locator(STATE.format("saved")).wait_for()
    again.close()

    last = tab(5)
    assert [last.evaluate(ROWS, prefix) for prefix in LONG] == typed
    kept = Proposal.objects.get().answers.data
    assert kept["approach"] == (WORDS * 61)[:2000]
    texts = [
        row[column]
        for prefix, row_texts in LONG.items()
        for row in kept[prefix]
        for column in row_texts
    ]
    assert len("".join([kept["approach"], *texts]).encode()) > 40_000
