"""What runs by itself: the nightly crawl and the work around it, in a process of its own.

`calendar` knows when arXiv announces; `timetable` says when each job is due; `nights` says whether a night's crawl is
settled or has to be tried again; `jobs` does the work; `runs` takes the lease and writes the ledger; `service` is the
process. What is due is judged from the ledger in the database, never from the scheduler's memory, so that a process
that was killed takes its work up again.
"""
