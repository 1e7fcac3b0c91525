"""What may be chosen in a form: lists of its version, records of the call and the register."""

from django.urls import reverse_lazy

from proposals import places
from proposals.models import PolicyItem, Theme
from pyp_portal.accounts.models import Agency, Province
from pyp_portal.languages import column
from pyp_portal.search.services import matching

MOST_FOUND = 50
# Lists from which one picks by typing; those with an address are too long for a page.
PICKED = ("themes", "provinces", "policy:")
REMOTE = {
    "agencies": reverse_lazy("accounts:find_agencies"),
    "places": reverse_lazy("proposals:find_places"),
}


def is_picked(source):
    """True for what is found by typing any part of its name."""
    return source in REMOTE or source.startswith(PICKED)


class Choices:
    """What may be chosen in a proposal, by source; each list is fetched once.

    ``queries`` says what was looked for in the long lists; ``chosen`` gives, when it is
    called with a source, the values that stand there already or were just sent.
    """

    def __init__(self, proposal, queries=None, chosen=lambda source: ()):
        self.call, self.form = proposal.call, proposal.form
        self.queries, self.chosen = queries or {}, chosen
        self.made = {}

    def __call__(self, source):
        if source not in self.made:
            self.made[source] = list(self.find(source))
        return self.made[source]

    def find(self, source):
        if source.startswith("policy:"):
            items = PolicyItem.objects.filter(
                scheme__kind=source.partition(":")[2], scheme__calls=self.call
            )
            return [(item.code, item.name) for item in items]
        if source in RECORDS:
            return RECORDS[source](self)
        return self.form.choices(source)

    def themes(self):
        return Theme.objects.values_list("code", column("name"))

    def provinces(self):
        return Province.objects.values_list("pk", column("name"))

    def agencies(self):
        """Agencies that were found or chosen before: never the whole register."""
        chosen = Agency.objects.filter(code__in=self.chosen("agencies"))
        pairs = [(agency.code, agency.name_th) for agency in chosen]
        return list(dict.fromkeys([*self.found("agencies"), *pairs]))

    def places(self):
        """Places that were found or chosen before."""
        return list(dict.fromkeys([*self.found("places"), *self.chosen("places")]))

    def found(self, source):
        """What was looked for in a long list."""
        query = self.queries.get(source, "")
        if source == "places":
            return [(place.key, place.name) for place in places.find(query, MOST_FOUND)]
        agencies = matching(Agency.objects.existing(), query)[:MOST_FOUND] if query else []
        return [(agency.code, agency.name_th) for agency in agencies]


RECORDS = {
    "themes": Choices.themes,
    "provinces": Choices.provinces,
    "agencies": Choices.agencies,
    "places": Choices.places,
}
