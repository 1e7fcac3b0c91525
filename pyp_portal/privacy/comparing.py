"""What a version of the notice says otherwise than the one before it."""

from pyp_portal.differing import diff
from pyp_portal.privacy.models import Notice
from pyp_portal.privacy.notice_forms import NAMES
from pyp_portal.privacy.notice_parts import LANGUAGES, groups


def changed(notice):
    """(heading, part, language, pieces) of every text that changed; none for the first version."""
    before = Notice.objects.filter(number__lt=notice.number).order_by("-number").first()
    if before is None:
        return []
    return [
        (heading, label, NAMES[one], diff(*texts))
        for heading, parts in groups()
        for key, label in parts
        for one in LANGUAGES
        if len(set(texts := [words_of(version, key, one) for version in (before, notice)])) > 1
    ]


def words_of(notice, key, language):
    return notice.words.get(key, {}).get(language, "")
