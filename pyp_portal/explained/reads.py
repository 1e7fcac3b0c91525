"""What is noted in the access log: asking what somebody may do, and who may see a record."""

from django.utils.translation import gettext_lazy as _

from pyp_portal.reads.register import Sensitive

SENSITIVE = {
    "explained:person": Sensitive(_("What a person holds, and from whom")),
    "explained:record": Sensitive(_("Who may do what with a record")),
}
