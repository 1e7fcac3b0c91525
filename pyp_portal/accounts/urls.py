"""Paths of people and agencies; signing in has its own beside them."""

from django.urls import path

from pyp_portal.accounts.views import (
    deciding,
    deputising,
    entering,
    finding,
    inviting,
    mine,
    people,
    register,
)

app_name = "accounts"
urlpatterns = [
    path("profile/", mine.profile, name="profile"),
    path("agencies/", mine.my_agencies, name="my_agencies"),
    path("agencies/find/", finding.agencies, name="find_agencies"),
    path("agencies/join/", mine.join, name="join"),
    path("agencies/new/", entering.ask_agency, name="ask_agency"),
    path("agencies/join/<slug:code>/", mine.ask, name="ask"),
    path("memberships/", deciding.waiting, name="waiting"),
    path("memberships/approve/", deciding.approve_many, name="approve_many"),
    path("memberships/<uuid:uid>/", deciding.membership, name="membership"),
    path("memberships/<uuid:uid>/approve/", deciding.approve, name="approve"),
    path("memberships/<uuid:uid>/refuse/", deciding.refuse, name="refuse"),
    path("memberships/<uuid:uid>/rights/", deciding.rights, name="rights"),
    path("memberships/<uuid:uid>/end/", mine.end, name="end"),
    path("new-agencies/<uuid:uid>/", entering.agency_request, name="agency_request"),
    path("new-agencies/<uuid:uid>/enter/", entering.enter_agency, name="enter_agency"),
    path("new-agencies/<uuid:uid>/same/", entering.point_to, name="point_to"),
    path("new-agencies/<uuid:uid>/refuse/", entering.refuse_agency, name="refuse_agency"),
    path("new-agencies/<uuid:uid>/back/", entering.take_back_agency, name="take_back_agency"),
    path("deputies/", deputising.deputies, name="deputies"),
    path("deputies/<uuid:uid>/end/", deputising.end, name="end_deputy"),
    path("register/", register.agencies, name="agencies"),
    path("register/new/", register.agency_new, name="agency_new"),
    path("register/<slug:code>/", register.agency, name="agency"),
    path("register/<slug:code>/edit/", register.agency_edit, name="agency_edit"),
    path("register/<slug:code>/people/invite/", inviting.invite, name="invite"),
    path("invitations/<uuid:uid>/again/", inviting.send_again, name="send_again"),
    path("invitations/<uuid:uid>/back/", inviting.take_back, name="take_back_invitation"),
    path("invited/<str:token>/", inviting.invited, name="invited"),
    path("register/<slug:code>/people/", mine.colleagues, name="colleagues"),
    path("people/", people.people, name="people"),
    path("people/<uuid:uid>/", people.person, name="person"),
    path("people/<uuid:uid>/roles/", people.grant_role, name="grant_role"),
    path("people/<uuid:uid>/roles/<slug:role>/end/", people.end_role, name="end_role"),
]
