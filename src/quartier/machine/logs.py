"""What the server writes down when something breaks: where it broke, never about whom."""

import logging
import traceback
from typing import Any


class Discreet(logging.Formatter):
    """Leaves out what may hold a name, an address or a secret: others' texts, paths, exception messages."""

    def format(self, record: logging.LogRecord) -> str:
        lines = [f"{self.formatTime(record)} {record.levelname} {record.name}: {_message(record)}"]
        if record.exc_info and record.exc_info[1]:
            lines += _trace(record.exc_info[1])
        return "\n".join(lines)


def _message(record: logging.LogRecord) -> str:
    request = getattr(record, "request", None)
    if request is not None:
        match = getattr(request, "resolver_match", None)
        status = getattr(record, "status_code", "")
        return f"{status} {request.method} {match.route if match else '(unknown page)'}"
    if record.name.split(".")[0] == "quartier":
        return record.getMessage()
    if not record.args:  # gunicorn puts who sent what into the sentence itself
        return str(record.msg).partition(" from ip=")[0]
    if isinstance(record.args, tuple):
        return record.msg % tuple(_number_or_dots(argument) for argument in record.args)
    return str(record.msg)


def _number_or_dots(argument: object) -> object:
    return argument if isinstance(argument, int | float) else "…"


def _trace(error: BaseException) -> list[str]:
    lines: list[str] = []
    cause: BaseException | None = error
    while cause is not None:
        lines += [line.rstrip("\n") for line in traceback.format_tb(cause.__traceback__)]
        lines.append(f"{type(cause).__module__}.{type(cause).__qualname__}")
        cause = cause.__cause__ or cause.__context__
    return lines


def configuration() -> dict[str, Any]:
    """For logging.config.dictConfig, the same in all processes: warnings and worse, to where the server was started."""
    return {
        "version": 1,
        "disable_existing_loggers": False,
        "formatters": {"discreet": {"()": "quartier.machine.logs.Discreet"}},
        "handlers": {"terminal": {"class": "logging.StreamHandler", "formatter": "discreet"}},
        "root": {"handlers": ["terminal"], "level": "WARNING"},
        "loggers": {
            "quartier": {"level": "INFO"},
            # Pages that don't exist and forms sent twice are everyday life; broken pages are not.
            "django.request": {"handlers": ["terminal"], "level": "ERROR", "propagate": False},
            "django.security": {"handlers": ["terminal"], "level": "ERROR", "propagate": False},
            "django.server": {"handlers": ["terminal"], "level": "WARNING", "propagate": False},
            "gunicorn.error": {"handlers": ["terminal"], "level": "WARNING", "propagate": False},
        },
    }
