"""A picture that Word can't hold is drawn for it: as large as it is, and never one that loads something."""

import struct

import pytest

from samrum_kit.report.drawn import png_of
from samrum_kit.report.logo import PNG, media_of
from tests.report.looks import SVG


@pytest.mark.parametrize(("scale", "size"), [(1, (120, 40)), (1.5, (180, 60)), (2, (240, 80))])
def test_a_picture_has_so_many_dots_for_each_of_its_pixels(scale, size):
    drawn = png_of(SVG, scale)
    assert media_of(drawn) == PNG
    assert struct.unpack(">II", drawn[16:24]) == size
    assert png_of(SVG, scale) == drawn


@pytest.mark.parametrize(
    "content",
    [b"<svg", b"\xff", SVG.replace(b'href="#a"', b'href="/etc/hostname"'), SVG.replace(b"</svg>", b"<script/></svg>")],
)
def test_what_loads_something_or_cannot_be_read_is_refused(content):
    with pytest.raises(ValueError):
        png_of(content, 2)
