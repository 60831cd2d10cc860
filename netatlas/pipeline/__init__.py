"""The pipeline that joins the rooms: PDF → reading → graphs → code → verified run → catalog.

`sources` finds papers; `records` turns what a room gives into the catalog's records; `ingest` runs the way.

Errors: WrongInput (netatlas.pipeline.sources), for a path that cannot be ingested.
"""
