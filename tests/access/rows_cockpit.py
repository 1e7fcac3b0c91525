"""What the public site and the pages across teams and years answer to each role."""

from tests.access.matrix import Row
from tests.access.rows_frame import PUBLIC

PAGES = (
    "website", "privacy", "security", "accessibility", "cookies", "contact", "statistics",
    "open_data", "sitemap", "sitemap_xml", "robots",
)  # fmt: skip

ROWS = [
    *(Row(f"public:{name}", PUBLIC) for name in PAGES),
    Row("public:dataset", PUBLIC, kwargs=lambda w: {"name": "issues", "format": "json"}),
]
