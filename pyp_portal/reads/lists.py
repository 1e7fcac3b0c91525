"""What the foundations note: the log itself, papers and exports that are fetched."""

from django.utils.translation import gettext_lazy as _

from pyp_portal.reads.register import Sensitive

SENSITIVE = {
    "reads:log": Sensitive(_("The access log")),
    "reads:export_file": Sensitive(_("Export of a register")),
    "papers:list": Sensitive(_("List of documents")),
}
