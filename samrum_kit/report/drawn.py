"""SVG pictures as PNG, for what can't hold them: drawn as in the PDF, with the workbench's own fonts."""

from typing import Any

from samrum_kit.report.fonts import FOLDER
from samrum_kit.report.logo import SVG, is_quiet
from samrum_kit.report.pdf import fonts
from samrum_kit.report.typst_body import source

_PIXELS = 96
"""So many pixels of an SVG picture are an inch."""

_SHEET = """#set page(width: auto, height: auto, margin: 0pt, fill: none)
#let drawn(picture, kind) = image(picture, format: kind)"""


def png_of(svg: bytes, scale: float) -> bytes:
    """Return an SVG picture as PNG with `scale` dots for each of its own pixels.

    Raises ValueError for one that loads something, or that can't be read.
    """
    if not is_quiet(svg):
        raise ValueError
    import typst

    sheet = f"{_SHEET}\n#drawn({source(svg, SVG)})"
    asked: dict[str, Any] = {"root": FOLDER, "font_paths": fonts(own=True), "ignore_system_fonts": True}
    try:
        return bytes(typst.compile(sheet.encode(), format="png", ppi=scale * _PIXELS, **asked))
    except typst.TypstError:
        raise ValueError from None
