"""The file and what it lists; why something is undone."""

from django import forms
from django.utils.translation import gettext_lazy as _

from pyp_portal.accounts.fields import ThaiField
from pyp_portal.imports.permissions import kinds_for


class FileForm(forms.Form):
    """One workbook."""

    use_required_attribute = False
    kind = forms.ChoiceField(label=_("What the file lists"), widget=forms.RadioSelect)
    file = forms.FileField(
        label=_("The template you have filled in"),
        help_text=_("Excel (.xlsx), at most 5 MB and 10,000 rows"),
        widget=forms.FileInput(attrs={"accept": ".xlsx"}),
        error_messages={"required": _("Choose the file.")},
    )

    def __init__(self, *args, user, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["kind"].choices = [(kind.value, kind.label) for kind in kinds_for(user)]


class ReasonForm(forms.Form):
    """Why what a file has brought is taken out again."""

    reason = ThaiField(label=_("Reason"), min_length=5, max_length=300)
