"""What the pages of the training show: sessions with figures, halves, opinions, growth."""

from collections import Counter, defaultdict
from dataclasses import dataclass

from django.conf import settings
from django.db.models import Count, Q

from cohorts import hours, workshop_rules
from cohorts.models import Attendance, Evaluation, SelfRating
from cohorts.training import FEWEST_ANSWERS, Attended, Competence, Half, Moment, Question
from pyp_portal import ical

CAME = Count("attendance", filter=Q(attendance__morning__in=hours.EARNING)
             | Q(attendance__afternoon__in=hours.EARNING))  # fmt: skip


@dataclass(frozen=True)
class Opinion:
    """What people thought of a session; None where too few said it to stay unknown."""

    answers: int
    means: list
    texts: list

    @property
    def is_shown(self):
        return self.answers >= FEWEST_ANSWERS


def sessions(cohort):
    """The sessions of a cohort with how many came and the mean of “overall”."""
    rows = list(cohort.workshops.annotate(came=CAME))
    overall = defaultdict(list)
    answers = Evaluation.objects.filter(session__cohort=cohort)
    for session, scores in answers.values_list("session", "scores"):
        overall[session].append(scores[Question.OVERALL])
    for row in rows:
        row.answers = len(overall[row.pk])
        row.overall = mean(overall[row.pk])
    return rows


def mean(numbers):
    """The mean, or None where there are too few answers to hide who gave them."""
    return sum(numbers) / len(numbers) if len(numbers) >= FEWEST_ANSWERS else None


def thought(session):
    """The evaluation of one session: means of all questions, and the texts."""
    found = list(session.evaluations.values_list("scores", "text_th"))
    means = [(one.label, mean([scores[one.value] for scores, _text in found])) for one in Question]
    return Opinion(len(found), means, [text for _scores, text in found if text])


def growth(cohort):
    """[(competence, mean before, mean after)] of those who rated themselves both times."""
    rated = defaultdict(dict)
    rows = SelfRating.objects.filter(seat__cohort=cohort)
    for seat, moment, scores in rows.values_list("seat", "moment", "scores"):
        rated[seat][moment] = scores
    both = [one for one in rated.values() if len(one) == len(Moment)]
    return [
        (one.label, *(mean([r[m][one.value] for r in both]) for m in (Moment.BEFORE, Moment.AFTER)))
        for one in Competence
        if len(both) >= FEWEST_ANSWERS
    ]


def halves(session, user):
    """[(half, expected, [(status, count)], not recorded)] of those whom this person may see.

    Of all who were noted, where it is not kept any more who they were.
    """
    if session.emptied_at:
        return counted(session, session.attendance.all(), session.attendance.count())
    seats, partners = hours.seats_of(session, user), hours.partners_of(session, user)
    expected = seats.count() + partners.count()
    rows = session.attendance.filter(
        Q(seat__in=seats.order_by().values("pk")) | Q(partner__in=partners.order_by().values("pk"))
    )
    return counted(session, rows, expected)


def counted(session, rows, expected):
    """The same of these rows."""
    counts = {half: Counter() for half in session.halves}
    for found in rows.values(*Half.values):
        for half in session.halves:
            counts[half][found[half]] += 1
    return [
        (
            half,
            expected,
            [(status, counts[half][status]) for status in Attended],
            expected - sum(counts[half][status] for status in Attended),
        )
        for half in session.halves
    ]


def own(session, user):
    """The rows of the attendance, and the place, of the person who looks; None for others."""
    if not workshop_rules.is_invited(session, user):
        return None
    seats = workshop_rules.seats_in(session, user)
    partners = workshop_rules.partnerships_in(session, user)
    rows = Attendance.objects.filter(session=session)
    row = rows.filter(Q(seat__in=seats) | Q(partner__in=partners)).first()
    return {
        "row": row,
        "is_there": bool(row and row.was_there),
        "place": session.places.filter(person=user).first(),
        "halves": [(half, Attended(row.of(half)) if row and row.of(half) else None)
                   for half in session.halves],
    }  # fmt: skip


def entry(session):
    """The session as a calendar takes it."""
    return ical.Entry(
        key=f"workshop-{session.uid}",
        title=str(session),
        starts=session.starts_at,
        ends=session.ends_at,
        changed_at=session.changed_at,
        place=session.place_th or session.link,
        text="\n".join(filter(None, [session.about_th, session.link])),
        url=settings.SITE_URL + session.get_absolute_url(),
        sequence=session.sequence,
        is_cancelled=session.is_cancelled,
    )
