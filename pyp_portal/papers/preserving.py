"""A PDF of ours as PDF/A-2a (ISO 19005-2), for archives. Only the tasks import this: PDF library.

What it shows stays as it was issued: pages, fonts, tags and words are those of the paper. Added
is what the standard asks for beside them, and what it forbids is taken out.
"""

from io import BytesIO
from pathlib import Path

import pikepdf
import weasyprint
from pikepdf import Array, Dictionary, Name

PRINTED = 4  # the flag of an annotation that is printed
PROFILE = Path(weasyprint.__file__).parent / "pdf" / "sRGB2014.icc"
XMP_ID = "http://www.aiim.org/pdfa/ns/id/"
UA_ID = "http://www.aiim.org/pdfua/ns/id/"


def preserved(pdf):
    """The bytes of a PDF/A-2a copy; None where the paper bears a signature or files of others.

    A copy of a signed paper would break its signature.
    """
    with pikepdf.open(BytesIO(pdf)) as document:
        if Name.AcroForm in document.Root or Name.StructTreeRoot not in document.Root:
            return None
        _add_colours(document)
        _mend_objects(document)
        _say_so(document)
        made = BytesIO()
        document.save(made, deterministic_id=True, min_version="1.7", force_version="1.7")
        return made.getvalue()


def pages_of(pdf):
    """How many pages it has."""
    with pikepdf.open(BytesIO(pdf)) as document:
        return len(document.pages)


def _add_colours(document):
    """Say what its red, green and blue are."""
    profile = document.make_stream(PROFILE.read_bytes(), N=3, Alternate=Name.DeviceRGB)
    document.Root.OutputIntents = Array(
        [
            Dictionary(
                Type=Name.OutputIntent,
                S=Name.GTS_PDFA1,
                OutputConditionIdentifier=pikepdf.String("sRGB2014.icc"),
                Info=pikepdf.String("sRGB2014.icc"),
                DestOutputProfile=profile,
            )
        ]
    )


def _mend_objects(document):
    """Pictures are not smoothed, fonts name no set of letters, links are printed."""
    for one in document.objects:
        if not isinstance(one, Dictionary | pikepdf.Stream):
            continue
        kind = one.get(Name.Type)
        if one.get(Name.Subtype) == Name.Image and Name.Interpolate in one:
            one.Interpolate = False
        elif kind == Name.FontDescriptor and Name.CIDSet in one:
            del one[Name.CIDSet]
        elif kind == Name.Annot:
            one.F = PRINTED


def _say_so(document):
    """The facts of the document once, as XMP; of both standards only this one is claimed."""
    with document.open_metadata(set_pikepdf_as_editor=False) as facts:
        facts.load_from_docinfo(document.docinfo)
        facts.register_xml_namespace(XMP_ID, "pdfaid")
        facts[f"{{{XMP_ID}}}part"] = "2"
        facts[f"{{{XMP_ID}}}conformance"] = "A"
        facts.pop(f"{{{UA_ID}}}part", None)
