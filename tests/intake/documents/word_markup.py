"""Word's own markup for tests: everything that can stand in a paragraph, and documents that hold it."""

import io
import zipfile
from xml.sax.saxutils import escape

from samrum_kit.intake.documents import reader
from samrum_kit.intake.documents.content import content_from
from samrum_kit.intake.documents.reading import plan_from

MAIN = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
SPACES = (
    f'xmlns:w="{MAIN}" xmlns:mc="urn:mc" xmlns:wps="urn:wps" xmlns:v="urn:v" xmlns:wp="urn:wp" xmlns:a="urn:a" '
    'xmlns:m="urn:m"'
)
RELATION = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument"


def run(text, properties="", tag="t"):
    """Return a run."""
    return f'<w:r><w:rPr>{properties}</w:rPr><w:{tag} xml:space="preserve">{escape(text)}</w:{tag}></w:r>'


def box(text):
    """Return a text box in both of the forms in which Word writes it."""
    inside = f"<w:txbxContent><w:p>{run(text)}</w:p></w:txbxContent>"
    return (f"<w:r><mc:AlternateContent><mc:Choice><w:drawing><wps:txbx>{inside}</wps:txbx></w:drawing></mc:Choice>"
            f"<mc:Fallback><w:pict><v:textbox>{inside}</v:textbox></w:pict></mc:Fallback></mc:AlternateContent></w:r>")


def control(text, flag=""):
    """Return a content control."""
    return f"<w:sdt><w:sdtPr>{flag}</w:sdtPr><w:sdtContent>{run(text)}</w:sdtContent></w:sdt>"


INLINE = {
    "plain": run,
    "bold": lambda text: run(text, "<w:b/>"),
    "inserted": lambda text: f"<w:ins>{run(text)}</w:ins>",
    "deleted": lambda text: f"<w:del>{run(text, tag='delText')}</w:del>",
    "moved": lambda text: f"<w:moveFrom>{run(text)}</w:moveFrom>",
    "hidden": lambda text: run(text, "<w:vanish/>"),
    "link": lambda text: f"<w:hyperlink>{run(text)}</w:hyperlink>",
    "box": box,
    "control": control,
    "hint": lambda text: control(text, "<w:showingPlcHdr/>"),
    "drawn": lambda text: f"<w:r><w:drawing><a:p><a:r><a:t>{text}</a:t></a:r></a:p></w:drawing></w:r>",
    "picture": lambda text: f'<w:r><w:drawing><wp:docPr descr="{text}"/><a:blip/></w:drawing></w:r>',
    "formula": lambda text: f"<m:oMath><m:r><m:t>{text}</m:t></m:r></m:oMath>",
    "choice": lambda text: f'<w:r><w:fldChar><w:ffData><w:ddList><w:listEntry w:val="{text}"/></w:ddList></w:ffData>'
                           "</w:fldChar></w:r>",
    "only_fallback": lambda text: f"<w:r><mc:AlternateContent><mc:Choice/><mc:Fallback>{run(text)}</mc:Fallback>"
                                  "</mc:AlternateContent></w:r>",
    "break": lambda text: f"<w:r><w:br/></w:r>{run(text)}",
}


def packed(body, beside):
    """Return a document's parts as a zip file."""
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr("_rels/.rels", f'<Relationships><Relationship Type="{RELATION}" Target="word/document.xml"/>'
                                        "</Relationships>")
        archive.writestr("word/document.xml", f"<w:document {SPACES}><w:body>{body}</w:body></w:document>")
        for name, content in beside.items():
            archive.writestr(name, content)
    return zipfile.ZipFile(packed)


def reading_of(body, beside=()):
    """Return the plan that a body of markup is read as."""
    with packed(body, dict(beside)) as archive:
        return plan_from(content_from(reader.Document(archive).content()))
