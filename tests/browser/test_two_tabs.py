"""Two tabs, a line that is cut, a session that ends, a computer that is shared."""

import pytest
from playwright.sync_api import expect

from proposals.models import KeptText, Proposal
from pyp_portal.accounts.models import OpenSession
from tests.factories.proposals import CallFactory, complete_proposal, submitter

pytestmark = [
    pytest.mark.browser,
    pytest.mark.django_db(transaction=True),
]
STATE = "[data-save-state={}]"
NOTICE = "[data-save-notice={}]"
COPIES = "Object.keys(localStorage).filter(key => key.startsWith('pyp-copy:'))"


@pytest.fixture
def proposal():
    return complete_proposal(call=CallFactory(open_now=True))


@pytest.fixture
def nim(proposal):
    return submitter(proposal)


def stands(key):
    return Proposal.objects.get().answered().get(key)


def write(page, **values):
    for name, value in values.items():
        page.fill(f"[name={name}]", value)


def save(page, **values):
    """Type, and wait until it stands."""
    with page.expect_response(lambda answer: "/autosave/" in answer.url and answer.ok):
        write(page, **values)
    page.locator(STATE.format("saved")).wait_for()


def test_two_people_see_both_texts_and_choose(desk, proposal, nim, check_a11y):
    noi = submitter(proposal)
    first, second = desk(nim, proposal)(6), desk(noi, proposal)(6)
    save(first, impact="ข้อความของนิ่ม")

    write(second, innovation="อีกช่องหนึ่ง", impact="ข้อความของน้อย")
    clash = second.locator("[data-clash=impact]")
    clash.wait_for()

    assert (stands("impact"), stands("innovation")) == ("ข้อความของนิ่ม", "อีกช่องหนึ่ง")
    texts = clash.locator(".as-typed").all_inner_texts()
    assert texts == ["ข้อความของน้อย", "ข้อความของนิ่ม"]
    assert str(nim) in clash.inner_text()
    check_a11y(second)
    clash.get_by_role("button").first.click()
    second.locator(STATE.format("saved")).wait_for()
    assert (clash.count(), stands("impact")) == (0, "ข้อความของน้อย")
    assert KeptText.objects.get().value == "ข้อความของนิ่ม"

    write(first, impact="ข้อความใหม่ของนิ่ม")
    first.locator("[data-clash=impact]").get_by_role("button").last.click()
    expect(first.locator("[name=impact]")).to_have_value("ข้อความของน้อย")
    assert stands("impact") == "ข้อความของน้อย"
    assert str(noi) in first.locator("[data-presence]").inner_text()


def test_two_tabs_of_one_person_clash_over_rows_too(desk, proposal, nim):
    tab = desk(nim, proposal)
    first, second = tab(3), tab(3)
    name = "[name=target_group-0-count]"
    first.fill(name, "500")
    first.locator(STATE.format("saved")).wait_for()

    second.fill(name, "600")
    clash = second.locator("[data-clash=target_group]")
    clash.get_by_role("button").last.click()
    expect(second.locator(name)).to_have_value("500")
    second.locator("[data-repeat=target_group] [data-add]").click()
    second.fill("[name=target_group-2-group_th]", "เยาวชน")
    second.locator(STATE.format("saved")).wait_for()

    assert [row["group_th"] for row in stands("target_group")] == ["ผู้ขออนุญาต", "เยาวชน"]
    assert KeptText.objects.get().value[0]["count"] == 600


def test_what_was_saved_though_its_answer_was_lost_is_not_saved_twice(desk, proposal, nim):
    page = desk(nim, proposal)(6)
    lost = []

    def lose(route):
        route.fetch()  # it reaches the server, and its answer reaches nobody
        lost.append(route.abort())

    page.route("**/autosave/", lose, times=1)
    write(page, impact="ไปถึงแล้ว")
    page.locator(NOTICE.format("offline")).wait_for()
    version = Proposal.objects.get().version

    page.locator("[data-save-again]:visible").click()
    page.locator(STATE.format("saved")).wait_for()

    assert (len(lost), stands("impact")) == (1, "ไปถึงแล้ว")
    assert Proposal.objects.get().version == version
    save(page, impact="")
    assert stands("impact") in ("", None)


def test_what_is_too_long_is_told_beside_its_field_and_kept_in_the_browser(desk, proposal, nim):
    tab = desk(nim, proposal)
    page = tab(6)
    write(page, innovation="ยังบันทึกได้", impact="ก" * 601)

    fault = page.locator("#unsaved-impact")
    fault.wait_for()

    assert "600" in fault.inner_text()
    assert page.get_attribute("[name=impact]", "aria-invalid") == "true"
    assert (stands("impact"), stands("innovation")) == (None, "ยังบันทึกได้")
    page.close()
    again = tab(6)
    again.locator("[data-copy-take]").click()
    expect(again.locator("[name=impact]")).to_have_value("ก" * 601)
    save(again, impact="ก" * 600)
    assert again.evaluate(COPIES) == []


def test_a_session_that_ended_is_told_and_the_text_sent_after_signing_in(desk, proposal, nim):
    tab = desk(nim, proposal)
    page = tab(6)
    OpenSession.objects.all().delete()
    write(page, impact="พิมพ์ต่อหลังหมดเวลา")
    page.locator(NOTICE.format("signed_out")).wait_for()
    assert stands("impact") is None

    tab.sign_in(nim)
    page.locator("[data-save-again]:visible").click()
    page.locator(STATE.format("saved")).wait_for()

    assert stands("impact") == "พิมพ์ต่อหลังหมดเวลา"
    assert page.locator(NOTICE.format("signed_out")).is_hidden()


def test_who_signs_in_as_somebody_else_does_not_save_this_text(desk, proposal, nim):
    tab = desk(nim, proposal)
    page = tab(6)
    tab.sign_in(submitter(proposal))

    write(page, impact="ข้อความของนิ่ม")
    page.locator(NOTICE.format("other_person")).wait_for()

    assert stands("impact") is None


def test_a_shared_computer_keeps_nothing(desk, proposal, nim):
    tab = desk(nim, proposal)
    page = tab(6)
    page.route("**/autosave/", lambda route: route.abort())
    write(page, impact="ไม่ควรค้างอยู่")
    page.locator(STATE.format("lost")).wait_for()
    assert len(page.evaluate(COPIES)) == 1

    page.get_by_label("คอมพิวเตอร์เครื่องนี้ใช้ร่วมกับผู้อื่น").check()
    write(page, impact="ไม่ควรค้างอยู่เลย")

    assert page.evaluate(COPIES) == []
    page.close()
    again = tab(6)
    assert again.locator("[data-copy-offer]").is_hidden()
    assert again.get_by_label("คอมพิวเตอร์เครื่องนี้ใช้ร่วมกับผู้อื่น").is_checked()


def test_a_copy_older_than_what_was_saved_since_is_not_offered(desk, proposal, nim):
    tab = desk(nim, proposal)
    page = tab(6)
    page.route("**/autosave/", lambda route: route.abort())
    write(page, impact="เก่ากว่า")
    page.locator(STATE.format("lost")).wait_for()
    page.close()
    save(desk(submitter(proposal), proposal)(6), impact="ใหม่กว่า")

    assert tab(6).locator("[data-copy-offer]").is_hidden()
    assert stands("impact") == "ใหม่กว่า"


def test_a_part_still_under_way_is_stopped_before_the_whole_page_goes(desk, proposal, nim):
    """Answered later than the whole, it would be a refusal of what nobody sent."""
    page = desk(nim, proposal)(6)
    page.route("**/autosave/", lambda route: None)
    with page.expect_request("**/autosave/") as part:
        write(page, impact="ส่งทั้งหน้า")
    going = []
    page.route(page.url, lambda route: going.append(route))

    with page.expect_event("requestfailed") as stopped:
        page.locator("[name=stay]").click(no_wait_after=True)
    while not going:
        page.wait_for_timeout(50)

    assert stopped.value == part.value
    with page.expect_navigation():
        going[0].continue_()
    assert stands("impact") == "ส่งทั้งหน้า"


def test_a_file_sent_beside_the_form_does_not_lose_the_text_around_it(desk, proposal, nim):
    page = desk(nim, proposal)(7)
    write(page, video_url="https://example.org/before-the-file")

    page.evaluate("document.querySelector('form[action$=\"/attach/\"] [type=submit]').click()")
    page.wait_for_url("**/attach/")

    assert stands("video_url") == "https://example.org/before-the-file"
