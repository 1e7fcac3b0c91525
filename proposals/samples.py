"""A proposal that nobody has written: to show a page of the form as an applicant will see it."""

from proposals.models.answering import POLICY_KEY


class Sample:
    """Stands where the pages of a step expect a proposal: a form, a call, no answers."""

    pk = None
    version = 1
    code = ""

    def __init__(self, form, call):
        self.form, self.call = form, call

    def answered(self):
        """No answer to any question."""
        lead = {"lead_agency": "", "agency_level": "", "sector": "", "lead": {}}
        lists = {key: [] for key in POLICY_KEY.values()}
        return {**lead, **lists, "partners": [], "target_areas": []}
