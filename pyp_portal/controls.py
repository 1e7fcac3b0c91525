"""Writes the plain controls of forms at once: text boxes, text areas, selects.

A page of the form has hundreds of them and their options, and a template for each, with one
for its attributes, costs most of the page. What is written is what Django's templates write.
"""

from django.forms.renderers import TemplatesSetting
from django.utils.html import conditional_escape
from django.utils.safestring import mark_safe

FOLDER = "django/forms/widgets"


class Controls(TemplatesSetting):
    """The renderer of all forms (``FORM_RENDERER``)."""

    def render(self, template_name, context, request=None):
        write = WRITERS.get(template_name)
        if write is None:
            return super().render(template_name, context, request)
        return mark_safe(write(context["widget"]))  # noqa: S308 - each part is escaped


def attributes(attrs):
    """The attributes of an element; True stands alone, False not at all."""
    said = ((name, value) for name, value in attrs.items() if value is not False)
    return "".join(
        f" {name}" if value is True else f' {name}="{conditional_escape(str(value))}"'
        for name, value in said
    )


def box(widget):
    """An input of any type."""
    value = widget["value"]
    shown = "" if value is None else f' value="{conditional_escape(str(value))}"'
    name, attrs = conditional_escape(widget["name"]), attributes(widget["attrs"])
    return f'<input type="{widget["type"]}" name="{name}"{shown}{attrs}>'


def area(widget):
    """A text area; the first line break belongs to the element."""
    name, attrs = conditional_escape(widget["name"]), attributes(widget["attrs"])
    return (
        f'<textarea name="{name}"{attrs}>\n{conditional_escape(widget["value"] or "")}</textarea>'
    )


def select(widget):
    """A select with its groups and options."""
    groups = "".join(
        group(name, "".join(map(option, choices))) for name, choices, _index in widget["optgroups"]
    )
    name, attrs = conditional_escape(widget["name"]), attributes(widget["attrs"])
    return f'<select name="{name}"{attrs}>{groups}\n</select>'


def group(name, options):
    if not name:
        return options
    return f'\n  <optgroup label="{conditional_escape(name)}">{options}\n  </optgroup>'


def option(widget):
    value, attrs = conditional_escape(str(widget["value"])), attributes(widget["attrs"])
    return f'\n  <option value="{value}"{attrs}>{conditional_escape(widget["label"])}</option>\n'


BOXES = (
    "text",
    "hidden",
    "email",
    "number",
    "checkbox",
    "date",
    "password",
    "url",
    "tel",
    "search",
    "input",
)
WRITERS = {f"{FOLDER}/{name}.html": box for name in BOXES} | {
    f"{FOLDER}/textarea.html": area,
    f"{FOLDER}/select.html": select,
}
