"""Makes the yardstick's database: `python -m quartier.project.bench.yardstick.seed POSTS`. Prints a cookie as JSON."""

from __future__ import annotations

import json
import os
import sys
from datetime import timedelta
from itertools import islice
from random import Random

os.environ["DJANGO_SETTINGS_MODULE"] = "quartier.project.bench.yardstick.settings"
USERS, HOODS, BATCH, LIKED, MADE = 5_000, 20, 10_000, 20_000, 10_000
KINDS = ("Add", "Change", "Home", "View")  # words that Django itself translates


def main() -> int:
    import django

    django.setup()
    print(json.dumps({"cookie": seed(int(sys.argv[1]))}))
    return 0


def seed(size: int) -> str:
    from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
    from django.contrib.auth.models import User
    from django.contrib.sessions.backends.db import SessionStore
    from django.core.management import call_command
    from django.db import connection, transaction

    call_command("migrate", run_syncdb=True, verbosity=0)
    with transaction.atomic():
        User.objects.bulk_create(User(username=f"nachbar{number}", password="!") for number in range(1, USERS + 1))
        _posts(size)
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
    user, session = User.objects.get(username="nachbar5"), SessionStore()
    session[SESSION_KEY] = str(user.pk)
    session[BACKEND_SESSION_KEY] = "django.contrib.auth.backends.ModelBackend"
    session[HASH_SESSION_KEY] = user.get_session_auth_hash()
    session.save()
    return f"sessionid={session.session_key}; csrftoken={'a' * 32}"


def _posts(size: int) -> None:
    from django.db import connection
    from django.utils import timezone

    from quartier.project.bench import words
    from quartier.project.bench.yardstick.models import Like, Post

    chance, now = Random(2), timezone.now()
    posts = (
        Post(
            hood=1 + number % HOODS,
            author_id=chance.randint(1, USERS),
            kind=chance.choice(KINDS),
            title=words.title(chance),
            body=words.text(chance, 1),
            latitude=52.4 + chance.random() / 5,
            longitude=13.2 + chance.random() / 5,
            created=now - timedelta(seconds=37 * number),
            comments=2,
            likes=3,
        )
        for number in range(min(size, MADE))
    )
    while some := list(islice(posts, BATCH)):
        Post.objects.bulk_create(some)
    copies = max(1, size // MADE) - 1
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO yardstick_post (hood, author_id, kind, title, body, latitude, longitude, created, comments, likes)"
            " WITH RECURSIVE copies(copy) AS (SELECT 1 UNION ALL SELECT copy + 1 FROM copies WHERE copy < %s)"
            " SELECT hood, author_id, kind, title, body, latitude, longitude,"
            " strftime('%%Y-%%m-%%d %%H:%%M:%%f000', created, '-' || (copy * %s) || ' seconds'), comments, likes"
            " FROM copies, yardstick_post WHERE copy <= %s ORDER BY copy, id",
            [copies, 37 * MADE, copies],
        )
    newest = range(1, min(size, LIKED) + 1)
    Like.objects.bulk_create(
        Like(post_id=post, user_id=user) for post in newest for user in chance.sample(range(1, USERS + 1), 3)
    )


if __name__ == "__main__":
    sys.exit(main())
