"""What is to be done, by whom, and when: the crawl's state, kept in the catalog's database.

`items` moves the work on each version step by step, `view` shows where it stands; `bookmarks` how far each source was
listed; `leases` what one process alone may do; `pace` turns for requests over all processes and machines; `ledger` the
runs; `clock` and `owner` whose time and whose name stand in the rows.

Everything here is one short transaction a call, so that whoever is killed loses nothing and blocks nobody for long.
"""

from catalog.work.bookmarks import Bookmark, Bookmarks
from catalog.work.clock import STOPPED, Clock, DatabaseClock, Interrupted, StoppableClock
from catalog.work.items import WorkStore
from catalog.work.leases import Hold, Holder, Leases
from catalog.work.ledger import RunLedger
from catalog.work.opening import WorkDatabase, open_work
from catalog.work.pace import DatabasePace, Stopped
from catalog.work.view import ENDED, STATES, Counts, Item, State

__all__ = [
    "ENDED",
    "STATES",
    "STOPPED",
    "Bookmark",
    "Bookmarks",
    "Clock",
    "Counts",
    "DatabaseClock",
    "DatabasePace",
    "Hold",
    "Holder",
    "Interrupted",
    "Item",
    "Leases",
    "RunLedger",
    "State",
    "StoppableClock",
    "Stopped",
    "WorkDatabase",
    "WorkStore",
    "open_work",
]
