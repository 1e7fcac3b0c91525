"""The questions of a call as a paper that everybody can fetch."""

from django.db import transaction

from proposals import documents
from proposals.models import Call
from pyp_portal.history.services import record


@transaction.atomic
def print_questions(call, by):
    """Have the questions made into a PDF, once for a call and its version of the form."""
    fresh = Call.objects.select_for_update(of=("self",)).get(pk=call.pk)
    if paper := documents.questions_of(fresh):
        return paper
    paper = documents.questions(fresh, by)
    record(fresh, "questions_printed", by=by, version=fresh.form.number, number=paper.number)
    return paper
