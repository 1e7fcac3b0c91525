"""The values that the announcement of a call and its invitations may name."""

from django.utils.html import format_html
from django.utils.timezone import localtime

from proposals import call_wordings as wordings
from pyp_portal.papers.models import Office
from pyp_portal.papers.templatetags.paper import td, td_era, td_time
from pyp_portal.papers.wordings import words

ALL_KINDS = "หน่วยงานของรัฐส่วนกลาง ส่วนภูมิภาค และส่วนท้องถิ่น ภาคเอกชน และภาคประชาสังคม"


def _of_call(said):
    return {
        wordings.YEAR.name: td(said["year"]),
        wordings.OPENS.name: td_time(said["opens"]),
        wordings.CLOSES.name: td_time(said["last_moment"]),
        wordings.ADDRESS.name: said["address"],
    }


def of_announcement(said, before):
    """The words of an announcement; ``before`` are those that it takes the place of."""
    old, office = before[0] if before else None, Office.objects.standing()
    values = _of_call(said) | {
        wordings.OFFICE.name: office.name,
        wordings.SHORT.name: office.short_name,
        wordings.OLD.name: td(old.title) if old else "",
        wordings.OLD_DATE.name: td_era(old.issued_at) if old else "",
        wordings.WHO.name: _who(said["kinds"]),
        wordings.MOST.name: td(said["most"]),
        wordings.ENDORSED.name: td_time(said["endorsement"]),
        wordings.RETURNS.name: td(said["returns"]),
        wordings.DAYS.name: td(said["days"]),
    }
    return words(wordings.CALL_ANNOUNCEMENT, said["year"], values)


def _who(kinds):
    """The kinds that may propose, level by level; all where none are named."""
    if not kinds:
        return ALL_KINDS
    levels = " ".join(f"{level} ({', '.join(named)})" for level, named in kinds)
    return f"หน่วยงานประเภทต่อไปนี้ {levels}"


def of_invitation(said, event, announced):
    """The words of a letter that invites to propose, or to a meeting."""
    values = _of_call(said) | {
        wordings.ANNOUNCED.name: td(announced.title) if announced else "",
        wordings.ANNOUNCED_DATE.name: td(announced.issued_at) if announced else "",
        wordings.MEETING.name: td(event.title_th) if event else "",
        wordings.WHEN.name: _when(event) if event else "",
        wordings.WHERE.name: _where(event) if event else "",
    }
    return words(wordings.INVITATION, said["year"], values)


def _when(event):
    ends = td(f"{localtime(event.ends_at):%H.%M}")
    return format_html(
        "{} ถึงเวลา {}",
        td_time(event.starts_at),
        format_html('<span class="nowrap">{} น.</span>', ends),
    )


def _where(event):
    """The room, the address on the net, or both."""
    places = [f"ณ {td(event.place_th)}"] if event.place_th else []
    if event.online_url:
        places.append(f"ผ่านสื่ออิเล็กทรอนิกส์ที่ {event.online_url}")
    return " หรือ".join(places)
