"""The data folder: everything that one server knows lies in it, and nothing else does."""

import os
import secrets
from pathlib import Path


def folder() -> Path:
    """The data folder of this process: QUARTIER_DATA, or ./data."""
    path = Path(os.environ.get("QUARTIER_DATA", "data")).resolve()
    path.mkdir(mode=0o700, parents=True, exist_ok=True)
    return path


def keep_to_ourselves(data: Path) -> None:
    """The database is for the server's own user alone, also in a folder that others can look into."""
    for file in data.glob("quartier.sqlite3*"):
        file.chmod(0o600)


def secret_key(data: Path) -> str:
    """The key that signs sessions and tokens: made once, readable by the server's own user alone."""
    file = data / "secret_key"
    if not file.exists():
        descriptor = os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(descriptor, "w") as stream:
            stream.write(secrets.token_urlsafe(50))
    return file.read_text().strip()
