"""What has reached a person."""

from django.db.models import QuerySet

from quartier.kernel.notifications.models import Notification
from quartier.kernel.people.models import Person


def unread_notices(person: Person) -> QuerySet[Notification]:
    """Newest first."""
    return person.notifications.filter(read__isnull=True).select_related("by").order_by("-at")


def latest_notices(person: Person) -> QuerySet[Notification]:
    """Newest first, read or not."""
    return person.notifications.select_related("by").order_by("-at")
