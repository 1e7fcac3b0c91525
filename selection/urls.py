"""Where the pages of the selection are."""

from django.urls import path

app_name = "selection"
urlpatterns = []
