"""django-helpdesk as its own manual sets it up, run by the Python of its own environment; nothing of ours is imported.

It is told its database, relay and mail folder by one JSON line, says "ready", and for each further line runs
`get_email` over the folder and tells how long that took and how many tickets there are.
"""

import json
import sys
import time

import django
from django.apps import apps
from django.conf import settings
from django.core.management import call_command
from django.urls import include, path

_QUEUE = "neuvonta"


def _configure(told: dict) -> None:
    host, port = told["relay"].split(":")
    settings.configure(
        SECRET_KEY="invented",
        DEBUG=False,  # as in service: with it Django keeps every query
        USE_TZ=True,
        TIME_ZONE="Europe/Helsinki",
        LANGUAGE_CODE="en",
        DATABASES={"default": told["database"]},
        DEFAULT_AUTO_FIELD="django.db.models.AutoField",
        SITE_ID=1,
        HELPDESK_TEAMS_MODE_ENABLED=False,  # else it wants a further package
        ROOT_URLCONF=(),
        MEDIA_ROOT=told["media"],
        EMAIL_BACKEND="django.core.mail.backends.smtp.EmailBackend",
        EMAIL_HOST=host,
        EMAIL_PORT=int(port),
        DEFAULT_FROM_EMAIL=told["mailbox"],
        INSTALLED_APPS=(
            "django.contrib.auth",
            "django.contrib.contenttypes",
            "django.contrib.sessions",
            "django.contrib.sites",
            "django.contrib.messages",
            "django.contrib.admin",
            "django.contrib.humanize",
            "rest_framework",
            "helpdesk",
        ),
        TEMPLATES=(
            {
                "BACKEND": "django.template.backends.django.DjangoTemplates",
                "APP_DIRS": True,
                "OPTIONS": {"context_processors": ("django.contrib.auth.context_processors.auth",)},
            },
        ),
    )
    django.setup()
    settings.ROOT_URLCONF = (path("", include("helpdesk.urls", namespace="helpdesk")),)


def _queue(told: dict) -> None:
    apps.get_model("helpdesk", "Queue").objects.create(
        title="Neuvonta",
        slug=_QUEUE,
        locale="en",
        email_address=told["mailbox"],
        allow_email_submission=True,
        email_box_type="local",
        email_box_local_dir=told["folder"],
        email_box_interval=0,
        logging_type="none",
    )


def main() -> None:
    """Serve until the input ends."""
    told = json.loads(sys.stdin.readline())
    _configure(told)
    call_command("migrate", verbosity=0)
    _queue(told)
    print("ready", flush=True)
    for _ in sys.stdin:
        began = time.perf_counter()
        call_command("get_email", quiet=True)
        took = time.perf_counter() - began
        tickets = apps.get_model("helpdesk", "Ticket").objects.count()
        print(json.dumps({"seconds": took, "tickets": tickets}), flush=True)


if __name__ == "__main__":
    main()
