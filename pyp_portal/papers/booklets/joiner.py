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
        parts = [Part(facts) for facts in asked["parts"]]
        total = len(whole.pages) + sum(part.count for part in parts)
        is_tagged = total <= asked["most_tagged"]
        gather(whole, parts, 1 if is_tagged else TOGETHER, asked["to"])
        images, fonts = {}, whole.pages[0].Resources.Font
        for part in parts:
            if part.is_ours:
                resources = whole.pages[part.first].Resources
                share_fonts(resources, fonts)
                share_images(resources, images)
        link(whole, parts)
        tagging.join(whole, parts if is_tagged else None)
        with whole.open_outline() as outline:
            outline.root.extend(bookmarks(parts))
        stamping.stamp(whole, asked["letters"], asked.get("mark"))
        whole.save(asked["to"], deterministic_id=True, object_stream_mode=MODE)
        return {"pages": total, "tagged": is_tagged}


MODE = pikepdf.ObjectStreamMode.generate
TOGETHER = 20  # parts of a long book that are first joined to one file


class Part:
    """One part on its way into the whole; ``first`` is its first page there."""

    def __init__(self, facts):
        self.title, self.under, self.is_ours = facts["title"], facts["under"], facts["is_ours"]
        self.path, self.count = facts["path"], facts["pages"]
        self.first, self.source, self.outline = None, None, []

    def opened(self):
        """Its pages."""
        if not self.is_ours:
            return pikepdf.open(self.path)
        about, pdf = answering.part_in(self.path)
        self.outline = about["outline"]
        return pikepdf.open(BytesIO(pdf))


def gather(whole, parts, most, path):
    """Take all pages into the whole; of a long book some parts at once, to hold fewer files."""
    for place, some in enumerate(groups(parts, most)):
        alone = len(some) == 1
        source = some[0].opened() if alone else slim(some, f"{path}.{place}")
        first = len(whole.pages)
        whole.pages.extend(source.pages)
        for part in some:
            part.first, part.source = first, source
            first += part.count


def groups(parts, most):
    """Parts of ours that follow each other, at most so many; a file of another maker alone."""
    some = []
    for part in parts:
        if some and (len(some) == most or not part.is_ours or not some[-1].is_ours):
            yield some
            some = []
        some.append(part)
    if some:
        yield some


def slim(parts, path):
    """The pages of some parts as one file, without their structure, which takes most memory."""
    with pikepdf.new() as together:
        sources = [part.opened() for part in parts]
        for source in sources:
            together.pages.extend(source.pages)
        together.save(path)
        for source in sources:
            source.close()
    return pikepdf.open(path)


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
