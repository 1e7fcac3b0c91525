"""Tells a screen reader what on a page is furniture: page numbers and running titles.

WeasyPrint tags what stands in the margins like any text and then leaves it out of the tree.
Here what a style wrote there is an artifact, passed over when read aloud; what the document
itself put there, as the seal with its number, is read. Bound to one release as ``thaifix`` is.
"""

from contextlib import contextmanager

from weasyprint import draw
from weasyprint.formatting_structure.boxes import MarginBox
from weasyprint.pdf import stream, tags

_stock_draw = draw.draw_stacking_context
_stock_marked = stream.Stream.marked
_stock_tree = tags._build_box_tree


def is_furniture(box):
    """A margin whose words come from a style and not from an element of the document."""
    return isinstance(box, MarginBox) and all(
        kind != "element()" for kind, _what in box.style["content"]
    )


def draw_context(stream, context):
    """As before, and remember while furniture is drawn."""
    if not is_furniture(context.box):
        _stock_draw(stream, context)
        return
    stream.is_in_furniture = True
    _stock_draw(stream, context)
    stream.is_in_furniture = False


@contextmanager
def marked(self, box, tag):
    """As before; furniture is an artifact."""
    is_plain = not getattr(self, "is_in_furniture", False)
    with _stock_marked(self, box, tag) if is_plain else self.artifact():
        yield


def build_tree(box, parent, pdf, page_number, nums, annotations, known):
    """As before; furniture has no place in the tree, and what else stands in a margin has one."""
    rest = (parent, pdf, page_number, nums, annotations, known)
    if not isinstance(box, MarginBox):
        return _stock_tree(box, *rest)
    if is_furniture(box):
        return iter(())
    return (element for child in box.children for element in _stock_tree(child, *rest))


def install():
    """Put it in place. The release is checked by ``thaifix.install``."""
    draw.draw_stacking_context = draw_context
    stream.Stream.marked = marked
    tags._build_box_tree = build_tree
