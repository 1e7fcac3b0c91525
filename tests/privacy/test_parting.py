"""Every table that knows a person says what becomes of it when they go."""

import pytest
from django.apps import apps
from django.db import models

from pyp_portal.accounts.models import User
from pyp_portal.privacy import erasing
from pyp_portal.privacy.holding import all_parts

pytestmark = pytest.mark.django_db


def test_every_table_says_what_becomes_of_it():
    keys = [one.key for one in all_parts()]

    assert len(keys) == len(set(keys))
    assert set(erasing.LAST) <= set(keys)


# Columns whose name sounds like a person's, in tables that no part names, and why not.
NOBODYS = {
    "what something is called, no person": """
        auth.Permission.name auth.Group.name socialaccount.SocialApp.name accounts.Province.name_th
        accounts.Province.name_en accounts.Agency.name_th accounts.Agency.name_en
        offdays.OffDay.name_th proposals.PolicyScheme.name_th proposals.PolicyScheme.name_en
        proposals.Theme.name_en proposals.Call.name_en
        proposals.PolicyItem.name_th proposals.PolicyItem.name_en proposals.Theme.name_th
        proposals.Call.name_th proposals.Partner.name_th selection.Committee.name_th
        cohorts.Tier.name_th cohorts.Prototype.name_th cohorts.PolicyOption.name_th
        proposals.Call.name_en proposals.Theme.name_en proposals.PolicyScheme.name_en
        cohorts.PlanPhase.name_th uploads.StoredFile.name cohorts.AttendanceImport.name
    """,
    "the office itself": """
        papers.Office.name papers.Office.address papers.Office.phone
        papers.Office.email  accounts.Agency.saraban_email
    """,
    "of an event, whose detail is erased with it": """
        history.EventDetail.name history.EventDetail.address
    """,
    "an official minute": """
        selection.Attendance.delegate_th cohorts.PresentationPresence.delegate_th
    """,
    "what a job is called": "serving.TimedRun.name",
    "why something is called off": "cohorts.OpenActivity.called_off_th",
}
SOUNDS = ("name", "given", "family", "phone", "mail", "address", "contact", "called", "delegate")


def test_a_new_table_with_personal_data_says_what_becomes_of_it():
    nobody = User(pk=0, email="nobody@example.org")
    named = {one.find(nobody).model for one in all_parts()}
    asked = {
        f"{model._meta.label}.{field.name}"
        for model in apps.get_models()
        if model not in named and model._meta.app_label not in ("sites", "sample")
        for field in model._meta.concrete_fields
        if isinstance(field, models.CharField | models.TextField)
        and (isinstance(field, models.EmailField) or field.name.startswith(SOUNDS))
    }

    assert asked == set(" ".join(NOBODYS.values()).split())


def test_what_is_a_persons_own_goes_or_names_a_ground():
    """No row may hang on an account (it would go with it) without saying what becomes of it."""
    nobody = User(pk=0, email="nobody@example.org")
    named = {one.find(nobody).model for one in all_parts()}
    own = {
        relation.related_model
        for relation in User._meta.get_fields(include_hidden=True)
        if getattr(relation, "on_delete", None) is models.CASCADE and relation.auto_created
    }
    joining = {one for one in own if one._meta.auto_created}

    assert own - joining - named == set()
