"""Settings of all tests."""

from __future__ import annotations

import os

from hypothesis import settings

# A console keeps the width of the terminal that the tests are started from; each test says which it wants.
os.environ.pop("COLUMNS", None)

# A run that decides whether a change lands draws the same examples each time; at a desk each run draws new ones.
settings.register_profile("ci", derandomize=True, deadline=None)
settings.register_profile("desk", deadline=None)
settings.load_profile("ci" if os.environ.get("CI") else "desk")
