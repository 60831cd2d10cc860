"""For machines that come by: a feed of new papers, and what crawlers may fetch."""

from __future__ import annotations

from datetime import UTC, datetime, time
from email.utils import format_datetime
from xml.etree import ElementTree as XML

from flask import Blueprint, Response, request, url_for

from catalog.records import Metadata
from catalog.results import SearchRefused
from web.context import absolute, catalog
from web.plain import writable
from web.refusals import REFUSED, RETRY_SECONDS

pages = Blueprint("feeds", __name__)
NEWEST = 50


def _text(parent: XML.Element, tag: str, text: str) -> XML.Element:
    child = XML.SubElement(parent, tag)
    child.text = writable(text)
    return child


def _item(channel: XML.Element, paper: Metadata) -> None:
    item = XML.SubElement(channel, "item")
    address = absolute(url_for("paper.newest", paper_id=str(paper.key)))
    _text(item, "title", paper.title)
    _text(item, "link", address)
    _text(item, "guid", address)
    _text(item, "description", paper.abstract)
    for author in paper.authors:
        _text(item, "dc:creator", author)
    for category in paper.categories:
        _text(item, "category", category)
    if paper.submitted:
        _text(item, "pubDate", format_datetime(datetime.combine(paper.submitted, time(), UTC)))


@pages.get("/feed.xml")
def feed() -> Response:
    """The newest papers, of all or of a query, as RSS 2.0.

    Where search does not answer this is 503, so that readers keep what they have.
    """
    query = request.args.get("q", "").strip()
    found = catalog().search(query, limit=NEWEST, sort="newest", facets=False)
    if isinstance(found, SearchRefused):
        headers = {"Retry-After": str(RETRY_SECONDS)} if found.code == "unavailable" else {}
        return Response(found.message + "\n", REFUSED[found.code], headers, mimetype="text/plain")
    rss = XML.Element(
        "rss",
        {
            "version": "2.0",
            "xmlns:dc": "http://purl.org/dc/elements/1.1/",
            "xmlns:atom": "http://www.w3.org/2005/Atom",
        },
    )
    channel = XML.SubElement(rss, "channel")
    _text(channel, "title", f"NetAtlas: {query}" if query else "NetAtlas: new papers")
    _text(channel, "link", absolute(url_for("search.results", q=query) if query else url_for("home.index")))
    _text(channel, "description", "Network architectures read from papers, newest first.")
    XML.SubElement(
        channel,
        "atom:link",
        {
            "href": absolute(url_for("feeds.feed", q=query or None)),
            "rel": "self",
            "type": "application/rss+xml",
        },
    )
    for result in found.results:
        _item(channel, result.paper)
    return Response(XML.tostring(rss, encoding="utf-8", xml_declaration=True), mimetype="application/rss+xml")


@pages.get("/robots.txt")
def robots() -> Response:
    """Pages may be fetched; searches and the API are for people and programs that ask on purpose."""
    return Response("User-agent: *\nDisallow: /search\nDisallow: /api/\n", mimetype="text/plain")
