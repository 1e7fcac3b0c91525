"""The addresses of room 3."""

app_name = "cohorts"

urlpatterns = []
