"""The form in which an administrator writes the words of a letter."""

from django import forms

from pyp_portal import thai
from pyp_portal.papers.wording_forms import PartField


class LetterForm(forms.Form):
    """All parts of a letter: subject, text, and the words of each case."""

    use_required_attribute = False
    summary_above = True

    def __init__(self, document, texts, data=None):
        self.document = document
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

    def texts(self):
        """What was typed, by the key of the part."""
        parts = enumerate(self.document.parts)
        return {part.key: self.cleaned_data[f"part-{place}"] for place, part in parts}
