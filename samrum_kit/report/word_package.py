"""The file around a Word document: its parts, how they refer to each other, and nothing about who wrote it when."""

from io import BytesIO
from typing import Any
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from docx.opc.constants import CONTENT_TYPE, RELATIONSHIP_TYPE
from docx.opc.package import OpcPackage
from docx.opc.packuri import PackURI
from docx.opc.part import Part, XmlPart
from lxml.etree import QName, SubElement, _Element

from samrum_kit.report.word_xml import root

_CORE = "http://schemas.openxmlformats.org/package/2006/metadata/core-properties"
_DUBLIN_CORE = "http://purl.org/dc/elements/1.1/"
_KINDS = {
    "styles": (CONTENT_TYPE.WML_STYLES, RELATIONSHIP_TYPE.STYLES),
    "numbering": (CONTENT_TYPE.WML_NUMBERING, RELATIONSHIP_TYPE.NUMBERING),
    "settings": (CONTENT_TYPE.WML_SETTINGS, RELATIONSHIP_TYPE.SETTINGS),
    "fontTable": (CONTENT_TYPE.WML_FONT_TABLE, RELATIONSHIP_TYPE.FONT_TABLE),
    "header": (CONTENT_TYPE.WML_HEADER, RELATIONSHIP_TYPE.HEADER),
    "footer": (CONTENT_TYPE.WML_FOOTER, RELATIONSHIP_TYPE.FOOTER),
}


class Package:
    """The parts of a Word file; `document` is the root of its text."""

    def __init__(self) -> None:
        """Begin a file with an empty text."""
        self.document = root("document")
        self._package: Any = OpcPackage()
        self.text = self._part("/word/document.xml", CONTENT_TYPE.WML_DOCUMENT_MAIN, self.document)
        """The part that holds the text, which the others belong to."""
        self._package.relate_to(self.text, RELATIONSHIP_TYPE.OFFICE_DOCUMENT)
        self._counts: dict[str, int] = {}

    def add(self, kind: str, element: _Element) -> tuple[Part, str]:
        """Add a part of Word's and return it with the name that the text refers to it by."""
        content_type, relationship = _KINDS[kind]
        name = self._numbered(kind) if kind in {"header", "footer"} else kind
        part = self._part(f"/word/{name}.xml", content_type, element)
        return part, self.text.relate_to(part, relationship)

    def add_png(self, content: bytes, owner: Part) -> str:
        """Add a picture and return the name that the part which shows it refers to it by."""
        name = PackURI(f"/word/media/{self._numbered('picture')}.png")
        return owner.relate_to(Part(name, CONTENT_TYPE.PNG, content, self._package), RELATIONSHIP_TYPE.IMAGE)

    def describe(self, title: str, lang: str) -> None:
        """Say what the document is called and which language it speaks, and nothing else about it."""
        core = SubElement(root("none"), QName(_CORE, "coreProperties"), nsmap={"cp": _CORE, "dc": _DUBLIN_CORE})
        SubElement(core, QName(_DUBLIN_CORE, "title")).text = title
        SubElement(core, QName(_DUBLIN_CORE, "language")).text = lang
        part = self._part("/docProps/core.xml", CONTENT_TYPE.OPC_CORE_PROPERTIES, core)
        self._package.relate_to(part, RELATIONSHIP_TYPE.CORE_PROPERTIES)

    def to_bytes(self) -> bytes:
        """Return the file; the same parts give the same bytes at any time."""
        dated, timeless = BytesIO(), BytesIO()
        self._package.save(dated)
        with ZipFile(dated) as source, ZipFile(timeless, "w") as target:
            for name in source.namelist():
                target.writestr(ZipInfo(name), source.read(name), ZIP_DEFLATED)
        return timeless.getvalue()

    def _part(self, name: str, content_type: str, element: Any) -> XmlPart:
        """Return a part that holds an element."""
        return XmlPart(PackURI(name), content_type, element, self._package)

    def _numbered(self, kind: str) -> str:
        """Return a name for the next part of a kind."""
        self._counts[kind] = self._counts.get(kind, 0) + 1
        return f"{kind}{self._counts[kind]}"
