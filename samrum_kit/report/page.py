"""The page of a report: one frame for everything that is shown, whatever made its content."""

import base64

from markupsafe import Markup

from samrum_kit.locale.html import render
from samrum_kit.report.look import OWN_LOOK, Look, style_of, stylesheet
from samrum_kit.report.visible import visible


def page(title: str, body: Markup, *, lang: str, look: Look = OWN_LOOK, audience: str = "") -> str:
    """Return a whole page that loads nothing and runs nothing; `body` holds what stands under the title.

    `audience` says whom it is for, in a line of its own between the two.
    """
    logo = f"data:{look.logo_media};base64,{base64.b64encode(look.logo).decode()}" if look.logo else ""
    made = render(
        "samrum_kit.report", "page.html.j2",
        title=title, audience=audience, body=body, lang=lang, look=look, logo=logo, stylesheet=stylesheet(),
        style=style_of(look),
    )  # fmt: skip
    return visible(str(made))
