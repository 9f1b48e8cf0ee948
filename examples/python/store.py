"""Profiles on disk."""

import json
from pathlib import Path


def read_profile(name: str) -> dict:
    return json.loads(profile_path(name).read_text())


def profile_path(name: str) -> Path:
    return Path(__file__).parent / f"{name}.json"
