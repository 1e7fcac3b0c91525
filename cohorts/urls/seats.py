"""The addresses of a seat."""

from django.urls import path

from cohorts.urls.places import SEAT
from cohorts.views import seats

urlpatterns = [
    path(SEAT, seats.seat, name="seat"),
    path(SEAT + "nominate/", seats.nominate, name="nominate"),
    path(SEAT + "answer/", seats.answer, name="answer"),
    path(SEAT + "exception/", seats.exception, name="exception"),
    path(SEAT + "replace/", seats.replace, name="replace"),
    path(SEAT + "withdraw/", seats.withdraw, name="withdraw"),
]
