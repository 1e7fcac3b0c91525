"""How the adoption kit is bound or packed. Only the tasks import this: PDF libraries."""

from io import BytesIO

import pikepdf
from django.core.exceptions import PermissionDenied

from cohorts import kit_papers, shown
from proposals.exports import standing
from pyp_portal.papers import rendering, tables, zipping
from pyp_portal.papers.exporting import Book
from pyp_portal.papers.models import Export

SITE_HEADERS = ["หน่วยงาน", "จังหวัด", "สถานะ", "วันที่เริ่ม", "ผู้ได้รับประโยชน์ (คน)", "ตัวชี้วัด"]


def book(export):
    """The kit of an issue as one PDF, or as a ZIP with all its files."""
    team = shown.team_of_kit(export.parameters["code"], export.asked_by)
    paper = team and kit_papers.kit_of(team)
    if paper is None:
        raise PermissionDenied
    parts = list(parts_of(team, paper))
    is_zip = export.format == Export.Format.ZIP
    write, total = (packed, len(parts) + 1) if is_zip else (bound, len(parts))
    return Book(lambda file: write(file, team, parts), total, standing(export.asked_by))


def parts_of(team, paper):
    """(name, how to read it) of each file: the kit itself, the handbook, the prototypes."""
    yield "ชุดนำไปใช้ แผนและหลักฐาน.pdf", lambda: content_of(paper)
    if handbook := shown.handbook_of(team):
        yield "คู่มือ.pdf", lambda: read(handbook)
    for version in kit_papers.last_versions(team):
        if version.file and version.file.can_be_opened:
            yield (
                f"ต้นแบบ {version.prototype.name_th[:60]} รุ่น {version.number}.pdf",
                lambda file=version.file: read(file),
            )


def content_of(paper):
    """The paper as it was made; or the same made of what it says, before a worker came to it."""
    return read(paper) if paper.is_ready else rendering.render(paper.html).pdf


def read(stored):
    with stored.file.open("rb") as file:
        return file.read()


def bound(file, team, parts):
    """One PDF, a bookmark for each part."""
    whole = pikepdf.new()
    with whole.open_outline() as outline:
        for name, content in parts:
            outline.root.append(pikepdf.OutlineItem(name.removesuffix(".pdf"), len(whole.pages)))
            with pikepdf.open(BytesIO(content())) as part:
                whole.pages.extend(part.pages)
            yield name
    whole.save(file)


def packed(file, team, parts):
    """A ZIP: each file under its number and name, and the areas as a table."""
    table = ("พื้นที่ขยายผล.csv", lambda: sites_table(team))
    named = enumerate([*parts, table], start=1)
    entries = (((f"{n} {name}",), lambda made=made: BytesIO(made())) for n, (name, made) in named)
    return zipping.pack(file, entries)


def sites_table(team):
    """The public facts of the areas, as comma-separated text."""
    rows = (
        (
            site.agency_th,
            site.province.name_th,
            site.get_status_display(),
            site.started_on,
            site.population,
            site.indicator_th,
        )
        for site in team.sites.public().select_related("province")
    )
    made = BytesIO()
    tables.write_csv(made, SITE_HEADERS, rows)
    return made.getvalue()
