"""From "selected" to "lab completed": the team, its seats, seven phases, the plan."""

from proposals.states import State
from tests.browser.steps_intake import signed_letter
from tests.browser.visitor import be

REASON = "ทำเสร็จแล้วในปีก่อน ตามรายงานที่แนบ"


def form_team(visitor, cast):
    """The office opens the cohort, forms the team and asks the agencies for names."""
    officer = visitor(cast.officer).go("home").go("cohorts:index").press("Open the cohort")
    officer.go("cohorts:settings", cast.year).fill(follow_up_starts_on=be("2025-09-01"))
    officer.press("Save the settings").go("journey", cast.code).press("Form the team")
    for number, _person, agency in seats(cast):
        officer.follow("Ask for a name")
        officer.choose_text("tier", f"ป.ย.ป. {number}").choose_text("agency", agency.name_th)
        officer.press("Ask the agency")
    officer.go("cohorts:link", cast.code).go("cohorts:partner", cast.code)


def seats(cast):
    """Number of the tier, who takes the seat, which agency names them."""
    yield 1, cast.advisor, cast.department
    yield 2, cast.coordinator, cast.department
    yield 3, cast.operator, cast.lead
    yield 5, cast.innovator, cast.department


POSTS = {
    1: {"position_th": "ปลัดกระทรวง", "level_code": "S2P", "appointed_on": be("2024-10-01")},
    2: {"position_th": "รองอธิบดี", "level_code": "S1"},
    3: {"position_th": "นักวิชาการเกษตร", "level_code": "K2"},
    5: {"position_th": "ผู้เชี่ยวชาญ", "level_code": "K3", "is_civil_servant": True},
}


def nominate(visitor, cast):
    """Each agency names a person by letter; the rule and the person answer; the office confirms."""
    for number, person, agency in seats(cast):
        namer = visitor(cast.applicant if agency == cast.lead else cast.colleague)
        namer.go("home").go("cohorts:mine").open_link(f"ป.ย.ป. {number}")
        namer.follow("Name a participant").fill(email=person.email, is_officer=True)
        names = {name: getattr(person, name) for name in ("title_th", "given_th", "family_th")}
        namer.fill(**names, **POSTS[number])
        namer.fill(letter_no=f"ที่ กษ 10{number}/2568", letter_date=be("2025-02-24"))
        namer.fill(works_on_issue=True).press("Name this person").sees("Passes")
        named = visitor(person).go("home").go("cohorts:mine").open_link(f"ป.ย.ป. {number}")
        named.press("I take the seat").sees_text("ประกาศความเป็นส่วนตัว")
        named.fill(privacy_seen=True).press("I take the seat")
        named.sees("Thank you. The office confirms your seat next.")
    officer = visitor(cast.officer).go("cohorts:team", cast.code)
    officer.press("Confirm all who took a seat")


def enter(visitor, cast):
    """Without the letter of commitment the door stays shut; with it the lab begins."""
    officer = visitor(cast.officer).go("cohorts:team", cast.code)
    officer.sees("The letter of commitment of the agency is missing.")
    officer.go("cohorts:commitment", cast.code).fill(file=signed_letter())
    officer.fill(letter_no="ที่ สข 51001/400", letter_date=be("2025-02-28")).press("Save the letter")
    officer.press("Enter the lab").sees_state(State.IN_LAB).go("cohorts:cohort", cast.year)
    visitor(cast.applicant).go("proposals:detail", cast.code).sees_state(State.IN_LAB, public=True)


def pass_phase(visitor, cast, phase, item):
    """A phase from its beginning through its deliverable to its gate."""
    coordinator = visitor(cast.coordinator).go("cohorts:gate", cast.code, phase)
    coordinator.press("Begin this phase")
    innovator = visitor(cast.innovator).go("cohorts:deliverable", cast.code, item)
    innovator.fill(summary="สรุปงานของระยะนี้", file=signed_letter()).press("Hand in")
    coordinator.go("home").go("cohorts:deliverable", cast.code, item).press("Approve")
    coordinator.go("cohorts:gate", cast.code, phase).press("Request the gate")
    officer = visitor(cast.officer).go("home").go("cohorts:gate", cast.code, phase)
    officer.press("Open the gate").sees("Gate passed")


def get_ready(visitor, cast):
    """L0; then the people are heard and the next gate opens too."""
    pass_phase(visitor, cast, "ORIENTATION", "L0")


def understand(visitor, cast):
    """L1: 40 farmers say what they need."""
    visitor(cast.operator).go("cohorts:activity", cast.code).fill(**people("OPINION", "2025-04-02"))
    visitor(cast.operator).press("Record the activity").sees("The activity is recorded.")
    operator = visitor(cast.operator).go("cohorts:visit", cast.code)
    operator.fill(held_on=be("2025-04-02"), place_th="อำเภอรัตภูมิ", informants=12)
    operator.fill(seen_th="คนรอหน้าเคาน์เตอร์นาน").press("Record the visit")
    pass_phase(visitor, cast, "EMPATHIZE", "L1")


def people(kind, day):
    """An activity with the public."""
    return {
        "kind": kind,
        "level": "INVOLVE",
        "channel": "ONSITE",
        "held_on": be(day),
        "place_th": "อำเภอรัตภูมิ",
        "people_total": 40,
        "female": 22,
        "male": 18,
        "age_60": 9,
        "vulnerable": 5,
        "main_points_th": "เกษตรกรอยากทราบผลภายในสองสัปดาห์",
        "what_changed_th": "เพิ่มช่องโทรกลับ",
    }


def waive_two(visitor, cast):
    """L2 and L3 are waived, with a reason."""
    officer = visitor(cast.officer)
    for phase in ("DEFINE", "IDEATE"):
        officer.go("cohorts:gate", cast.code, phase).follow("Waive the gate")
        officer.fill(reason=REASON).press("Waive the gate").sees_text(REASON)


def build(visitor, cast):
    """L4: a first version, advised by tier 1, and the plan of its test."""
    innovator = visitor(cast.innovator).go("cohorts:version", cast.code)
    innovator.fill(name_th="ศูนย์บริการเกษตรกร", kinds=["SERVICE"], made_on=be("2025-06-02"))
    innovator.fill(description_th="เคาน์เตอร์เดียว", what_changed_th="เริ่มแรก")
    innovator.fill(fidelity="LOW", decision="KEEP").press("Record the version")
    advisor = visitor(cast.advisor).go("cohorts:mentoring", cast.code)
    advisor.choose_text("advisor", str(cast.advisor)).fill(held_on=be("2025-06-03"))
    advisor.fill(advice_th="ให้ทดสอบกับเกษตรกรสูงอายุก่อน").press("Record the advice")
    innovator = visitor(cast.innovator).go("cohorts:pilot_new", cast.code)
    innovator.fill(area_th="อำเภอรัตภูมิ", started_on=be("2025-06-10"), ended_on=be("2025-08-04"))
    innovator.fill(hypothesis_th="รู้ผลไม่เกิน 15 วัน", method_th="เทียบก่อนและหลัง", sample_size=40)
    figure = {"indicator_th": "เวลารอเฉลี่ย", "unit_th": "วัน", "baseline": 46, "target": 15}
    innovator.fill_rows("metrics", [figure]).drop_spare_rows(1).press("Save the plan of the test")
    pass_phase(visitor, cast, "PROTOTYPE", "L4")


def try_with_people(visitor, cast):
    """L5: the public tests it, and the pilot test says what came of it."""
    operator = visitor(cast.operator).go("cohorts:activity", cast.code)
    operator.fill(**people("TEST", "2025-08-02")).press("Record the activity")
    innovator = visitor(cast.innovator).go("cohorts:work", cast.code)
    innovator.open_link("อำเภอรัตภูมิ").follow("Enter a measured value")
    innovator.fill(value=18, measured_on=be("2025-08-04"), source_th="ทะเบียนคำขอ")
    innovator.press("Save the value").follow("Judge the test")
    innovator.fill(decision="SCALE", verdict_th="เร็วขึ้นกว่าครึ่งและใช้ต่อได้").press("Give the verdict")
    pass_phase(visitor, cast, "TEST", "L5")


def sum_up(visitor, cast):
    """L6: the scale-out plan is written and approved, then the last gate opens."""
    innovator = visitor(cast.innovator).go("cohorts:work", cast.code).follow("Write the plan")
    innovator.fill(core_th="เคาน์เตอร์เดียว", adaptable_th="จำนวนเจ้าหน้าที่", cost_per_site=120000)
    innovator.fill(conditions_th="มีเจ้าหน้าที่สองคน").press("Save the plan")
    coordinator = visitor(cast.coordinator).go("cohorts:work", cast.code)
    coordinator.press("Approve the plan").sees("The scale-out plan is approved.")
    pass_phase(visitor, cast, "SYNTHESIZE", "L6")


def complete(visitor, cast):
    """T24."""
    officer = visitor(cast.officer).go("cohorts:team", cast.code).press("Complete the lab")
    officer.sees_state(State.LAB_COMPLETED)
    visitor(cast.applicant).go("proposals:detail", cast.code).sees_state(
        State.LAB_COMPLETED, public=True
    )
