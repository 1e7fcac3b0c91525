"""The addresses of a seat."""

from django.urls import path

from cohorts.urls.places import SEAT
from cohorts.views import joining, seats

urlpatterns = [
    path(SEAT, seats.seat, name="seat"),
    path(SEAT + "nominate/", seats.nominate, name="nominate"),
    path(SEAT + "answer/", joining.answer, name="answer"),
    path(SEAT + "confirm/", joining.confirm, name="confirm"),
    path(SEAT + "sharing/", joining.sharing, name="sharing"),
    path(SEAT + "asking/", joining.asking_letter, name="asking_letter"),
    path(SEAT + "asking/issue/", joining.ask_by_letter, name="ask_by_letter"),
    path(SEAT + "letter/", joining.letter_file, name="letter_file"),
    path(SEAT + "exception/", seats.exception, name="exception"),
    path(SEAT + "replace/", seats.replace, name="replace"),
    path(SEAT + "withdraw/", seats.withdraw, name="withdraw"),
]
