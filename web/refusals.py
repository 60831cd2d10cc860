"""HTTP's words for a search that was refused, the same on pages and in the API."""

from __future__ import annotations

REFUSED = {"syntax": 400, "limits": 400, "cursor": 400, "unavailable": 503}
"""Status by the code of a `catalog.results.SearchRefused`."""

RETRY_SECONDS = 30
"""When to ask again after "unavailable"."""
