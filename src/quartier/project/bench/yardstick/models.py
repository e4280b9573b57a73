"""A post with its numbers beside it, so that a list needs no counting."""

from django.conf import settings
from django.db import models


class Post(models.Model):
    hood = models.PositiveSmallIntegerField()
    author = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE)
    kind = models.CharField(max_length=12)
    title = models.CharField(max_length=120)
    body = models.TextField()
    latitude = models.FloatField()
    longitude = models.FloatField()
    created = models.DateTimeField()
    comments = models.IntegerField(default=0)
    likes = models.IntegerField(default=0)
    objects: models.Manager["Post"] = models.Manager()

    class Meta:
        app_label = "yardstick"
        indexes = [models.Index(fields=["hood", "-created", "-id"], name="feed")]


class Like(models.Model):
    post = models.ForeignKey(Post, on_delete=models.CASCADE, db_index=False)
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE)
    objects: models.Manager["Like"] = models.Manager()

    class Meta:
        app_label = "yardstick"
        constraints = [models.UniqueConstraint(fields=["post", "user"], name="once")]
