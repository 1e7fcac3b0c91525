"""The addresses that everybody may open: issues, opinions, places at activities."""

from django.urls import path

from cohorts.views import public_issues, wishes

app_name = "issues"
ISSUE = "<slug:code>/"

urlpatterns = [
    path("", public_issues.issues, name="list"),
    path("places/<uuid:uid>/", public_issues.sign_up, name="sign_up"),
    path("places/<uuid:uid>/sign-off/", public_issues.sign_off, name="sign_off"),
    path("wishes/<uuid:uid>/", wishes.wish, name="wish"),
    path("wishes/<uuid:uid>/confirm/", wishes.confirm, name="confirm_wish"),
    path("wishes/<uuid:uid>/erase/", wishes.erase, name="erase_wish"),
    path(ISSUE, public_issues.issue, name="issue"),
    path(ISSUE + "voices/", public_issues.voices, name="voices"),
    path(ISSUE + "pictures/<uuid:uid>/", public_issues.picture, name="picture"),
    path(ISSUE + "say/", public_issues.say, name="say"),
    path(ISSUE + "thanks/", public_issues.thanks, name="thanks"),
    path(ISSUE + "join/<uuid:uid>/", public_issues.activity, name="activity"),
]
