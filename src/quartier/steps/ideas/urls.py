"""The addresses of ideas. An idea's own page is the kernel's: /process/proposal/…"""

from django.urls import path

from quartier.steps.ideas import bringing, import_views, picking, views

app_name = "ideas"
urlpatterns = [
    path("<int:pk>/", views.listed, name="list"),
    path("<int:pk>/map/", views.on_map, name="map"),
    path("<int:pk>/new/", bringing.new, name="new"),
    path("<int:pk>/pick/", picking.pick, name="pick"),
    path("<int:pk>/alike/", bringing.while_writing, name="alike"),
    path("<int:pk>/table/", import_views.upload, name="upload"),
    path("table/<int:pk>/", import_views.preview, name="preview"),
    path("similar/<int:pk>/", views.similar, name="similar"),
]
