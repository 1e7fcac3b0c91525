"""What the office offered before anybody wrote, and how the form was tried on the briefing day."""

from proposals import services
from proposals.call_papers import admitted
from proposals.models import Proposal
from proposals.services import inviting
from pyp_portal.demo.seed import moment
from pyp_portal.demo.story.company import DIRECTOR, Act

YEAR = 2568
OFFICER, WRITER, AGENCY = "U019", "U001", "L20"
TRIED = {
    "title_th": "ลองกรอก: ลดการเผาตอซังข้าวในตำบลลุ่มน้ำเดียวกัน",
    "theme": "TH-01",
    "summary": "ข้อความทดลองกรอกในวันประชุมชี้แจง เพื่อดูว่าแบบข้อเสนอถามอะไรบ้าง",
}


def acts(company):
    """The call on paper, its questions as a PDF, then the practice call of the briefing day."""
    yield Act(moment("2024-11-29T15:00:00+07:00"), lambda: announce(company))
    yield Act(moment("2024-11-29T11:00:00+07:00"), lambda: print_questions(company))
    yield Act(moment("2024-12-02T13:00:00+07:00"), lambda: open_practice(company))
    yield Act(moment("2024-12-02T14:10:00+07:00"), lambda: try_it(company))


def announce(company):
    """The director announces the call and writes to all who may propose, and to the briefing."""
    call, director = company.call(YEAR), company.person(DIRECTOR)
    inviting.announce(call, director)
    inviting.invite(call, director, kinds=admitted(call))
    for event in call.briefings.filter(cancelled_at=None):
        inviting.invite(call, director, kinds=admitted(call), event=event)


def print_questions(company):
    services.print_questions(company.call(YEAR), company.person(OFFICER))


def open_practice(company):
    services.open_practice(3, company.person(OFFICER))


def try_it(company):
    """One of the audience begins a draft for practice and writes its second step."""
    by = company.person(WRITER)
    call = services.running_practice()
    proposal = services.start(call, company.agencies[AGENCY], by)
    services.save_step(Proposal.everything.get(pk=proposal.pk), 2, TRIED, by)
