"""What is typed in the written talk about a proposal."""

from django import forms
from django.utils.translation import gettext_lazy as _

from selection.forms.parts import area
from selection.services.remarking import LONGEST


class RemarkForm(forms.Form):
    """One remark."""

    text = area(_("Your remark"), rows=4, max_length=LONGEST)
