"""XML from strangers: no entities, no network, no huge trees."""

from __future__ import annotations

from lxml import etree

from crawler.errors import BadAnswer

_PARSER = etree.XMLParser(
    resolve_entities=False, no_network=True, huge_tree=False, load_dtd=False, dtd_validation=False
)


def parse_xml(body: bytes, what: str) -> etree._Element:
    """The root element of an XML document.

    Raises:
        BadAnswer: it is no XML, is cut short, or declares entities; `what` names it in the message.
    """
    if b"<!ENTITY" in body[:4096]:
        raise BadAnswer(f"{what}: declares entities")
    try:
        return etree.fromstring(body, _PARSER)
    except etree.XMLSyntaxError as error:
        raise BadAnswer(f"{what}: no XML, or cut short: {error}") from error
