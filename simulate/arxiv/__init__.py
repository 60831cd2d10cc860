"""A stand-in for arXiv: OAI-PMH, query API, RSS and PDFs in the form of the real answers, with trouble on demand.

`papers` what it serves; `oai`, `atom` and `rss` the three forms of a list; `trouble` how it misbehaves; `server` the
HTTP server with its log of requests, by which a test proves the pace.
"""
