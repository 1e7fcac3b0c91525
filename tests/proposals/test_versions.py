"""The form in versions: written once, published once, kept with the answers."""

from copy import deepcopy
from datetime import timedelta

import pytest

from proposals import completeness, reading, services
from proposals.grounds import MoveRefused, StaleVersion
from proposals.models import FormVersion, Proposal, Revision
from proposals.models.versions import form_of
from proposals.questions import CODES, QUESTIONS, AskedForm, of_key
from proposals.questions.checking import OWN_LISTS, differences, faults
from proposals.services.wording import stamp
from pyp_portal import clock
from pyp_portal.history.services import timeline
from tests.factories.accounts import AgencyFactory, MembershipFactory, UserFactory
from tests.factories.answers import FORM, WORDS
from tests.factories.proposals import (
    CallFactory,
    FormVersionFactory,
    ProposalFactory,
    complete_proposal,
)

NEW_LABEL = "ชื่อเรื่องที่เสนอ"


@pytest.fixture
def words():
    return deepcopy(WORDS)


# --- A version as it is: no database ---------------------------------------------


def test_the_first_version_has_no_fault(words):
    assert faults(words) == []


@pytest.mark.parametrize(
    ("key", "change", "step"),
    [
        ("title_th", {"label_th": ""}, 2),
        ("title_th", {"min_length": 201}, 2),
        ("title_th", {"max_length": 401}, 2),
        ("summary", {"max_length": 90, "example_th": ""}, 2),
        ("partners", {"least": 21}, 5),
        ("urgent_policies", {"least": 4}, 4),
        ("workplan", {"required": False}, 7),
    ],
)
def test_what_makes_a_question_impossible_is_a_fault_of_its_step(words, key, change, step):
    words["questions"][key] |= change

    [fault] = faults(words)

    assert fault.step == step
    assert words["questions"][key]["label_th"] in fault.text or of_key(key).code in fault.text


@pytest.mark.parametrize("column", [{"label_th": ""}, {"max_length": 201}])
def test_a_column_has_its_label_and_its_room(words, column):
    words["questions"]["partners"]["columns"]["name_th"] |= column

    assert [fault.step for fault in faults(words)] == [5]


def test_questions_are_those_of_the_table(words):
    words["questions"]["shoe_size"] = words["questions"].pop("innovation")

    assert sorted(fault.step for fault in faults(words)) == [0, 6]
    assert any("shoe_size" in fault.text for fault in faults(words))


def test_steps_and_lists_are_whole(words):
    words["steps"][2]["title_th"] = ""
    words["lists"]["degrees"] = []
    words["checks"]["E3"] = {}

    assert len(faults(words)) == 3
    assert len(faults(words | {"steps": []})) == 3
    assert set(WORDS["lists"]) >= OWN_LISTS


def test_an_older_version_does_not_ask_what_is_younger(words):
    del words["questions"]["coi_note"]
    form = AskedForm(1, words)

    assert len(form.questions) == len(QUESTIONS) - 1
    assert "F62" not in {question.code for question in form.questions}
    assert tuple(dict.fromkeys(question.code for question in form.questions)) == CODES[:-1]


def test_two_versions_side_by_side(words):
    words["questions"]["title_th"] |= {"label_th": NEW_LABEL, "max_length": 300}
    words["questions"]["partners"]["columns"]["role_th"]["max_length"] = 250
    words["steps"][0]["title_th"] = "ใครเสนอ"

    found = differences(WORDS, words)

    assert [(d.code, d.step, d.part, d.after) for d in found] == [
        ("", 1, "title_th", "ใครเสนอ"),
        ("F12", 2, "label_th", NEW_LABEL),
        ("F12", 2, "max_length", 300),
        ("F35", 5, "max_length", 250),
    ]
    assert differences(words, words) == []


# --- Writing and publishing --------------------------------------------------------


@pytest.fixture
def admin(db):
    return UserFactory(admin=True)


def verbs(record):
    return [event.verb for event in timeline(record)]


def test_the_next_version_begins_as_the_newest(admin):
    version = services.begin_version(admin)

    assert (version.number, version.words, version.based_on.number) == (2, WORDS, 1)
    assert (version.published_at, version.begun_by) == (None, admin)
    assert verbs(version) == ["form_begun"]


@pytest.mark.postgres
def test_one_version_is_written_at_a_time(admin):
    services.begin_version(admin)

    with pytest.raises(MoveRefused, match="2"):
        services.begin_version(admin)
    assert FormVersion.objects.count() == 2


def test_words_of_a_step_are_kept_with_a_trace(admin):
    version = services.begin_version(admin)
    title = WORDS["questions"]["title_th"] | {"label_th": NEW_LABEL}

    services.write_step(version, 2, {"title_th": "เรื่องอะไร"}, {"title_th": title}, admin, seen="")

    version = FormVersion.objects.get(number=2)
    assert version.form.of_key("title_th").label == NEW_LABEL
    assert version.form.step_words(2)[0] == "เรื่องอะไร"
    assert version.form.of_key("summary").words == WORDS["questions"]["summary"]
    event = timeline(version).last()
    assert (event.verb, event.by, event.data["changed"]) == (
        "form_written",
        admin,
        ["title_th", "F12 label_th"],
    )


def test_the_second_of_two_administrators_is_told(admin):
    version = services.begin_version(admin)
    services.write_step(version, 2, {"title_th": "หนึ่ง"}, {}, admin, seen="")

    with pytest.raises(StaleVersion):
        services.write_step(version, 2, {"title_th": "สอง"}, {}, admin, seen="")
    fresh = FormVersion.objects.get(number=2)
    services.write_step(version, 2, {"title_th": "สอง"}, {}, admin, seen=stamp(fresh))

    assert FormVersion.objects.get(number=2).form.step_words(2)[0] == "สอง"


def test_an_impossible_form_is_not_published(admin):
    version = services.begin_version(admin)
    title = WORDS["questions"]["title_th"] | {"min_length": 900}
    services.write_step(version, 2, {}, {"title_th": title}, admin)

    with pytest.raises(MoveRefused, match="ชื่อประเด็น"):
        services.publish_version(version, admin)
    assert FormVersion.objects.newest().number == 1


def test_what_is_published_never_changes(admin):
    version = services.publish_version(services.begin_version(admin), admin)

    for verb in (
        lambda: services.write_step(version, 2, {"title_th": "x"}, {}, admin),
        lambda: services.publish_version(version, admin),
        lambda: services.discard_version(version, admin),
    ):
        with pytest.raises(MoveRefused):
            verb()
    assert FormVersion.objects.newest() == version
    assert FormVersion.objects.get(number=2).words == WORDS
    assert verbs(version) == ["form_begun", "form_published"]


def test_a_version_that_was_not_published_is_thrown_away(admin):
    version = services.begin_version(admin)

    services.discard_version(version, admin)

    assert list(FormVersion.objects.values_list("number", flat=True)) == [1]
    assert verbs(FormVersion.objects.get()) == ["form_discarded"]
    assert services.begin_version(admin).number == 2


# --- A call and its version ---------------------------------------------------------


@pytest.fixture
def second(db):
    """Version 2, published: another label, and a title of 5 letters is enough."""
    new = deepcopy(WORDS)
    new["questions"]["title_th"] |= {"label_th": NEW_LABEL, "min_length": 5}
    return FormVersionFactory(published=True, words=new)


def test_a_call_takes_another_version_until_it_opens(admin, second, at):
    call = CallFactory()
    at("2024-12-01 23:59")
    services.give_form(second, call, admin)

    call.refresh_from_db()
    assert call.form.of_key("title_th").label == NEW_LABEL
    assert verbs(call) == ["form_given"]
    at("2024-12-02 00:00")
    with pytest.raises(MoveRefused):
        services.give_form(FormVersion.objects.get(number=1), call, admin)


def test_a_call_to_which_somebody_writes_keeps_its_version(admin, second, at):
    at("2024-11-20 10:00")
    proposal = ProposalFactory()

    with pytest.raises(MoveRefused):
        services.give_form(second.based_on, proposal.call, admin)
    assert Proposal.objects.get().call.form_version == second


def test_only_a_published_version_is_given(admin, at):
    at("2024-11-20 10:00")

    with pytest.raises(MoveRefused):
        services.give_form(services.begin_version(admin), CallFactory(), admin)


def test_a_proposal_keeps_the_version_in_which_it_was_begun(second, at):
    at("2024-12-20 10:00")
    call = CallFactory(form_version=second)
    member = MembershipFactory(agency=AgencyFactory())

    proposal = services.start(call, member.agency, member.user)

    assert proposal.form_version == second
    FormVersionFactory(published=True)
    assert Proposal.objects.get().form.number == 2


def test_everything_about_a_proposal_speaks_in_its_own_version(second, at):
    at("2024-12-20 10:00")
    first, later = CallFactory(form_version=second.based_on), CallFactory(fiscal_year=2569)
    old, new = (complete_proposal(call=call, title_th="สั้นไปหน่อย") for call in (first, later))

    assert (old.form.number, new.form.number) == (1, 2)
    assert [lack.question for lack in completeness.missing(old)] == ["F12"]
    assert [lack.question for lack in completeness.missing(new)] == []
    for proposal, label in ((old, FORM.of_key("title_th").label), (new, NEW_LABEL)):
        readings = reading.steps(proposal.answered(), proposal.form)[1][2]
        assert readings[0].question.label == label


def test_a_frozen_revision_names_its_version(second, at):
    at("2024-12-20 10:00")
    proposal = complete_proposal(call=CallFactory(form_version=second))

    services.submit(proposal, MembershipFactory(agency=proposal.lead_agency, can_submit=True).user)

    assert Revision.objects.get().content["form_version"] == 2


def test_the_form_costs_one_statement_in_the_life_of_a_process(second, django_assert_num_queries):
    with django_assert_num_queries(1):
        first = form_of(second.pk)
    with django_assert_num_queries(0):
        assert form_of(second.pk) is first


def test_what_is_still_written_is_always_read_anew(admin):
    version = services.begin_version(admin)
    before = form_of(version.pk)
    services.write_step(version, 1, {"title_th": "ใหม่"}, {}, admin)

    assert before.step_words(1)[0] != form_of(version.pk).step_words(1)[0] == "ใหม่"


def test_the_versions_begin_long_ago(db):
    [first] = FormVersion.objects.all()

    assert first.published_at < clock.now() - timedelta(days=365)
    assert first.words == WORDS
