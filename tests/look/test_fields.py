"""Forms as our crispy templates print them."""

import re

import pytest
from crispy_forms.helper import FormHelper
from crispy_forms.layout import Submit
from crispy_forms.utils import render_crispy_form
from django import forms
from django.template import Context, Template


class PaperForm(forms.Form):
    title = forms.CharField(label="Title", help_text="Short")
    text = forms.CharField(
        label="Text", required=False, widget=forms.Textarea({"data-counter": "800"})
    )
    level = forms.ChoiceField(
        label="Level", help_text="One", widget=forms.RadioSelect, choices=[("a", "A"), ("b", "B")]
    )
    letter = forms.FileField(label="Letter", required=False)
    code = forms.CharField(label="Code", widget=forms.PasswordInput, required=False)
    agreed = forms.BooleanField(label="Agreed")

    helper = FormHelper()
    helper.add_input(Submit("save", "Save"))


class RowForm(forms.Form):
    name = forms.CharField(label="Name")


RowFormSet = forms.formset_factory(RowForm, extra=1, can_delete=True, max_num=3)


def rendered(text, **context):
    return Template("{% load look crispy_forms_tags %}" + text).render(Context(context))


def in_order(text, *parts):
    places = [text.index(part) for part in parts]
    return places == sorted(places)


@pytest.fixture
def empty():
    return render_crispy_form(PaperForm({}))


def test_help_and_error_stand_between_label_and_control(empty):
    assert in_order(
        empty,
        'for="id_title"',
        'id="id_title_helptext"',
        'id="id_title_error"',
        '<input type="text" name="title"',
    )


def test_the_control_names_its_help_and_error(empty):
    control = re.search(r'<input[^>]* name="title"[^>]*>', empty)[0]

    assert 'aria-invalid="true"' in control
    assert 'aria-describedby="id_title_helptext id_title_error"' in control
    assert "is-invalid" in control


def test_choices_are_a_group_of_cards_with_its_own_words(empty):
    assert 'aria-describedby="id_level_helptext id_level_error"' in empty
    assert in_order(
        empty, "Level</legend>", 'id="id_level_helptext"', 'id="id_level_error"', 'value="a"'
    )
    assert empty.count('<div class="form-check choice">') == 2


def test_only_what_may_stay_empty_says_so(empty):
    optional = re.findall(r"(\w+)\s*<span class=\"optional\">", empty)

    assert optional == ["Text", "Letter", "Code"]
    assert "asteriskField" not in empty


def test_the_summary_links_each_error_to_its_field(empty):
    links = re.findall(r'<li><a href="#(\w+)">(\w+):', empty)

    assert links == [("id_title", "Title"), ("id_level", "Level"), ("id_agreed", "Agreed")]
    for field, _label in links:
        assert f'id="{field}"' in empty


def test_the_browser_does_not_check_in_our_place(empty):
    assert re.search(r"<form[^>]* novalidate", empty)


def test_a_counter_counts_what_is_there():
    page = rendered("{{ form|crispy }}", form=PaperForm({"text": "กข\r\nค"}))

    assert "<b data-counter-used>4</b> จาก 800" in page
    assert "maxlength" not in page


def test_a_password_can_be_shown(empty):
    assert 'data-show-password="id_code"' in empty


def test_a_page_with_its_own_summary_prints_one():
    form = PaperForm({})
    form.summary_above = True

    page = rendered("{% error_summary form %}{{ form|crispy }}", form=form)

    assert page.count("data-summary") == 1


def test_a_form_may_say_that_nothing_is_optional():
    form = PaperForm()
    for field in form.fields.values():
        field.is_optional = False

    assert 'class="optional"' not in rendered("{{ form|crispy }}", form=form)


def test_rows_can_be_added_without_script_and_with_it():
    rows = RowFormSet({"p-TOTAL_FORMS": "1", "p-INITIAL_FORMS": "0", "p-0-name": ""}, prefix="p")

    page = rendered(
        '{% include "components/repeat.html" with noun="Partner" add_label="Add" %}', formset=rows
    )

    assert 'data-repeat="p" data-most="3"' in page
    assert 'name="p-__prefix__-name"' in page
    assert 'name="p-0-DELETE"' in page


def test_errors_of_rows_and_of_the_whole_are_listed():
    rows = RowFormSet({"p-TOTAL_FORMS": "9", "p-INITIAL_FORMS": "9", "p-0-name": ""}, prefix="p")

    page = rendered("{% error_summary rows %}", rows=rows)

    assert '<a href="#id_p-0-name">' in page


def test_v10_a_counter_says_what_the_limit_is_on_paper():
    class Long(forms.Form):
        text = forms.CharField(widget=forms.Textarea({"data-counter": "2000", "data-least": 3}))

    for typed, is_enough in (("กข", False), ("กขค", True)):
        page = rendered("{{ form|crispy }}", form=Long({"text": typed}))
        assert "จาก 2,000" in page
        assert "ประมาณ 1 หน้า A4" in page
        assert ('data-counter-least="3">' in page) == is_enough
