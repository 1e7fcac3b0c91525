"""Several forms of one page, sent together."""


class SeveralForms:
    """Reads like a formset for the error summary; who is built on it names its ``forms``."""

    forms = ()

    def non_form_errors(self):
        return []

    @property
    def errors(self):
        """Whether anything is wrong: the title of the page says so."""
        return any(form.errors for form in self.forms if form.is_bound)

    def is_valid(self):
        """All of them are looked at, so that every fault is told at once."""
        return all([form.is_valid() for form in self.forms])
