"""The jobs of this room, on the portal's timetable, and the ranking as a file."""

from tempfile import TemporaryFile

from celery import shared_task
from django.core.files.base import File

from pyp_portal.evening import standing
from pyp_portal.papers import exporting, making
from pyp_portal.papers.services import ring
from selection import binding, drawing, exports, lists, packs, services
from selection.matching import solving
from selection.models import AssignmentRun, Closing, PageSet, SelectionPlan
from selection.services import closing, combining, matching, noting, pages, releasing, verifying


@shared_task(name="selection.watch_ties")
def watch_ties():
    """S8."""
    services.watch_ties()


@shared_task(name="selection.end_terms")
def end_terms():
    services.end_terms()


@shared_task(name="selection.check_seals")
def check_seals():
    """The nightly proof of the sealed scores."""
    verifying.check_seals()


@shared_task(name=releasing.RELEASE_HELD)
def release_held(announcement_id):
    """The end of a hold, when the worker was asked for it."""
    services.release_held(announcement_id)


@shared_task(name="selection.release_all_held")
def release_all_held():
    """The same for every hold that is over, should nobody have been asked."""
    services.release_all_held()


@shared_task(name="selection.combine_rankings")
def combine_rankings():
    """What members put in order, once it is closed."""
    combining.combine_waiting()


@shared_task(name="selection.release_reserve")
def release_reserve():
    services.release_reserve()


@shared_task(name="selection.sweep_notes")
def sweep_notes():
    noting.sweep_notes()


@shared_task(name="selection.prepare_pages")
@standing.waits
def prepare_pages():
    """Have the attachments of what is being scored drawn as pages."""
    pages.prepare()


@shared_task(name=PageSet.task, soft_time_limit=240, time_limit=300)
def draw_pages(page_set_id):
    """Draw the pages of one file. Running it again is harmless: a file is taken once."""
    drawn = making.take(PageSet, page_set_id)
    if drawn is None:
        return
    with making.attempt(drawn), TemporaryFile() as archive:
        sizes, whole = drawing.draw(drawn.source, archive)
        making.keep(drawn, File(archive), sizes=sizes, whole=whole)


@shared_task(name=exports.KIND, soft_time_limit=240, time_limit=300)
def export(export_id):
    """Write the ranking that somebody asked for."""
    exporting.make(export_id, exports.table)


@shared_task(name=lists.KIND, soft_time_limit=240, time_limit=300)
def export_list(export_id):
    """Write a list of the selection that somebody asked for."""
    exporting.make(export_id, lists.table)


@shared_task(name=packs.KIND, soft_time_limit=540, time_limit=600)
def pack(export_id):
    """Bind the reading pack that somebody asked for."""
    exporting.bind(export_id, binding.book)


@shared_task(name="selection.match", soft_time_limit=240, time_limit=300)
def match(run_id):
    """Find readers by the optimiser."""
    matching.make(run_id, solving.solve, solving.SOLVER)


@shared_task(name="selection.match_waiting")
def match_waiting():
    """Ring for runs that wait or whose worker died; give up on those tried too often."""
    making.give_up(AssignmentRun)
    for run in making.due(AssignmentRun):
        ring(run)


@shared_task(name=Closing.task, soft_time_limit=540, time_limit=600)
def close_round(closing_id):
    """Freeze the table of a round that is being closed."""
    closing.make(closing_id)


@shared_task(name="selection.close_waiting")
def close_waiting():
    """Ring for closings that wait or whose worker died; give up on those tried too often."""
    closing.close_waiting()


@shared_task(name="selection.analyse", soft_time_limit=240, time_limit=300)
def analyse(plan_id):
    """Analyse the scores of a year; harmless to run again."""
    services.analyse(SelectionPlan.objects.get(pk=plan_id))


@shared_task(name="selection.analyse_changed", soft_time_limit=240, time_limit=300)
def analyse_changed():
    """Analyse each year whose order has changed since it was last analysed."""
    services.analyse_changed()
