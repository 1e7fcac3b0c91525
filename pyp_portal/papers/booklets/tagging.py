"""The tags of a joined booklet: the structure of each part under that of the whole.

The pages of a part are copied without their structure; here it is brought after them by hand.
"""

from pikepdf import Array, Dictionary, Name


def join(whole, parts):
    """Join the structure of the parts to that of the front; None: the whole bears no tags.

    With a file of another maker in it, the whole no longer says that it is made for screen
    readers, but what is ours keeps its tags.
    """
    if parts is None:
        strip(whole)
        return
    root = whole.Root.StructTreeRoot
    numbers = Numbers(entries(root.ParentTree))
    for part in parts:
        if Name.StructTreeRoot in part.source.Root and part.is_ours:
            graft(whole, root, part, numbers)
        else:
            forget(whole.pages[part.first : part.first + part.count])
    rows = Array(cell for row in sorted(numbers.rows.items()) for cell in row)
    root.ParentTree = whole.make_indirect(Dictionary(Nums=rows))
    root.ParentTreeNextKey = numbers.next
    if not all(part.is_ours for part in parts):
        disclaim(whole)


class Numbers:
    """The keys by which pages and links find their place in the structure."""

    def __init__(self, rows):
        self.rows = dict(rows)
        self.next = max(self.rows, default=-1) + 1

    def take(self, whole, rows):
        """Take in the keys of a part, behind all that are there; by how many they moved."""
        moved = self.next
        for key, elements in rows:
            self.rows[key + moved] = whole.copy_foreign(elements)
            self.next = max(self.next, key + moved + 1)
        return moved


def entries(tree):
    """(key, elements) of a tree of numbers."""
    for below in tree.get(Name.Kids, []):
        yield from entries(below)
    listed = list(tree.get(Name.Nums, []))
    yield from zip(map(int, listed[::2]), listed[1::2], strict=True)


def graft(whole, root, part, numbers):
    """Bring the structure of one part under the document of the whole."""
    source = part.source
    theirs, document = first_of(source.Root.StructTreeRoot), first_of(root)
    section = whole.copy_foreign(source.make_indirect(theirs))
    section.P, section.S = document, Name.Sect
    if not isinstance(document.K, Array):
        document.K = Array([document.K])
    document.K.append(section)
    known = entries(source.Root.StructTreeRoot.ParentTree)
    moved = numbers.take(whole, [(key, source.make_indirect(found)) for key, found in known])
    for page in whole.pages[part.first : part.first + part.count]:
        if Name.StructParents in page.obj:
            page.obj.StructParents = int(page.obj.StructParents) + moved
        for annot in page.obj.get(Name.Annots, []):
            if Name.StructParent in annot:
                annot.StructParent = int(annot.StructParent) + moved


def first_of(root):
    """The document of a structure."""
    return root.K[0] if isinstance(root.K, Array) else root.K


def strip(whole):
    """Let no page of the whole speak of a structure that is not there."""
    forget(whole.pages)
    for name in (Name.StructTreeRoot, Name.MarkInfo):
        if name in whole.Root:
            del whole.Root[name]
    disclaim(whole)


def forget(pages):
    for page in pages:
        if Name.StructParents in page.obj:
            del page.obj[Name.StructParents]
        for annot in page.obj.get(Name.Annots, []):
            if Name.StructParent in annot:
                del annot[Name.StructParent]


def disclaim(whole):
    """The whole says no more that it is made for screen readers."""
    with whole.open_metadata(set_pikepdf_as_editor=False, update_docinfo=False) as said:
        said.pop("pdfuaid:part", None)
