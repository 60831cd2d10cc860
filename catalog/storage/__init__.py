"""The database: `tables` and their `migrations`, `database` that opens it, `writer`, `reader` and `listing`, `outbox`."""
