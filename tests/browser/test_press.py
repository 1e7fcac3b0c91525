"""A press is heard: what one aims at stays under the pointer until the button is let go."""

import pytest

from tests.factories.proposals import CallFactory, complete_proposal, submitter

pytestmark = [
    pytest.mark.browser,
    pytest.mark.django_db(transaction=True),
]
GO_ON = ".action-bar-in .btn-primary"
JUMP = """async () => {
  const [first, last] = ["head_name", "contact_email"].map(
    name => document.querySelector(`[name=${name}]`));
  first.focus();
  await new Promise(done => setTimeout(done, 1000));
  const before = scrollY;
  last.focus();
  const atOnce = scrollY;
  await new Promise(done => setTimeout(done, 1000));
  return [atOnce > before, scrollY - atOnce];
}"""
IS_FREE = """button => {
  const box = button.getBoundingClientRect();
  return button.contains(document.elementFromPoint(box.x + box.width / 2, box.y + box.height / 2));
}"""


@pytest.fixture
def tab(desk):
    proposal = complete_proposal(call=CallFactory(open_now=True))
    return desk(submitter(proposal), proposal)


def test_nothing_glides_under_the_pointer(tab):
    jumps, glides = tab(1).evaluate(JUMP)

    assert (jumps, glides) == (True, 0)  # a button still on its way is missed, and nothing is sent


def test_a_page_that_is_saved_during_a_slow_press_stays_where_it_is(tab):
    page = tab(1)
    page.locator("[name=head_name]").fill("นายใหม่ ตัวอย่าง")
    page.evaluate("scrollTo(0, document.body.scrollHeight)")
    page.locator(GO_ON).hover()
    page.mouse.down()  # leaves the field, which saves it
    page.locator("[data-save-state=saved]").wait_for()

    with page.expect_navigation():
        page.mouse.up()

    assert page.url.endswith("/step/2/")


@pytest.mark.parametrize("width", [1280, 390])
def test_the_note_of_what_was_done_leaves_the_next_button_free(tab, width):
    page = tab(1)
    page.set_viewport_size({"width": width, "height": 844})
    with page.expect_navigation():
        page.locator(GO_ON).click()

    assert page.locator("[data-toast]").is_visible()
    assert page.locator(GO_ON).evaluate(IS_FREE)
