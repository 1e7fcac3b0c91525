"""What of personal data is noted when it is read."""

from django.utils.translation import gettext_lazy as _

from pyp_portal.reads.register import Sensitive

SENSITIVE = {
    "privacy:office": Sensitive(_("Overview of requests and breaches")),
    "privacy:requests": Sensitive(_("Requests about personal data")),
    "privacy:erase": Sensitive(_("What becomes of a person's data")),
    "privacy:rule": Sensitive(_("What is over its time by a rule")),
    "privacy:breaches": Sensitive(_("Breaches of personal data")),
    "privacy:breach": Sensitive(_("Breach of personal data")),
    "privacy:request": Sensitive(_("A request about personal data")),
}
