"""The query language: text to a tree (`parser`), the tree to clauses that every engine knows (`lowering`).

Errors: QueryError (catalog.query.errors) > TooComplex.
"""
