"""How gunicorn serves the pages: its configuration file."""

import gc
import os
from typing import Any

from quartier.machine import logs
from quartier.machine.processes import die_with

workers = 2
worker_class = "gthread"
threads = 4
preload_app = True  # the workers share the memory of the code
worker_tmp_dir = "/dev/shm" if os.path.isdir("/dev/shm") else None  # noqa: S108 (gunicorn's heartbeat; a disk can stall)
timeout = 60
graceful_timeout = 8
keepalive = 10
control_socket_disable = True
accesslog = None  # who read what is nobody's business
logconfig_dict = logs.configuration()
# Only the door to the outside (https) may tell in a header who asks and how; see machine/https.py.
forwarded_allow_ips = "127.0.0.1" if os.environ.get("QUARTIER_HTTPS") == "1" else ""
secure_scheme_headers = {"X-FORWARDED-PROTO": "https"}


def when_ready(server: Any) -> None:
    """What is there before the workers are is there for good: nobody need look through it for rubbish, nor copy it."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(20_000, 20, 50)


def post_fork(server: Any, worker: Any) -> None:
    die_with(worker.ppid)
