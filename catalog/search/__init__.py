"""Searching, on one of two engines.

A query's text goes through `catalog.query` to clauses; `service` asks an index (`engine`: what one is; `embedded` and
`elastic`: the two there are) for the clauses; `hydrate` reads the records of the hits from the database. `documents`
says what is indexed of a paper, `fields` in which fields, `analysis` as which words. `upkeep` keeps indexes up with the
database.

Errors: EngineError (catalog.search.engine) > Unavailable, Busy, NotRebuilt.
"""
