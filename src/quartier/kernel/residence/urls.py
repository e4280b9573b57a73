"""Mounted at the root: the page with the code is read aloud, the others stand beside the pages they belong to."""

from django.urls import path

from quartier.kernel.residence import views
from quartier.kernel.residence.homes import views as homes
from quartier.kernel.residence.letters import views as letters
from quartier.kernel.residence.organisations import views as organisations
from quartier.kernel.residence.vouching import views as vouching

app_name = "residence"
urlpatterns = [
    path("brief/", letters.enter_code, name="code"),
    path("brief/<str:code>/", letters.scanned, name="scanned"),
    path("people/here/", views.here, name="here"),
    path("people/desk/letters/", letters.batches, name="batches"),
    path("people/desk/letters/new/", letters.new_batch, name="batch_new"),
    path("people/desk/letters/<int:pk>/", letters.batch, name="batch"),
    path("people/desk/letters/<int:pk>/print/", letters.print_batch, name="batch_print"),
    path("people/desk/letters/<int:pk>/revoke/", letters.revoke_batch, name="batch_revoke"),
    path("people/here/neighbours/", vouching.vouchers, name="vouchers"),
    path("people/here/organisations/", organisations.choose, name="organisations"),
    path("people/here/organisations/<int:pk>/ask/", organisations.ask, name="organisation_ask"),
    path("people/here/yes/", homes.yes, name="yes"),
    path("people/desk/homes/", homes.homes, name="homes"),
    path("people/desk/<int:pk>/seen/", homes.seen, name="seen"),
    path("people/vouching/", vouching.sureties, name="sureties"),
    path("people/vouching/<int:pk>/give/", vouching.give, name="give"),
    path("people/vouching/<int:pk>/end/", vouching.end, name="end"),
    path("people/vouching/<int:pk>/confirm/", organisations.confirm, name="member_confirm"),
    path("people/vouching/<int:pk>/decline/", organisations.decline, name="member_decline"),
    path("people/desk/vouching/", vouching.overview, name="chains"),
    path("people/desk/<int:pk>/through/", vouching.chain, name="chain"),
    path("quarter/ways/", views.settings, name="settings"),
]
