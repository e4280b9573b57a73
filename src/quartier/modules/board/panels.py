"""What a group's page says of its board."""

from collections.abc import Mapping
from typing import Any

from django.http import HttpRequest

from quartier.api import Group, person_of, visible
from quartier.modules.board import faces
from quartier.modules.board.models import Post

NEWEST = 10


def of_group(request: HttpRequest, group: Group) -> Mapping[str, Any] | None:
    """What was written to it last; its members alone see the panel."""
    viewer = person_of(request)
    posts = visible(viewer, Post.objects.filter(group=group)).select_related("author", "organisation").order_by("-pk")
    return {"group": group, "posts": [(post, faces.author_of(post, viewer)) for post in posts[:NEWEST]]}
