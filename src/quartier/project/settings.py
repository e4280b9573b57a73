"""Django's settings: the only place, with urls.py, that sees everything.

What differs between two servers lies in the data folder or in an environment variable, never here.
"""

import os
from pathlib import Path

import django_stubs_ext

from quartier.kernel import discovery
from quartier.machine import data, databases, logs

django_stubs_ext.monkeypatch()  # lets forms.ModelForm[Offer] be written at run time

ROOT = Path(__file__).resolve().parent.parent
DATA = data.folder()

SECRET_KEY = data.secret_key(DATA)
LOGGING = logs.configuration()
DEBUG = os.environ.get("QUARTIER_DEBUG") == "1"
ALLOWED_HOSTS = ["*"]  # reached by any name of the box on the local network; see machine/https for the outside
DATABASES = {"default": databases.from_environment(DATA)}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

MODULES = [*discovery.discover(ROOT / "modules"), *discovery.discover(ROOT / "steps", "step")]
INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.humanize",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "quartier.kernel.apps.KernelConfig",
    "quartier.ui.apps.UiConfig",
    *(found.app for found in MODULES),
]
MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.middleware.gzip.GZipMiddleware",  # hides the length of what it packs, so a token can't be guessed by it
    "csp.middleware.CSPMiddleware",
    "quartier.kernel.middleware.DevicesMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "quartier.kernel.middleware.BodyLimitMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "quartier.kernel.accounts.middleware.DeviceMiddleware",
    "quartier.kernel.middleware.KernelMiddleware",
    "quartier.kernel.setup.middleware.SetupMiddleware",
]
EVEN_404_SECONDS = 0.025  # kernel/middleware.py: so that nobody learns by the time it takes who has blocked them
ROOT_URLCONF = "quartier.project.urls"
WSGI_APPLICATION = "quartier.project.wsgi.application"

TEMPLATE_FOLDERS = [*ROOT.glob("**/templates"), *(found.folder / "templates" for found in MODULES if not found.bundled)]
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.jinja2.Jinja2",
        "DIRS": sorted(TEMPLATE_FOLDERS),
        "OPTIONS": {
            "environment": "quartier.ui.jinja.environment",
            "context_processors": [
                "quartier.kernel.shell.shell",
                "django.contrib.messages.context_processors.messages",
            ],
        },
    },
]

AUTH_USER_MODEL = "kernel.Account"
AUTHENTICATION_BACKENDS = ["quartier.kernel.accounts.backends.AccountBackend"]
LOGIN_URL = "account:login"
LANGUAGE_CODE = "de"
LANGUAGES = [("de", "Deutsch"), ("en", "English"), ("de-simple", "Einfache Sprache")]
LOCALE_PATHS = sorted(ROOT.glob("**/locale"))
USE_TZ = True
TIME_ZONE = "Europe/Berlin"

STATIC_URL = "/static/"
STATIC_ROOT = DATA / "static"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}
MEDIA_ROOT = DATA / "files"
FILE_UPLOAD_HANDLERS = [
    "quartier.kernel.files.uploads.FrugalUploads",
    "django.core.files.uploadhandler.MemoryFileUploadHandler",
    "django.core.files.uploadhandler.TemporaryFileUploadHandler",
]
LISTENERS_AT_ONCE = False  # they hear of facts from the worker; in tests, where there is none, right after the commit
PUSH_SINK = os.environ.get(
    "QUARTIER_PUSH_SINK", ""
)  # "http://127.0.0.1:8340": stands in for a push service when trying
HANDBOOK = ROOT.parents[1] / "docs" / "handbook"  # shown at /hilfe/

PASSWORD_HASHERS = ["quartier.kernel.people.hashing.PassphraseHasher"]
HTTPS = os.environ.get("QUARTIER_HTTPS") == "1"  # ./quartier start --https
CSRF_COOKIE_SECURE = SESSION_COOKIE_SECURE = HTTPS
CSRF_COOKIE_HTTPONLY = True
SESSION_COOKIE_HTTPONLY = True
SESSION_ENGINE = "quartier.kernel.accounts.session_store"
SESSION_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_AGE = 60 * 60 * 24 * 90
SECURE_REFERRER_POLICY = "same-origin"
PERMISSIONS_POLICY = "camera=(), display-capture=(), geolocation=(), microphone=()"
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": ["'none'"],
        "script-src": ["'self'"],
        "style-src": ["'self'"],
        "img-src": ["'self'", "data:"],
        "font-src": ["'self'"],
        "connect-src": ["'self'"],
        "manifest-src": ["'self'"],
        "form-action": ["'self'"],
        "frame-ancestors": ["'none'"],
        "base-uri": ["'none'"],
    }
}
