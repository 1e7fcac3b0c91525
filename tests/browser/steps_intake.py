"""From the call to "eligible": written, submitted, returned, submitted again, passed."""

import re

from proposals.questions import STEPS, Kind, of_step
from proposals.states import State
from tests.browser.cast import TITLE
from tests.browser.visitor import be
from tests.factories.answers import ANSWERS, FORM, PARTNERS
from tests.factories.proposals import pdf

CHOSEN = {
    "title_th": TITLE,
    "theme": "TH-01",
    "urgent_policies": ["U67-06"],
    "national_strategy": ["NS-4", "NS-6"],
    "target_areas": [{"place": "รัตภูมิ", "is_pilot": True}],
}
SHORT_REASON = "ข้อมูลอยู่กับสามหน่วยงาน"
BETTER_REASON = "ข้อมูลอยู่กับสามหน่วยงาน ไม่มีใครถือครบ จึงต้องทำงานร่วมกันตั้งแต่ต้นทางถึงปลายทาง"
ASKED = "โปรดอธิบายว่าแต่ละหน่วยงานถือข้อมูลใด"


def write(visitor, cast):
    """The applicant reads the call, begins a draft and writes the seven steps."""
    applicant = visitor(cast.applicant).go("home").go("call")
    applicant.go("proposals:new").press("Start a draft for this agency")
    cast.code = applicant.place.kwargs["code"]
    partners = [department_of(cast), *PARTNERS]
    answers = ANSWERS | CHOSEN | {"partners": partners, "why_integration": SHORT_REASON}
    for step in STEPS:
        write_step(applicant, step, answers)
        applicant.press("Save and check" if step == STEPS[-1] else "Save and go on")
    assert applicant.place.url_name == "review"


def department_of(cast):
    """The row of a partner from the register."""
    return {
        "agency": cast.department.name_th[3:],
        "role_th": "ให้ความรู้และเจ้าหน้าที่",
        "status": "AGREED",
    }


def write_step(applicant, step, answers):
    """Every question of a step that has an answer."""
    for question in of_step(step):
        value = question.answer(answers)
        if question.kind == Kind.ROWS:
            applicant.fill_rows(question.name, value or [])
        elif question.kind not in (Kind.SHOWN, Kind.FILES):
            applicant.fill(**{question.name: value})


def endorse_and_submit(visitor, cast):
    """What is missing is said; with the letter of the head it is complete, and goes."""
    applicant = visitor(cast.applicant).go("proposals:review", cast.code)
    applicant.sees("“%(label)s” has no answer yet.", label=FORM.of_key("endorsement_letter").label)
    applicant.fill(letter=signed_letter(), letter_no="ที่ สข 51001/2567")
    applicant.fill(letter_date=be("2024-12-18")).press("Upload the letter")
    applicant.sees("Everything that is required is there.")
    applicant.go("proposals:preview", cast.code).go("proposals:review", cast.code)
    applicant.press("Submit the proposal")
    applicant.sees_text("ปยป-รับ-2568-0001").sees_text("SHA-256")
    applicant.go("proposals:detail", cast.code).sees_state(State.SUBMITTED, public=True)


def signed_letter():
    return {"name": "หนังสือรับรอง.pdf", "mimeType": "application/pdf", "buffer": pdf()}


def take_and_return(visitor, cast):
    """An officer takes the case, looks at it, and asks for a revision in one letter."""
    officer = visitor(cast.officer).go("home").go("proposals:list", q=TITLE[:12])
    officer.open_link(TITLE).press("Take the case").press("Start screening")
    results = {f"E{n}": "PASS" for n in range(1, 9)} | {"E6": "FIX", "E6_reason": ASKED}
    officer.fill(**results).press("Save the checklist").sees("The checklist is saved.")
    officer.go("proposals:detail", cast.code).follow("Return for revision")
    defect = {"question": "F26", "defect_th": "ยังไม่ชัดว่าเหตุใดต้องบูรณาการ", "request_th": ASKED}
    officer.fill_rows("defects", [defect]).drop_spare_rows(1).press("Send the letter")
    officer.sees("The letter is sent.")


def answer_return(visitor, cast):
    """The applicant finds what is asked for, may change nothing else, and sends it again."""
    applicant = visitor(cast.applicant).go("home").go("proposals:detail", cast.code)
    applicant.sees_state(State.RETURNED, public=True).follow("Revise")
    applicant.sees_text(ASKED).go("proposals:step", cast.code, 3)
    applicant.sees("Not to be changed in this revision.")
    applicant.fill(why_integration=BETTER_REASON).press("Save and go on")
    applicant.go("proposals:review", cast.code).press("Send the revision")
    applicant.sees_text("ปยป-รับ-2568-0001/2")
    applicant.go("proposals:detail", cast.code).sees_state(State.SCREENING, public=True)


def pass_check(visitor, cast):
    """The officer sees what changed, answers the last line, and passes it on."""
    officer = visitor(cast.officer).go("proposals:text", cast.code).sees("Changed")
    officer.go("proposals:screening", cast.code).fill(E6="PASS", E6_reason="")
    officer.press("Save the checklist").go("proposals:detail", cast.code).press("Eligible")
    officer.sees("Eligible. It goes on to the committee.").sees_state(State.ELIGIBLE)
    officer.go("proposals:files", cast.code).go("proposals:history", cast.code)
    applicant = visitor(cast.applicant).go("proposals:detail", cast.code)
    applicant.sees_state(State.ELIGIBLE, public=True).sees_not("Eligible")
    assert not re.search("E6|checklist", applicant.page.inner_text("main"))
