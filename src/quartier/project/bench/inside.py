"""What only the code itself can tell: queries a page, how long a search looks, what a notice to a thousand takes.

`python -m quartier.project.bench.inside FACTS` within a filled data folder; prints JSON.
"""

from __future__ import annotations

import json
import sys
import time
from collections.abc import Callable
from statistics import quantiles
from typing import Any

TIMES = 30


def main() -> int:
    import django

    django.setup()
    from quartier.machine.web_server import when_ready

    when_ready(None)  # the rubbish collector as in the workers
    print(json.dumps(look(json.loads(sys.argv[1]))))
    return 0


def look(facts: dict[str, Any]) -> dict[str, Any]:
    from django.utils import translation

    with translation.override("de"):
        return {**_pages(facts), "search": _searches(), "tell": _tell(), "first_visit": _first_visit(facts)}


def _pages(facts: dict[str, Any]) -> dict[str, Any]:
    """Queries of each page that is read, and how long Heute is."""
    from django.db import connection
    from django.test import Client
    from django.test.utils import CaptureQueriesContext

    from quartier.project.bench.targets import of_ours

    queries, length = {}, 0
    for target in of_ours(facts):
        if target.body:
            continue
        client = Client(headers={"cookie": target.cookies[0]})
        client.get(target.path)  # the first of a process compiles templates
        with CaptureQueriesContext(connection) as asked:
            answer = client.get(target.path)
        queries[target.name] = len(asked)
        length = length or len(answer.content)
    return {"queries": queries, "bytes_of_heute": length}


def _searches() -> dict[str, float]:
    """The look-up alone, without a page around it: 95 of 100 are quicker, in milliseconds of CPU."""
    from quartier.kernel.entries import search
    from quartier.kernel.people.models import Person
    from quartier.project.bench import quarter, words

    people = list(Person.objects.order_by("pk")[:3])
    texts = {"common": "Garten", "rare": words.RARE, "prefix": words.PREFIX, "nonsense": words.NONSENSE}
    texts |= {"two words": "Garten Samstag", "one letter": "k"}
    eyes = {"70 keys": people[quarter.ACTIVE], "2 keys": people[quarter.GUEST]}
    return {
        f"{name}, {who}": _p95(lambda text=text, person=person: search.find(person, text))  # type: ignore[misc]
        for name, text in texts.items()
        for who, person in eyes.items()
    }


def _tell() -> dict[str, float]:
    """A notice to 1,000 people, in milliseconds."""
    from django.db import transaction

    from quartier.kernel.entries.models import Entry
    from quartier.kernel.notifications.actions import tell
    from quartier.kernel.notifications.models import Notification
    from quartier.kernel.people.models import Person
    from quartier.kernel.terms.every import KERNEL_NOTICES

    people, about = list(Person.objects.order_by("pk")[20:1020]), Entry.objects.order_by("-pk").first()
    before = Notification.objects.order_by("-pk").values_list("pk", flat=True).first() or 0
    began = time.perf_counter()
    with transaction.atomic():
        tell(people, KERNEL_NOTICES[0], about, once="bench")
    took = time.perf_counter() - began
    Notification.objects.filter(pk__gt=before).delete()
    return {"people": len(people), "ms": took * 1000}


def _first_visit(facts: dict[str, Any]) -> dict[str, float]:
    """What a browser fetches for Heute the first time, packed, and again the next day when only the page is new."""
    import re

    from django.conf import settings
    from django.test import Client

    client = Client(headers={"cookie": facts["cookies"]["neighbour"], "accept-encoding": "gzip"})
    page = client.get("/")
    text = Client(headers={"cookie": facts["cookies"]["neighbour"]}).get("/").content.decode()
    # Links to files: styles, scripts, the preloaded font, icons (once), the mark.
    files = set(re.findall(rf'(?:href|src)="{settings.STATIC_URL}([^"#]+)', text))
    sizes = [_packed_size(settings.STATIC_ROOT / name) for name in files if not name.endswith(".png")]
    return {
        "kB": (len(page.content) + sum(sizes)) / 1000,
        "requests": 1 + len(sizes),
        "warm_kB": len(page.content) / 1000,
    }


def _packed_size(file: Any) -> int:
    packed = file.with_name(f"{file.name}.gz")
    return int((packed if packed.exists() else file).stat().st_size)


def _p95(do: Callable[[], object]) -> float:
    do()
    times = []
    for _time in range(TIMES):
        began = time.process_time()
        do()
        times.append((time.process_time() - began) * 1000)
    return quantiles(times, n=20)[18]


if __name__ == "__main__":
    sys.exit(main())
