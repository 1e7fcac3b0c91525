"""S11: a PDF that is more than paper is refused with a sentence that says what to do."""

import io

import pikepdf
import pytest
from django.core.exceptions import ValidationError
from pikepdf import Array, Dictionary, Name, Stream

from pyp_portal.uploads import checks
from tests.uploads.conftest import pdf


def pdf_with(change):
    """A PDF of one page, changed before it is saved."""
    made = io.BytesIO()
    with pikepdf.new() as document:
        document.add_blank_page()
        change(document)
        document.save(made, object_stream_mode=pikepdf.ObjectStreamMode.generate)
    return made.getvalue()


def script(document):
    document.Root.OpenAction = Dictionary(S=Name.JavaScript, JS="app.alert(1)")


def launch_behind_a_link(document):
    act = Dictionary(S=Name.GoTo, Next=Array([Dictionary(S=Name.Launch, F="cmd.exe")]))
    link = Dictionary(Type=Name.Annot, Subtype=Name.Link, Rect=[0, 0, 1, 1], A=act)
    document.pages[0].obj.Annots = Array([document.make_indirect(link)])


def file_inside(document):
    document.attachments["a.exe"] = b"MZ"


def file_nobody_refers_to(document):
    spec = Dictionary(Type=Name.Filespec, EF=Dictionary(F=Stream(document, b"MZ")))
    document.Root.Unused = document.make_indirect(spec)


def form_with_script(document):
    document.Root.AcroForm = Dictionary(Fields=[], XFA=Stream(document, b"<xdp/>"))


@pytest.mark.parametrize(
    "change",
    [script, launch_behind_a_link, file_inside, file_nobody_refers_to, form_with_script],
)
def test_s11_commands_and_files_inside_are_refused(send, change):
    with pytest.raises(ValidationError) as refused:
        send(pdf_with(change))

    assert refused.value.code == "active"


def plain_links(document):
    """What office programs write into every second file."""
    act = Dictionary(S=Name.URI, URI="https://example.org")
    document.pages[0].obj.Annots = Array([Dictionary(Subtype=Name.Link, A=act)])
    document.Root.OpenAction = Array([document.pages[0].obj, Name.Fit])
    document.Root.Names = Dictionary(Dests=Dictionary(Names=[]))


def test_links_and_bookmarks_are_paper(send):
    assert send(pdf_with(plain_links)).pages == 1


def test_s33_a_pdf_of_very_many_objects_is_refused(send, monkeypatch):
    monkeypatch.setattr(checks, "MAX_OBJECTS", 3)

    with pytest.raises(ValidationError) as refused:
        send(pdf(pages=5))

    assert refused.value.code == "broken"


def test_s33_a_pdf_that_unpacks_to_far_more_is_refused(send):
    heavy = pdf_with(lambda d: d.Root.__setattr__("Big", d.make_indirect(Array(["x" * 90] * 9000))))
    before = pikepdf.settings.set_qpdf_limits(flate_max_memory=100_000)
    try:
        with pytest.raises(ValidationError) as refused:
            send(heavy)
    finally:
        pikepdf.settings.set_qpdf_limits(**before)

    assert refused.value.code == "broken"
    assert send(heavy).pages == 1


def test_s33_the_limits_hold_from_the_start():
    assert pikepdf.settings.get_qpdf_limits()["flate_max_memory"] == checks.MAX_UNPACKED
