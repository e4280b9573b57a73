"""What stands behind each `./quartier …`."""

from pathlib import Path

ROOT = Path(__file__).resolve().parents[3]  # the checkout: requirements/, pyproject.toml, data/
