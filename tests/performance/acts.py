"""Prints what acts cost: saving a score sheet, handing in a proposal, exporting the list.

python -m tests.performance.acts      (one "act<TAB>figures" a line)

Each act goes through the pages as a browser would send it, in this process; its CPU is user
and system time, the floor is asked in the same process right before.
"""

import statistics
import sys
import time
from functools import partial

import django

django.setup()

from django.conf import settings  # noqa: E402
from django.core.cache import caches  # noqa: E402
from django.test import Client  # noqa: E402
from django.test.utils import setup_test_environment  # noqa: E402
from django.urls import reverse  # noqa: E402

from proposals import exports, facets  # noqa: E402
from proposals.models import Call, PolicyScheme, Proposal  # noqa: E402
from proposals.tasks import export  # noqa: E402
from pyp_portal.papers import exporting  # noqa: E402
from pyp_portal.papers.models import Export  # noqa: E402
from selection.models import ScoreSheet  # noqa: E402
from selection.services import board_pages, criteria_of  # noqa: E402
from tests.factories.proposals import complete_proposal, submitter  # noqa: E402
from tests.performance.targets import cookie, people  # noqa: E402
from tests.proposals.browsing import fields_of, letter  # noqa: E402

SHEETS, FLOW, COUNTED = 20, 7, 7
STEPS = range(1, 8)


def client_of(user):
    """A browser in which this person is signed in."""
    return Client(headers={"cookie": cookie(user)})


def cpu_of(act):
    """Milliseconds of CPU that an act takes, and what it gave."""
    begun = time.process_time()
    given = act()
    return 1000 * (time.process_time() - begun), given


def expect(response, status):
    """The response, if it is the one that this act leads to."""
    if response.status_code != status:
        raise RuntimeError(f"{response.request['PATH_INFO']} answered {response.status_code}")
    return response


def floor():
    """The median of the floor in this process."""
    client = client_of(people()["staff"])
    path = f"{reverse('floor')}?pk={Proposal.objects.first().pk}"
    return statistics.median(cpu_of(lambda: client.get(path))[0] for _ in range(100))


def counting_anew():
    """The list when something has just happened: its counts are counted again each time."""
    client, costs = client_of(people()["staff"]), []
    for _each in range(COUNTED):
        facets._kept.cache_clear()
        cost, answer = cpu_of(lambda: client.get(reverse("proposals:list")))
        expect(answer, 200)
        costs.append(cost)
    return statistics.median(costs[1:])


def ranking_anew():
    """The board when something has just happened: orders and rows are made again each time."""
    client, costs = client_of(people()["secretary"]), []
    path = reverse("selection:board", args=[Call.objects.current().fiscal_year])
    for _each in range(COUNTED):
        board_pages._remembered.cache_clear()
        cost, answer = cpu_of(lambda: client.get(path))
        expect(answer, 200)
        costs.append(cost)
    return statistics.median(costs[1:])


def figures_anew():
    """The public statistics when nothing is remembered of them."""
    client, costs = Client(), []
    path = reverse("public:statistics", args=[Call.objects.current().fiscal_year])
    for _each in range(COUNTED):
        caches["process"].clear()
        cost, answer = cpu_of(lambda: client.get(path))
        expect(answer, 200)
        costs.append(cost)
    return statistics.median(costs[1:])


def points_for(sheet):
    """A whole sheet as the form sends it."""
    codes = [criterion.code for criterion in criteria_of(sheet)]
    words = {"strength": "มีภาคีครบ", "advice": "ขอให้ระบุแหล่งงบประมาณ"}
    return dict.fromkeys(codes, "4") | words


def sheet_saving():
    """Saving a whole sheet, one after another."""
    user = people()["member"]
    client, costs = client_of(user), []
    waiting = ScoreSheet.objects.waiting().filter(seat__user=user, stage="doc")
    for sheet in waiting.select_related("proposal__call")[: SHEETS + 1]:
        sent = points_for(sheet) | {"version": sheet.version}
        path = sheet.get_absolute_url()
        cost, answer = cpu_of(lambda path=path, sent=sent: client.post(path, sent))
        expect(answer, 302)
        costs.append(cost)
    return statistics.median(costs[1:])


def handing_in():
    """Milliseconds of the writing and of the handing in, for drafts with all their answers."""
    call = Call.objects.current()
    call.policy_schemes.set(PolicyScheme.objects.all())
    costs = []  # of the writing, and of the handing in
    for number in range(FLOW):
        title = f"ประเด็นที่ยื่นเพื่อวัด {number}"
        proposal = complete_proposal(call=call, code=f"P90-F{number}", title_th=title)
        client = client_of(submitter(proposal))
        parts = [partial(part, client, proposal.code) for part in (writing, submitting)]
        costs.append([cpu_of(part)[0] for part in parts])
    return [statistics.median(part) for part in zip(*costs[1:], strict=True)]


def to(name, *args):
    return reverse(f"proposals:{name}", args=args)


def writing(client, code):
    """The seven steps, each read and saved whole."""
    for number in STEPS:
        page = expect(client.get(to("step", code, number)), 200)
        expect(client.post(to("step", code, number), fields_of(page)), 302)


def submitting(client, code):
    """The letter, the review, the submission, the receipt."""
    day = {"letter_date_0": "4", "letter_date_1": "1", "letter_date_2": "2568"}
    signed = {"letter": letter(), "letter_no": "ที่ ทด 1/2568", **day}
    expect(client.post(to("endorse", code), signed), 302)
    page = expect(client.get(to("review", code)), 200)
    sent = {"version": page.context["proposal"].version, "key": page.context["key"]}
    answer = expect(client.post(to("submit", code), sent), 302)
    if answer.url != to("receipt", code):
        raise RuntimeError("the proposal was not taken")
    expect(client.get(to("receipt", code)), 200)


def exporting_all(kind):
    """(rows, seconds, seconds of CPU) of the worker's job for the list of all years."""
    by = people()["staff"]
    asked = exporting.ask(exports.KIND, by=by, title="ข้อเสนอทั้งหมด", format=kind)
    begun = time.perf_counter()
    cost, _none = cpu_of(lambda: export(asked.pk))
    took = time.perf_counter() - begun
    asked.refresh_from_db()
    if not asked.is_fetchable:
        raise RuntimeError(f"the export ended as {asked.state}")
    return asked.done, took, cost / 1000


def export_line(kind):
    """What the export of everything costs, as a line."""
    rows, took, cost = exporting_all(kind)
    verdict = "kept" if took <= 5 else "MISSED"
    return f"export of {rows:,} rows, {kind}\t{took:.1f} of 5 s, {cost:.1f} s CPU: {verdict}\n"


def main():
    """One line an act."""
    settings.CELERY_TASK_ALWAYS_EAGER = False
    setup_test_environment(debug=False)
    least = floor()
    saving = sheet_saving()
    verdict = "kept" if saving <= 25 * least else "MISSED"
    told = (
        f"saving a score sheet\t{saving:.1f} ms CPU, {saving / least:.1f} of 25 floors: {verdict}"
    )
    sys.stdout.write(told + "\n")
    anew = counting_anew()
    sys.stdout.write(f"list, all counted anew\t{anew:.1f} ms CPU, {anew / least:.1f} floors\n")
    anew = ranking_anew()
    sys.stdout.write(f"board, all made anew\t{anew:.1f} ms CPU, {anew / least:.1f} floors\n")
    anew = figures_anew()
    sys.stdout.write(
        f"statistics, all counted anew\t{anew:.1f} ms CPU, {anew / least:.1f} floors\n"
    )
    sys.stdout.writelines(export_line(kind) for kind in Export.Format)
    written, handed_in = handing_in()
    verdict = "kept" if handed_in <= 150 else "MISSED"
    sys.stdout.write(f"letter, review, submission\t{handed_in:.0f} of 150 ms CPU: {verdict}\n")
    sys.stdout.write(f"seven steps read and saved before\t{written:.0f} ms CPU, 14 requests\n")


if __name__ == "__main__":
    main()
