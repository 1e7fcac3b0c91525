"""What is written at once is what Django's templates write, sign for sign."""

import pytest
from django import forms
from django.forms.renderers import TemplatesSetting
from django.utils.safestring import mark_safe

from pyp_portal.controls import WRITERS, Controls

EVIL = '"><script>alert(1)</script>&'
GROUPS = [
    ("", "ไม่เลือก"),
    ("ภาค & กลุ่ม", [("a", EVIL), (EVIL, "ข")]),
    (5, 5),
    (None, mark_safe("<b>หนา</b>")),
]
TWO = [("1", "หนึ่ง"), ("2", "สอง")]


class Everything(forms.Form):
    """A field of each kind, with attributes of each kind."""

    text = forms.CharField(max_length=9, widget=forms.TextInput({"data-x": EVIL, "disabled": True}))
    mail = forms.EmailField(required=False)
    number = forms.IntegerField(min_value=0, localize=True)
    hidden = forms.CharField(widget=forms.HiddenInput)
    link = forms.URLField(assume_scheme="https", widget=forms.URLInput({"readonly": False}))
    secret = forms.CharField(widget=forms.PasswordInput)
    day = forms.DateField(widget=forms.DateInput)
    agreed = forms.BooleanField()
    area = forms.CharField(widget=forms.Textarea({"rows": 3}))
    choice = forms.ChoiceField(choices=GROUPS)
    many = forms.MultipleChoiceField(choices=TWO)
    several = forms.MultipleChoiceField(choices=TWO, widget=forms.CheckboxSelectMultiple)
    one = forms.ChoiceField(choices=TWO, widget=forms.RadioSelect)
    file = forms.FileField()
    two = forms.SplitDateTimeField()


FILLED = {
    "text": EVIL, "mail": "a@b.c", "number": "12", "hidden": "ซ่อน", "link": EVIL,
    "secret": "x", "day": "2025-01-06", "agreed": "on", "area": f"\nบรรทัดแรก\n{EVIL}",
    "choice": EVIL, "many": ["1", "2"], "several": ["2"], "one": "1",
    "two_0": "2025-01-06", "two_1": EVIL,
}  # fmt: skip


@pytest.mark.parametrize("data", [None, {}, FILLED])
@pytest.mark.parametrize("name", Everything.base_fields)
def test_each_control_is_written_as_by_the_templates(name, data):
    written, by_templates = (
        str(Everything(data, renderer=renderer)[name])
        for renderer in (Controls(), TemplatesSetting())
    )

    assert written == by_templates
    assert "<script>" not in written


def test_the_controls_that_are_written_at_once_have_templates_of_these_names():
    renderer = TemplatesSetting()

    for name in WRITERS:
        assert renderer.get_template(name)


def test_all_forms_are_written_with_it():
    assert isinstance(forms.Form().renderer, Controls)
