"""The form in which an administrator writes the words of a letter."""

from django import forms
from django.utils.translation import gettext_lazy as _

from pyp_portal import thai
from pyp_portal.outbox.sampling import facts_of
from pyp_portal.papers.wording_forms import PartField


class LetterForm(forms.Form):
    """All parts of a letter: subject, text, and the words of each case.

    ``record`` is the code of a proposal whose facts fill the fields when the words are tried.
    """

    use_required_attribute = False
    summary_above = True
    record = forms.CharField(
        label=_("Try it with this proposal"),
        max_length=40,
        required=False,
        help_text=_("Its code, such as P68-0007. Leave it empty to see examples."),
    )

    def __init__(self, document, texts, data=None, *, user=None):
        self.document, self.user, self.facts = document, user, {}
        super().__init__(data, auto_id="id_%s")
        for place, part in enumerate(document.parts):
            self.fields[f"part-{place}"] = PartField(part, initial=texts[part.key])

    @property
    def parts(self):
        """Each part with its field on the page, and whether it says something of its own."""
        found = [(part, self[f"part-{n}"]) for n, part in enumerate(self.document.parts)]
        return [
            (part, bound, thai.normalise(bound.value()) != part.shipped) for part, bound in found
        ]

    def clean_record(self):
        """A code that is open to who tries the words; it says nothing of others."""
        code = thai.normalise(self.cleaned_data["record"]).upper()
        if code and "try" in self.data:
            self.facts = facts_of(code, self.user)
            if not self.facts:
                raise forms.ValidationError(
                    _(
                        "There is no proposal %(code)s that you may see. Leave it empty to try it "
                        "with examples."
                    )
                    % {"code": code}
                )
            self.facts["recipient"] = self.user
        return code

    def texts(self):
        """What was typed, by the key of the part."""
        parts = enumerate(self.document.parts)
        return {part.key: self.cleaned_data[f"part-{place}"] for place, part in parts}
