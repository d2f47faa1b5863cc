"""Data files as such: bytes to values with places, and values to models with findings. Knows nothing of reports."""

import os

os.environ.setdefault("PYDANTIC_DISABLE_PLUGINS", "1")
"""Else Pydantic looks through all installed packages for plugins, at each start."""
