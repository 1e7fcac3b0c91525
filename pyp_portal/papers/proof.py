"""Can this machine make papers? Asked before a worker starts.

``python -m pyp_portal.papers.proof`` knows nothing of Django and loads what draws PDFs only when
asked, so that whatever is missing ends in one sentence that says what to do.
"""

import sys
from importlib import import_module, metadata

RELEASE = "70."  # of WeasyPrint: what reaches into it was tried with this one
UNKNOWN = (
    f"Papers were not tried with WeasyPrint {{}}, but with {RELEASE}*: install requirements.txt."
)
PACKAGE = "A Python package that papers need is missing: install requirements.txt ({})."
LIBRARY = (
    "A system library that papers need is missing: apt-get install --no-install-recommends"
    " libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0 libthai0 libthai-data ({})."
)


def fault():
    """Why no paper can be made here, as a sentence; empty where papers can be made."""
    try:
        release = metadata.version("weasyprint")
        if not release.startswith(RELEASE):
            return UNKNOWN.format(release)
        import_module("pyp_portal.papers.rendering").prove_thai()
    except ImportError as why:
        return PACKAGE.format(why)
    except OSError as why:
        return LIBRARY.format(str(why).partition("\n")[0])
    except Exception as why:  # a start says why it is refused, whatever it is
        return str(why)
    return ""


if __name__ == "__main__":
    sys.exit(fault() or None)
