"""What the public site and the pages across teams and years answer to each role."""

from tests.access.matrix import OFFICE, Row, expect
from tests.access.rows_cohorts import OFFICE_ONLY, year
from tests.access.rows_frame import PUBLIC

PAGES = (
    "website", "privacy", "security", "accessibility", "cookies", "contact", "statistics",
    "open_data", "sitemap", "sitemap_xml", "robots",
)  # fmt: skip

ROWS = [
    *(Row(f"public:{name}", PUBLIC) for name in PAGES),
    Row("public:dataset", PUBLIC, kwargs=lambda w: {"name": "issues", "format": "json"}),
]

READERS_ONLY = expect(404, c200=OFFICE)
READERS_ACT = expect(404, c302=f"{OFFICE} anonymous")

ROWS += [
    Row("cohorts:years", READERS_ONLY),
    Row("cohorts:alumni", READERS_ONLY),
    Row("cohorts:issues_export", READERS_ACT, method="post"),
    Row("cohorts:people_export", READERS_ACT, method="post"),
    Row("cohorts:cockpit_export", READERS_ACT, kwargs=year, method="post"),
    Row("cohorts:copy_settings", OFFICE_ONLY, kwargs=year),
]
