"""An HTML fragment as plain text, for a terminal."""

from html.parser import HTMLParser
from re import sub

BLOCKS = frozenset(
    {"h1", "h2", "h3", "h4", "p", "li", "tr", "caption", "summary", "dt", "dd", "div", "section", "details"}
)
CELLS = frozenset({"td", "th"})
SILENT = frozenset({"style", "script"})


class PlainText(HTMLParser):
    """Collects the text of a fragment: a line for each block, cells of a row joined by a bar."""

    def __init__(self) -> None:
        """Begin without any text."""
        super().__init__(convert_charrefs=True)
        self._pieces: list[str] = []
        self._silent = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:  # noqa: ARG002  # the parser's own signature
        """Begin a line or a cell."""
        if tag in SILENT:
            self._silent += 1
        elif tag in BLOCKS or tag == "br":
            self._pieces.append("\n\n" if tag in {"h1", "h2", "h3"} else "\n")
        elif tag in CELLS:
            self._pieces.append(" | ")

    def handle_endtag(self, tag: str) -> None:
        """End a block."""
        if tag in SILENT:
            self._silent -= 1
        elif tag in BLOCKS:
            self._pieces.append("\n")

    def handle_data(self, data: str) -> None:
        """Take the text, its blanks as one."""
        if not self._silent:
            self._pieces.append(sub(r"\s+", " ", data))

    def text(self) -> str:
        """Return what was collected, without empty cells at the edge and with at most one blank line between blocks."""
        lines = (sub(r"^( \| )+| +$", "", line).strip(" |") for line in "".join(self._pieces).split("\n"))
        return sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip() + "\n"


def plain_text(html: str) -> str:
    """Return the text of an HTML fragment."""
    parser = PlainText()
    parser.feed(html)
    parser.close()
    return parser.text()
