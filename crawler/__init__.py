"""arXiv in: records by OAI-PMH, the query API and RSS; PDFs; all at one polite pace.

`pace` keeps the rules on speed, `transport` makes requests, `oai`, `query` and `rss` read the three sources of
records, `pdf` fetches files, `bulk` reads arXiv's own archives on disk, `relevance` tells which papers are about
deep learning, `files` keeps PDFs by content.

Errors: CrawlError (crawler.errors)
├── Forbidden      the host said 403: everything stops
├── Unavailable    no good answer after all tries
│   └── TooLarge   an answer over the limit
└── BadAnswer      an answer that breaks the protocol
    └── BadToken   a resumption token that is not valid any more
"""
