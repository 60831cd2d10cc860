"""What `netatlas ingest` does with each kind of target, and what it tells a person of it."""
