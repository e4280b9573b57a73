"""A small Django project beside ours, made with all care and nothing else: what a feed costs when it does little.

It runs on the same machine, under the same gunicorn, with the same number of posts. Only `quartier bench` starts it.
"""

import os
from pathlib import Path

from quartier.machine.databases import use_safe_sqlite

use_safe_sqlite()
HERE = Path(__file__).resolve().parent
SECRET_KEY = "only ever for made-up posts on this machine"
ALLOWED_HOSTS = ["127.0.0.1"]
INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "quartier.project.bench.yardstick",
]
MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
]
ROOT_URLCONF = "quartier.project.bench.yardstick.views"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.jinja2.Jinja2",
        "DIRS": [HERE / "pages"],
        "OPTIONS": {"environment": "quartier.project.bench.yardstick.environment.environment", "auto_reload": False},
    }
]
DATABASES = {
    "default": {
        "ENGINE": "django.db.backends.sqlite3",
        "NAME": os.environ["QUARTIER_YARDSTICK"],
        "CONN_MAX_AGE": None,
        "OPTIONS": {
            "transaction_mode": "IMMEDIATE",
            "init_command": "PRAGMA journal_mode=WAL;PRAGMA synchronous=NORMAL;PRAGMA mmap_size=268435456;"
            "PRAGMA cache_size=-16000;PRAGMA temp_store=MEMORY",
        },
    }
}
USE_TZ = True
LANGUAGE_CODE = "de"
LANGUAGES = [("de", "Deutsch"), ("en", "English"), ("fr", "Français"), ("tr", "Türkçe")]
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
LOGGING_CONFIG = None
