"""A process that joins finished parts to one file: fonts once, links, bookmarks, page numbers.

Parts of ours come without fonts and get those of the front; files that were made elsewhere are
taken as they are. Runs apart from the renderer, so that neither carries the memory of both.
"""

import hashlib
from io import BytesIO

import pikepdf
from pikepdf import Array, Name

from pyp_portal.papers.booklets import answering, stamping, tagging

SCHEME = "part:"  # of the links of the contents


def join(asked):
    """Join front and parts as they were asked for, and store the whole."""
    with pikepdf.open(asked["front"]) as whole:
        parts = [Part(whole, facts) for facts in asked["parts"]]
        images, fonts = {}, whole.pages[0].Resources.Font
        for part in parts:
            part.append(whole, fonts, images)
        link(whole, parts)
        is_tagged = len(whole.pages) <= asked["most_tagged"]
        tagging.join(whole, parts if is_tagged else None)
        with whole.open_outline() as outline:
            outline.root.extend(bookmarks(parts))
        stamping.stamp(whole, asked["letters"], asked.get("mark"))
        whole.remove_unreferenced_resources()
        whole.save(asked["to"], deterministic_id=True, object_stream_mode=MODE)
        return {"pages": len(whole.pages), "tagged": is_tagged}


MODE = pikepdf.ObjectStreamMode.generate


class Part:
    """One part on its way into the whole."""

    def __init__(self, whole, facts):
        self.title, self.under, self.is_ours = facts["title"], facts["under"], facts["is_ours"]
        self.path, self.first, self.source, self.outline = facts["path"], None, None, []

    def append(self, whole, fonts, images):
        """Take its pages into the whole."""
        self.first = len(whole.pages)
        if self.is_ours:
            about, pdf = answering.part_in(self.path)
            self.outline, self.source = about["outline"], pikepdf.open(BytesIO(pdf))
        else:
            self.source = pikepdf.open(self.path)
        whole.pages.extend(self.source.pages)
        if self.is_ours:
            resources = whole.pages[self.first].Resources
            share_fonts(resources, fonts)
            share_images(resources, images)

    @property
    def count(self):
        return len(self.source.pages)


def share_fonts(resources, fonts):
    """Give a part the fonts of the whole in place of the names it has."""
    for name in list(resources.Font.keys()):
        if name in fonts:
            resources.Font[name] = fonts[name]


def share_images(resources, images):
    """A picture that an earlier part has too is stored once."""
    for name, picture in resources.get(Name.XObject, {}).items():
        if picture.get(Name.Subtype) == Name.Image:
            resources.XObject[name] = images.setdefault(look_of(picture), picture)


def look_of(picture):
    """The same for the same picture, its mask included."""
    size = f"{picture.Width}x{picture.Height} {picture.get(Name.ColorSpace)}"
    digest = hashlib.sha256(size.encode() + picture.read_raw_bytes())
    if Name.SMask in picture:
        digest.update(picture.SMask.read_raw_bytes())
    return digest.hexdigest()


def link(whole, parts):
    """Have the lines of the contents lead to their parts."""
    for page in whole.pages[: parts[0].first if parts else 0]:
        for annot in page.obj.get(Name.Annots, []):
            target = str(annot.get(Name.A, {}).get(Name.URI, ""))
            if target.startswith(SCHEME):
                part = parts[int(target.removeprefix(SCHEME))]
                del annot[Name.A]
                annot.Dest = top_of(whole.pages[part.first])
                annot.Contents = pikepdf.String(part.title)


def top_of(page):
    """The destination of a whole page."""
    return Array([page.obj, Name.XYZ, 0, page.mediabox[3], 0])


def bookmarks(parts):
    """One bookmark for each part, those of its headings under it; annexes under their part."""
    found = []
    for part in parts:
        mark = pikepdf.OutlineItem(part.title, part.first)
        mark.is_closed = True
        mark.children.extend(marks_of(within(part.outline), part.first))
        (found[-1].children if part.under and found else found).append(mark)
    return found


def within(outline):
    """What stands under the title of a document; all of it where there is no one title."""
    return outline[0][4] if len(outline) == 1 else outline


def marks_of(outline, first):
    """Bookmarks of headings, ``first`` pages further back."""
    for words, page, left, top, under in outline:
        mark = pikepdf.OutlineItem(words, first + page, "XYZ", left=left, top=top)
        mark.children.extend(marks_of(under, first))
        yield mark


DOES = {"join": join}

if __name__ == "__main__":
    answering.serve(DOES)
