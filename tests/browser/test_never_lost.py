"""Never lose a word: each kind of widget through a killed tab, two tabs, an ended session."""

import pytest
from django.conf import settings
from django.urls import reverse

from proposals.models import Proposal
from tests.browser.filling import fill
from tests.factories.proposals import CallFactory, complete_proposal, submitter

pytestmark = [
    pytest.mark.browser,
    pytest.mark.django_db(transaction=True, serialized_rollback=True),
]
STATE = "[data-save-state={}]"
WORDS = "ประชาชนในตำบลร่วมกันคิดและทดลองทำ"

# What is typed at each step: kind of widget, the names of its controls, their values.
TYPED = {
    1: {
        "text": {"head_name": "นายใหม่ ตัวอย่าง"},
        "phone": {"contact_phone": "081-000-9009"},
        "email": {"contact_email": "new@example.org"},
    },
    2: {
        "choice": {"theme": "TH-03"},
        "choices": {"secondary_themes": ["TH-02", "TH-04"]},
        "choice in a row": {"target_areas-0-province_code": "50"},
        "yes or no in a row": {"target_areas-0-is_pilot": False},
    },
    3: {
        "year in a row": {"evidence-0-year_be": "2566"},
        "row added": {
            "target_group-2-group_th": "เยาวชน",
            "target_group-2-count": "120",
            "target_group-2-unit_th": "คน",
        },
    },
    6: {"area": {"impact": f"{WORDS}\nบรรทัดที่สอง “อ้างคำ” <b>ไม่ใช่ตัวหนา</b>"}},
    7: {
        "number": {"budget_gap__amount_baht": "150000"},
        "month in a row": {"workplan-0-start_0": "5", "workplan-0-start_1": "2568"},
        "url": {"video_url": "https://example.org/v"},
        "yes or no": {"publish_consent": False},
    },
}
READ = """names => Object.fromEntries(names.map(name => {
  const all = [...document.querySelectorAll(`[name="${name}"]`)];
  const boxes = all.filter(one => one.type === "checkbox");
  if (boxes.length === 1) return [name, boxes[0].checked];
  if (boxes.length) return [name, boxes.filter(one => one.checked).map(one => one.value)];
  return [name, all[0]?.value];
}))"""
ROWS = """prefix => [...document.querySelectorAll(`[data-repeat="${prefix}"] [data-row]`)]
  .filter(row => !row.hidden)
  .map(row => [...row.querySelectorAll("input:not([type=checkbox]), select")].map(one => one.value))
  .filter(row => row.some(Boolean))"""


@pytest.fixture
def proposal():
    return complete_proposal(call=CallFactory(open_now=True))


@pytest.fixture
def browser_of(new_context, live_server, client_of, proposal, troubles, _fonts):
    """A browser in which a person is signed in: ``browser_of(user)(3)`` opens step 3 in a tab."""

    def signed_in(person):
        context = new_context()
        sign_in(context, person)

        def tab(number):
            page = context.new_page()
            page.set_default_timeout(15_000)
            page.on("pageerror", lambda error: troubles.append(str(error)))
            page.goto(live_server.url + reverse("proposals:step", args=[proposal.code, number]))
            return page

        return tab

    def sign_in(context, person):
        cookie = client_of(person).cookies[settings.SESSION_COOKIE_NAME].value
        name = settings.SESSION_COOKIE_NAME
        context.add_cookies([{"name": name, "value": cookie, "url": live_server.url}])

    signed_in.again = sign_in
    yield signed_in
    assert troubles == []


def type_all(page, number):
    """Everything of a step; the first row of the groups is taken away, and one is added."""
    if number == 3:
        block = page.locator("[data-repeat=target_group]")
        block.locator("[data-add]").click()
        block.locator("[data-remove]").first.click()
    for values in TYPED[number].values():
        fill(page, values)


def shown(page, number):
    """What the page shows now, by kind of widget."""
    if number == 3:
        return {
            "year in a row": page.evaluate(READ, ["evidence-0-year_be"]),
            "row added": page.evaluate(ROWS, "target_group"),
        }
    return {kind: page.evaluate(READ, list(values)) for kind, values in TYPED[number].items()}


def wanted(number):
    if number == 3:
        row = [list(TYPED[3]["row added"].values())]  # and the one that stood there is gone
        return TYPED[3] | {"row added": row}
    return TYPED[number]


def refuse(page):
    """From now on nothing reaches the server."""
    page.route("**/autosave/", lambda route: route.abort())


def restore_offered(page):
    """Take back what the browser offers; True when it offered."""
    offer = page.locator("[data-copy-offer]")
    if offer.is_hidden():
        return False
    page.locator("[data-copy-take]").click()
    return True


def verdict(found, expected):
    return {kind: "same" if found[kind] == expected[kind] else found[kind] for kind in expected}


def after_saving(tab, number):
    """Type, wait for "saved", kill the tab, open another, compare."""
    page = tab(number)
    type_all(page, number)
    page.locator(STATE.format("saved")).wait_for()
    page.close()
    again = tab(number)
    found = verdict(shown(again, number), wanted(number))
    assert again.locator("[data-copy-offer]").is_hidden()
    again.close()
    return found


def before_saving(tab, number):
    """Type, kill the tab before anything was saved, open another, take back, compare."""
    page = tab(number)
    refuse(page)
    type_all(page, number)
    page.locator(STATE.format("lost")).wait_for()
    page.close()
    again = tab(number)
    is_offered = restore_offered(again)
    found = verdict(shown(again, number), wanted(number))
    again.locator(STATE.format("saved")).wait_for()
    again.close()
    return {kind: text if is_offered else "not offered" for kind, text in found.items()}


def table(*columns):
    """The crash table, for who runs this with ``-s``."""
    lines = [f"{kind:20}" + " ".join(f"{c[kind]!s:20}" for c in columns) for kind in columns[0]]
    print("\n".join(["", f"{'widget':20}{'killed when saved':20} killed before", *lines]))


def test_each_widget_survives_a_killed_tab(proposal, browser_of):
    person = submitter(proposal)
    before, after = {}, {}
    for number in TYPED:
        answers = proposal.answers.data
        before |= before_saving(browser_of(person), number)
        type(proposal.answers).objects.filter(proposal=proposal).update(data=answers, stamps={})
        reset(proposal)
        after |= after_saving(browser_of(person), number)

    table(after, before)
    assert set(after.values()) | set(before.values()) == {"same"}


def reset(proposal):
    """Put the columns and areas back as they stood."""
    Proposal.objects.filter(pk=proposal.pk).update(theme=proposal.theme)
    proposal.target_areas.update(province=90, is_pilot=True)
