"""The addresses of groups."""

from django.urls import path

from quartier.kernel.belonging import document_views, group_views, member_views

app_name = "groups"
urlpatterns = [
    path("", group_views.groups, name="list"),
    path("new/", group_views.new, name="new"),
    path("<int:pk>/", group_views.group, name="group"),
    path("<int:pk>/edit/", group_views.edit, name="edit"),
    path("<int:pk>/join/", group_views.join, name="join"),
    path("<int:pk>/withdraw/", group_views.withdraw, name="withdraw"),
    path("<int:pk>/leave/", group_views.leave, name="leave"),
    path("<int:pk>/take-over/", group_views.take_over, name="take_over"),
    path("<int:pk>/members/", member_views.members_of, name="members"),
    path("<int:pk>/members/<int:person>/", member_views.member, name="member"),
    path("<int:pk>/invite/", member_views.invite, name="invite"),
    path("<int:pk>/accept/", member_views.accept, name="accept"),
    path("<int:pk>/decline/", member_views.decline, name="decline"),
    path("<int:pk>/remove/", member_views.remove, name="remove"),
    path("<int:pk>/make-moderator/", member_views.make_moderator, name="make_moderator"),
    path("<int:pk>/make-member/", member_views.make_member, name="make_member"),
    path("<int:pk>/hand-over/", member_views.hand_over, name="hand_over"),
    path("<int:pk>/documents/", document_views.documents, name="documents"),
    path("<int:pk>/documents/add/", document_views.add, name="add_document"),
    path("<int:pk>/documents/<str:key>/delete/", document_views.delete, name="delete_document"),
]
