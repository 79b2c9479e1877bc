"""Pictures in a Word document: PNG as it is, SVG drawn, each with what it says in words."""

from docx.image.exceptions import InvalidImageStreamError, UnexpectedEndOfFileError, UnrecognizedImageError
from docx.image.image import Image
from docx.opc.part import Part
from docx.oxml.shape import CT_Inline
from docx.shared import Emu
from lxml.etree import _Element

from samrum_kit.report.document import Picture
from samrum_kit.report.drawn import png_of
from samrum_kit.report.logo import SVG
from samrum_kit.report.word_package import Package
from samrum_kit.report.word_xml import add

_EMU_PER_TWIP = 635
_EMU_PER_PIXEL = 9525
_SCALE = 2.0
"""How many dots of a drawn picture stand for one of its own pixels, so that it is sharp on paper."""
_UNREADABLE = (InvalidImageStreamError, UnexpectedEndOfFileError, UnrecognizedImageError, ValueError)


class Pictures:
    """Puts pictures into a package, each with a number of its own."""

    def __init__(self, package: Package) -> None:
        """Begin to count."""
        self._package = package
        self._number = 0

    def add(self, run: _Element, picture: Picture, owner: Part, size: tuple[int, int]) -> bool:
        """Show a picture in a run, at most `size` wide and high (twentieths of a point); tell whether it can be shown.

        `owner` is the part that the run stands in. A picture that is damaged, or that would load something, can't.
        """
        try:
            png = png_of(picture.content, _SCALE) if picture.media == SVG else picture.content
            image = Image.from_blob(png)
        except _UNREADABLE:
            return False
        width, height = int(image.width), int(image.height)
        if picture.media == SVG:
            width, height = (round(side * _EMU_PER_PIXEL / _SCALE) for side in (image.px_width, image.px_height))
        share = min(1.0, size[0] * _EMU_PER_TWIP / width, size[1] * _EMU_PER_TWIP / height)
        self._number += 1
        inline = CT_Inline.new_pic_inline(
            self._number, self._package.add_png(png, owner), f"{self._number}.png",
            Emu(round(width * share)), Emu(round(height * share)),
        )  # fmt: skip
        inline.docPr.set("descr", picture.alt)
        inline.attrib.update(dict.fromkeys(("distT", "distB", "distL", "distR"), "0"))
        add(run, "drawing").append(inline)
        return True
