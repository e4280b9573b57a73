"""The addresses of the windows that stand at the root: neighbours read some of them aloud."""

from django.urls import path

from quartier.kernel.windows import arrivals, atom, calendar, log_feed, place, places, starts

urlpatterns = [
    path("neu/", arrivals.arrivals, name="arrivals"),
    path("schreiben/", starts.start, name="start"),
    path("kalender/", calendar.calendar, name="calendar"),
    path("orte/", places.places, name="places_list"),
    path("places/<int:pk>/", place.place, name="place"),
    path("protokoll/atom/", log_feed.log, name="log_atom"),
    path("atom/", atom.everything, name="atom"),
    path("atom/<str:kind>/", atom.of_kind, name="atom_of_kind"),
]
