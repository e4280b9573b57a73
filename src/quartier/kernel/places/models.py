"""Places: streets, addresses and points of interest of the quarter, and what cards point to.

Where somebody lives is in `Address`, and nothing that is shown reads it: a card points to a `Place`, which knows only a
position moved away from the house. The house itself is read through `actions.exact_address`, which counts.
"""

from __future__ import annotations

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext as _

from quartier.kernel.rows import FromRow

OSM_TEXT = 255  # the longest value of a tag in OpenStreetMap


class Origin(models.TextChoices):
    OSM = "osm"
    TYPED = "typed"


class Street(models.Model):
    """A street's name. Two streets of one name in one quarter are one row, as in people's mouths."""

    name = models.CharField(max_length=OSM_TEXT, unique=True)
    key = models.CharField(max_length=2 * OSM_TEXT, db_index=True)  # the same for all spellings
    searchable = models.TextField()
    origin = models.CharField(max_length=5, choices=Origin, default=Origin.OSM)
    segments = models.PositiveIntegerField(default=0)  # ways in OpenStreetMap; 0 if typed in
    latitude = models.FloatField(null=True)  # the middle; None if typed in
    longitude = models.FloatField(null=True)
    south = models.FloatField(null=True)
    west = models.FloatField(null=True)
    north = models.FloatField(null=True)
    east = models.FloatField(null=True)

    def __str__(self) -> str:
        return self.name


class Address(FromRow):
    """A house number. The map may know one house often (the building, a shop in it): `is_main` is the one we offer."""

    osm_id = models.CharField(max_length=24, unique=True, null=True)  # "w734101057": n, w or r and the number
    origin = models.CharField(max_length=5, choices=Origin, default=Origin.OSM)
    street = models.ForeignKey(Street, on_delete=models.PROTECT, null=True, related_name="addresses")
    street_name = models.CharField(max_length=OSM_TEXT, blank=True)  # as the source has it
    house_number = models.CharField(max_length=OSM_TEXT)
    postcode = models.CharField(max_length=OSM_TEXT, blank=True)
    city = models.CharField(max_length=OSM_TEXT, blank=True)
    suburb = models.CharField(max_length=OSM_TEXT, blank=True)
    latitude = models.FloatField(null=True)  # None if typed in
    longitude = models.FloatField(null=True)
    household = models.TextField(db_index=True)  # the same for all rows of one house; the blur hangs on it
    is_main = models.BooleanField(default=True)
    searchable = models.TextField()
    sort_key = models.TextField()

    def __str__(self) -> str:
        line = " ".join(part for part in (self.street_name, self.house_number) if part)
        town = " ".join(part for part in (self.postcode, self.city or self.suburb) if part)
        return ", ".join(part for part in (line, town) if part)


class PointOfInterest(models.Model):
    """A shop, an office, a playground: public, so nothing about its position is hidden."""

    osm_id = models.CharField(max_length=24, unique=True)
    name = models.CharField(max_length=OSM_TEXT)
    category = models.CharField(max_length=2 * OSM_TEXT, db_index=True)  # "amenity=library"
    tags = models.JSONField(default=dict)  # all of OpenStreetMap's but e-mail addresses and mappers' notes
    address = models.CharField(max_length=4 * OSM_TEXT, blank=True)  # in words
    latitude = models.FloatField()
    longitude = models.FloatField()
    searchable = models.TextField()

    def __str__(self) -> str:
        return self.name


class Place(FromRow):
    """What a card points to. All of it may be shown but `guarded_address`: read that through `exact_address` alone.

    One row per house, street and point of interest. A house's position is moved once and then stays, whatever the next
    import says: two positions of one house would tell more about it than one.
    """

    name = models.CharField(max_length=2 * OSM_TEXT)
    latitude = models.FloatField(null=True)  # for a house: 100 to 250 m away from it
    longitude = models.FloatField(null=True)
    guarded_address = models.OneToOneField(Address, on_delete=models.PROTECT, null=True, related_name="place")
    street = models.OneToOneField(Street, on_delete=models.PROTECT, null=True, related_name="place")
    point_of_interest = models.OneToOneField(PointOfInterest, on_delete=models.PROTECT, null=True, related_name="place")

    def __str__(self) -> str:
        return self.label

    @property
    def label(self) -> str:
        """In words, for everybody. A house is named after a street near its *moved* position, perhaps not its own."""
        if not self.is_blurred:
            return self.name
        return _("near %(street)s") % {"street": self.name} if self.name else _("in the quarter")

    @property
    def is_blurred(self) -> bool:
        return self.guarded_address_id is not None


class StreetMap(models.Model):
    """The drawn map of the last import: one row. `frame` says which degrees its units are."""

    version = models.CharField(max_length=12)
    picture = models.TextField()
    frame = models.JSONField()
    drawn = models.DateTimeField(default=timezone.now)
