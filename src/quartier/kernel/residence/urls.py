"""Mounted at the root: the page with the code is read aloud, the others stand beside the pages they belong to."""

from django.urls import path

from quartier.kernel.residence import views
from quartier.kernel.residence.letters import views as letters

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
    path("quarter/ways/", views.settings, name="settings"),
]
