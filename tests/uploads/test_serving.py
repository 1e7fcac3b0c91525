"""A file is given out as a download that no browser opens inside our pages (S11)."""

from contextlib import closing
from urllib.parse import quote

from pyp_portal.uploads.services import serve
from tests.uploads.conftest import pdf


def test_s11_a_file_is_a_download_and_never_a_page(send):
    content = pdf()

    with closing(serve(send(content, "หนังสือ รับรอง.pdf"))) as response:
        assert b"".join(response.streaming_content) == content

    assert response["Content-Disposition"] == (
        f"attachment; filename*=utf-8''{quote('หนังสือ รับรอง.pdf')}"
    )
    assert response["X-Content-Type-Options"] == "nosniff"
    assert response["Content-Security-Policy"] == "default-src 'none'; sandbox"
    assert response["Cache-Control"] == "private, no-store"
    assert response["Content-Type"] == "application/pdf"
    assert response["Content-Length"] == str(len(content))
