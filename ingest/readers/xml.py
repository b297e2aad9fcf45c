"""XML from strangers: no entities, no document types, nothing fetched, no deeper and no longer than a document is."""

from __future__ import annotations

import io
from collections.abc import Iterator

from lxml import etree
from lxml.etree import XMLSyntaxError as BadXml
from lxml.etree import _Element as Element

__all__ = ["BadXml", "Element", "attribute", "ends_of", "is_on", "name_of", "parse_xml"]

_SAFE = {"resolve_entities": False, "no_network": True, "load_dtd": False, "huge_tree": False}


def parse_xml(content: bytes) -> Element:
    """Return the root; BadXml if the bytes are no XML or declare entities."""
    root = etree.fromstring(content, etree.XMLParser(**_SAFE, remove_comments=True, remove_pis=True))
    if root is None or root.getroottree().docinfo.doctype:
        raise BadXml("a document type", 0, 0, 0)
    return root


def ends_of(content: bytes, *names: str) -> Iterator[Element]:
    """Yield the elements of these names, of whatever namespace, as they end; the caller clears what is done with.

    What is broken is passed over: another program reads the values, and these are only marks beside them.
    """
    tags = [f"{{*}}{name}" for name in names]
    for _, element in etree.iterparse(io.BytesIO(content), events=("end",), tag=tags, recover=True, **_SAFE):
        yield element


def name_of(element: Element) -> str:
    """Return the element's name without its namespace; "" for comments and the like."""
    tag = element.tag
    return tag.rpartition("}")[2] if isinstance(tag, str) else ""


def attribute(element: Element, name: str) -> str | None:
    """Return an attribute, whatever its namespace."""
    found: str | None = element.get(name)
    if found is None:
        found = next((value for key, value in element.attrib.items() if key.rpartition("}")[2] == name), None)
    return found


def is_on(text: str | None, missing: bool = False) -> bool:
    """Read a switch as office formats write it; `missing` where there is none."""
    return missing if text is None else text not in {"0", "false", "off", "none"}
