"""The server's settings for tests: a data folder of its own for each test process, and nothing slow without need."""

import atexit
import os
import shutil
import tempfile

os.environ["QUARTIER_DATA"] = tempfile.mkdtemp(prefix="quartier-test-")
atexit.register(shutil.rmtree, os.environ["QUARTIER_DATA"], ignore_errors=True)

from quartier.project.settings import *  # noqa: E402, F403
from quartier.project.settings import DATA, DATABASES, STORAGES  # noqa: E402

PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]  # Argon2 costs 20 ms by design
LISTENERS_AT_ONCE = True
EVEN_404_SECONDS = 0.0  # thousands of tests ask for what isn’t there
STORAGES = {**STORAGES, "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}}

if DATABASES["default"]["ENGINE"].endswith("sqlite3"):
    # A file, as on a real server: a database in memory can't be written by two threads.
    DATABASES["default"]["OPTIONS"]["timeout"] = 120  # seconds for whoever waits to write: a slow machine is no fault
    DATABASES["default"]["TEST"] = {"NAME": DATA / "test.sqlite3"}
