"""The file of the form, sent back."""

from django import forms
from django.utils.translation import gettext_lazy as _


class FileForm(forms.Form):
    """One workbook."""

    use_required_attribute = False
    file = forms.FileField(
        label=_("The file you have filled in"),
        help_text=_("Excel (.xlsx), at most 5 MB"),
        widget=forms.FileInput(attrs={"accept": ".xlsx"}),
        error_messages={"required": _("Choose the file.")},
    )
