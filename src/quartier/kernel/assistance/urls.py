"""Mounted at /assistance/."""

from django.urls import path

from quartier.kernel.assistance import confidant_views, news_views, views

app_name = "assistance"
urlpatterns = [
    path("", views.mine, name="mine"),
    path("give/", views.give, name="give"),
    path("end/", views.end, name="end"),
    path("<int:pk>/start/", views.start, name="start"),
    path("<int:pk>/accept/", views.accept, name="accept"),
    path("<int:pk>/stop/", views.stop, name="stop"),
    path("<int:pk>/prolong/", views.prolong, name="prolong"),
    path("news/", news_views.news, name="news"),
    path("news/<int:pk>/", news_views.bring, name="bring"),
    path("news/<int:pk>/letter/", news_views.print_letter, name="letter"),
    path("news/<int:pk>/brought/", news_views.brought, name="brought"),
    path("news/<int:pk>/brought/<int:moment>/undo/", news_views.not_brought, name="not_brought"),
    path("way/", news_views.my_way, name="my_way"),
    path("confidant/", confidant_views.confidant, name="confidant"),
    path("confidant/<int:pk>/yes/", confidant_views.confidant_yes, name="confidant_yes"),
    path("confidant/<int:pk>/end/", confidant_views.confidant_end, name="confidant_end"),
    path("desk/<int:pk>/way/", news_views.way, name="way"),
    path("desk/<int:pk>/confidant/", confidant_views.desk_confidant, name="desk_confidant"),
    path("desk/confidants/<int:pk>/end/", confidant_views.desk_confidant_end, name="desk_confidant_end"),
    path("desk/<int:pk>/", views.person, name="person"),
    path("desk/<int:pk>/paper/", views.paper, name="paper"),
    path("desk/consents/<int:pk>/stop/", views.desk_stop, name="desk_stop"),
    path("desk/consents/<int:pk>/prolong/", views.desk_prolong, name="desk_prolong"),
]
