"""Drawing: in the user's language, the same every time and everywhere, and without asking anybody for anything."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from samrum_kit.locale import speaking
from samrum_kit.report.charts import timeline_chart
from samrum_kit.report.charts.drawing import ChartNotDrawn, svg
from tests.builders import day
from tests.report.charts.cases import rich
from tests.report.charts.test_chart import charts_of

SERVER = """
import http.server, sys
class Handler(http.server.BaseHTTPRequestHandler):
    def do_GET(self):
        with open(sys.argv[1], "a") as log:
            log.write(self.path + "\\n")
        self.send_response(200); self.end_headers(); self.wfile.write(b'[{"a": 1}]')
server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
print(server.server_port, flush=True)
server.serve_forever()
"""
TEXT = {"text": {"field": "a"}, "x": {"value": 5}}
IMAGE = {"url": {"field": "a"}, "x": {"value": 5}, "y": {"value": 5}}


@pytest.fixture(scope="module")
def listener(tmp_path_factory):
    """Start a server of this machine that writes down every request; give its address and its log.

    It is a process of its own: while a chart is drawn no other thread of this one runs.
    """
    log = tmp_path_factory.mktemp("server") / "requests"
    log.touch()
    with subprocess.Popen([sys.executable, "-c", SERVER, str(log)], stdout=subprocess.PIPE, text=True) as server:
        yield f"http://127.0.0.1:{int(server.stdout.readline())}", log
        server.terminate()


def hostile_specs(address):
    """Return charts that ask for something outside themselves, by what they try."""
    here = {"values": [{"a": 1}]}
    other = {"data": {"url": f"{address}/lookup.json"}, "key": "a", "fields": ["b"]}
    return {
        "data": {"data": {"url": f"{address}/data.json"}, "mark": "text", "encoding": TEXT},
        "lookup": {"data": here, "transform": [{"lookup": "a", "from": other}], "mark": "text", "encoding": TEXT},
        "image": {"data": {"values": [{"a": f"{address}/i.svg"}]}, "mark": {"type": "image"}, "encoding": IMAGE},
        "file": {"data": {"values": [{"a": "file:///etc/hostname"}]}, "mark": {"type": "image"}, "encoding": IMAGE},
        "link": {"data": {"values": [{"a": address}]}, "mark": "point", "encoding": {"href": {"field": "a"}}},
    }


@pytest.mark.parametrize("attempt", ["data", "lookup", "image", "file", "link"])
def test_a_chart_that_asks_for_something_is_refused_and_gets_nothing(listener, attempt):
    address, log = listener
    with pytest.raises(ChartNotDrawn):
        svg(hostile_specs(address)[attempt], "da")
    assert log.read_text(encoding="utf-8") == ""


def test_advice_for_other_programs_is_not_followed(listener):
    address, log = listener
    advice = {"embedOptions": {"loader": {"baseURL": address}, "config": f"{address}/c.json"}}
    spec = {"data": {"values": [{"a": 1}]}, "mark": "text", "encoding": TEXT, "$schema": f"{address}/schema.json"}
    assert address not in svg(spec | {"usermeta": advice}, "da")
    assert log.read_text(encoding="utf-8") == ""


def test_the_listener_would_have_heard(listener):
    import vl_convert

    address, log = listener
    vl_convert.vegalite_to_svg(hostile_specs(address)["data"])
    assert log.read_text(encoding="utf-8") == "/data.json\n"
    log.write_text("", encoding="utf-8")


def test_drawing_quickly_gives_the_very_picture_that_drawing_plainly_gives():
    import vl_convert

    for chart in charts_of(rich()):
        plain = vl_convert.vegalite_to_svg(dict(chart.spec), format_locale="da-DK", time_format_locale="da-DK")
        assert svg(chart.spec, "da") == plain


@pytest.mark.parametrize("spec", [{"layer": 3}, {"layer": [None, {"mark": "text"}]}, {"layer": [{"mark": []}]}, {}])
def test_what_is_no_chart_is_not_drawn(spec):
    with pytest.raises(ChartNotDrawn):
        svg(spec, "da")


def test_the_same_chart_is_drawn_the_same_every_time():
    spec = timeline_chart(rich()).spec
    assert svg(spec, "da") == svg(spec, "da") == svg(timeline_chart(rich()).spec, "da")


@pytest.mark.parametrize(("lang", "months"), [("da", ("maj 2025", "okt 2025")), ("nb", ("mai 2025", "juli 2025")),
                                              ("en", ("May 2025", "Jul 2025"))])
def test_months_and_labels_are_in_the_language_of_the_user(lang, months):
    with speaking(lang):
        drawn = svg(timeline_chart(rich(as_of=day(-100))).spec, lang)
    found = [month for month in months if month in drawn]
    assert found, drawn
    assert {"da": "Læringsfællesskabet", "nb": "Fellesskapet", "en": "community"}[lang] in drawn


def test_nothing_in_the_picture_is_in_the_drawing_programs_own_words():
    drawn = svg(timeline_chart(rich()).spec, "da")
    assert "aria-label" not in drawn


def test_a_day_is_the_same_day_in_every_time_zone():
    code = "from samrum_kit.report.charts.drawing import svg; import json, sys; print(svg(json.load(sys.stdin), 'da'))"
    spec = json.dumps(timeline_chart(rich()).spec)
    drawn = {
        subprocess.run([sys.executable, "-c", code], input=spec, env=os.environ | {"TZ": zone}, cwd=Path.cwd(),
                       capture_output=True, text=True, check=True).stdout
        for zone in ("America/Los_Angeles", "Pacific/Auckland")
    }  # fmt: skip
    assert len(drawn) == 1
