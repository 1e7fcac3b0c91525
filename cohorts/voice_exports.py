"""Opinions on an issue as a file: words as they may be read, groups, verdicts; nobody's name."""

from cohorts import permissions
from cohorts.models import Opinion, Team
from proposals.exports import may_fetch as may_fetch_proposals
from proposals.exports import standing
from pyp_portal.access import require
from pyp_portal.papers.exporting import Table

KIND = "cohorts.voices"
HEADERS = [
    "ให้ความเห็นเมื่อ", "ประเภท", "ใช้ได้หรือไม่", "ข้อความที่เผยแพร่", "สถานะ", "ช่วงอายุ", "กลุ่มเปราะบาง",
    "จังหวัด", "อำเภอ", "ผลที่เกิดขึ้น", "คำตอบของทีม",
]  # fmt: skip


def team_of(export, user):
    """The team whose opinions these are, while the person sees it; else None."""
    teams = Team.objects.visible_to(user).select_related("proposal")
    return teams.filter(proposal__code=export.parameters["code"]).first()


def table(export):
    """The opinions, for those who may read them; PermissionDenied for others."""
    person = export.asked_by
    team = team_of(export, person)
    require(team is not None and permissions.can_read_voices(team, person))
    opinions = Opinion.objects.filter(team=team).select_related("province")
    return Table(HEADERS, rows(opinions), opinions.count(), standing(person))


def rows(opinions):
    """One row for each; words that are not shown to everybody stay out of the file."""
    for one in opinions.order_by("given_at", "pk").iterator(chunk_size=500):
        yield (
            one.given_at,
            one.get_kind_display(),
            one.get_feel_display(),
            one.public_words,
            str(one.state.label),
            one.get_age_band_display(),
            one.get_group_display(),
            str(one.province or ""),
            one.district_th,
            one.get_response_display(),
            one.response_th,
        )


def may_fetch(export, user):
    """Who may still read the opinions of the team (S3, S36)."""
    team = team_of(export, user)
    allowed = team is not None and permissions.can_read_voices(team, user)
    return allowed and may_fetch_proposals(export, user)
