"""The place of a digital signature in a PDF: seen by nobody, named for who has it read aloud.

What signs makes such a field by itself, but outside of the structure of a tagged file, which
then no longer keeps PDF/UA.
"""

from io import BytesIO

import pikepdf
from pikepdf import Array, Dictionary, Name

LABEL = "ลายมือชื่อดิจิทัลของสำนักงาน"
HIDDEN_AND_LOCKED = 132


def with_field(pdf, name):
    """The PDF with an empty field for a signature."""
    out = BytesIO()
    with pikepdf.open(BytesIO(pdf)) as file:
        page = file.pages[0]
        field = file.make_indirect(_field(page, name))
        page.Annots = Array([*page.get("/Annots", []), field])
        page.Tabs = Name.S
        file.Root.AcroForm = Dictionary(Fields=Array([field]))
        if "/StructTreeRoot" in file.Root:
            _tag(file, page, field)
        file.save(out)
    return out.getvalue()


def _field(page, name):
    return Dictionary(
        Type=Name.Annot,
        Subtype=Name.Widget,
        FT=Name.Sig,
        T=name,
        TU=LABEL,
        F=HIDDEN_AND_LOCKED,
        Rect=[0, 0, 0, 0],
        P=page.obj,
    )


def _tag(file, page, field):
    """Put the field into the structure: a form element of the document that points at it."""
    tree = file.Root.StructTreeRoot
    leaf = _last_leaf(tree.ParentTree)
    key = max([int(key) for key in list(leaf.get("/Nums", []))[::2]], default=-1) + 1
    document = tree.K[0] if isinstance(tree.K, Array) else tree.K
    element = file.make_indirect(
        Dictionary(
            Type=Name.StructElem,
            S=Name.Form,
            P=document,
            Pg=page.obj,
            Alt=LABEL,
            K=Dictionary(Type=Name.OBJR, Obj=field, Pg=page.obj),
        )
    )
    document.K = Array([*_listed(document.get("/K", [])), element])
    leaf.Nums = Array([*leaf.get("/Nums", []), key, element])
    _widen(tree.ParentTree, key)
    tree.ParentTreeNextKey = key + 1
    field.StructParent = key


def _last_leaf(tree):
    """The end of a number tree, where its largest keys stand."""
    while "/Kids" in tree:
        tree = tree.Kids[-1]
    return tree


def _widen(tree, key):
    """Let the nodes that lead to the last leaf hold one more key."""
    while "/Kids" in tree:
        tree = tree.Kids[-1]
        if "/Limits" in tree:
            tree.Limits = Array([tree.Limits[0], key])


def _listed(children):
    return list(children) if isinstance(children, Array) else [children]
