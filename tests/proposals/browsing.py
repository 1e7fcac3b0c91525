"""What the tests of pages do over and over: addresses, letters, and sending a page back."""

from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from tests.factories.proposals import (
    pdf,
)

DEFECT = {
    "defects-TOTAL_FORMS": "1",
    "defects-INITIAL_FORMS": "0",
    "defects-0-question": "F22",
    "defects-0-defect_th": "ไม่ได้บอกที่มา",
    "defects-0-request_th": "เพิ่มเวทีประชาคม",
}


def url(name, *args, **query):
    return reverse(f"proposals:{name}", args=args, query=query)


def letter(name="letter.pdf"):
    return SimpleUploadedFile(name, pdf(), "application/pdf")


def fields_of(response):
    """What a browser would send back for the forms of a step, as the page shows it."""
    form = response.context["form"]
    sent = {"version": response.context["proposal"].version} | remembered(response.context)
    for part in form.parts():
        for piece in part.forms if hasattr(part, "forms") else [part]:
            for field in piece:
                sent |= shown(field)
        if hasattr(part, "management_form"):
            sent |= {f.html_name: f.value() for f in part.management_form}
    return {name: value for name, value in sent.items() if value is not None}


def remembered(context):
    """What the page of a step sends along: its tab, and what it showed of each question."""
    if "tab" not in context:
        return {}
    marks = {f"_was-{b.question.name}": b.was for b in context["form"].blocks() if b.is_saved}
    return {"version": context["base"], "_tab": context["tab"], "_turn": context["turn"]} | marks


def shown(field):
    """Name and value of one control, or of the controls it is made of."""
    value = field.value()
    widget = field.field.widget
    if hasattr(widget, "decompress"):
        parts = widget.decompress(value) if not isinstance(value, list) else value
        return {f"{field.html_name}_{n}": part or "" for n, part in enumerate(parts)}
    if isinstance(value, bool):
        return {field.html_name: "on"} if value else {}
    return {field.html_name: "" if value is None else value}
