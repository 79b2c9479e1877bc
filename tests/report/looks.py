"""Logos and settings of made-up municipalities."""

import struct
import zlib

SVG = (
    b'<svg xmlns="http://www.w3.org/2000/svg" width="120" height="40"><style>rect { fill: #204080; }</style>'
    b'<rect id="a" width="40" height="40"/><use href="#a" x="50"/></svg>'
)


def png(width=2, height=2):
    """Return a PNG picture of one colour."""
    rows = b"".join(b"\0" + b"\x20\x40\x80" * width for _ in range(height))
    return b"\x89PNG\r\n\x1a\n" + b"".join(
        struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))
        for kind, body in (
            (b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)),
            (b"IDAT", zlib.compress(rows)),
            (b"IEND", b""),
        )
    )


WHOLE = """
[look]
logo = "vaaben.svg"
logo_alt = "Lykkeborg Kommune"
colour = "#204080"
second_colour = "#5a3a1a"
font = "Calibri"
footer = "PPR i Lykkeborg · tlf. 00 00 00 00"
"""


def dressed(folder, text=WHOLE, **pictures):
    """Write a look into a folder's settings, with its pictures beside it; return the folder."""
    folder.mkdir(exist_ok=True)
    with (folder / "samrum.toml").open("a", encoding="utf-8") as file:
        file.write(text)
    for name, content in (pictures or {"vaaben": SVG}).items():
        (folder / f"{name}.svg").write_bytes(content)
    return folder
