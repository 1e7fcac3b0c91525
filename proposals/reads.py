"""What of the proposals is noted when it is read: files, papers and exports."""

from django.utils.translation import gettext_lazy as _

from pyp_portal.reads.register import Sensitive

SENSITIVE = {
    "proposals:file": Sensitive(_("File of a proposal"), "proposals.Attachment", "proposal__code"),
    "proposals:export_file": Sensitive(_("Export of proposals")),
}
