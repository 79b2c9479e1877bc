"""A municipality's school calendar is read whole, or every fault in it is told."""

from datetime import date

import pytest

from samrum_kit.errors import CalendarInvalid
from samrum_kit.figures.calendar import FaultyCalendar, school_days_from
from samrum_kit.locale import speaking

YEAR = "1.8.2025;31.7.2026;Skoleår 2025/26;DK"


def written(*rows, headings="fra;til;tekst;land"):
    return "\n".join((headings, *rows)).encode()


def faults(*rows, **how):
    with pytest.raises(FaultyCalendar) as refused:
        school_days_from(written(*rows, **how), "klitvang.csv")
    return [(fault.row, fault.code) for fault in refused.value.faults]


def test_a_school_year_and_its_closures_are_school_days():
    calendar = school_days_from(written(YEAR, "13-10-2025;19-10-2025;Efterårsferie"), "klitvang.csv")
    assert (calendar.country, calendar.first, calendar.last) == ("DK", date(2025, 8, 1), date(2026, 7, 31))
    assert calendar.between(date(2025, 10, 10), date(2025, 10, 21)) == 2


@pytest.mark.parametrize("text", [
    b"\xef\xbb\xbffra;til;tekst;land\r\n2025-08-01;2026-07-31;Skole\xc3\xa5r;NO\r\n",
    b"fra;til;tekst;land\n2025-08-01;2026-07-31;Skole\xe5r;no\n\n",
    b"Tekst,Land,Fra,Til\nskole\xc3\xa5ret 2025/26,NO,1/8/2025,31/7/2026\n",
])  # fmt: skip
def test_a_spreadsheet_may_write_it_in_its_own_way(text):
    calendar = school_days_from(text, "bjerkesund.csv")
    assert (calendar.country, calendar.covers(date(2026, 7, 31))) == ("NO", True)
    assert not calendar.is_school_day(date(2026, 5, 1))


@pytest.mark.parametrize(("row", "code"), [
    ("13-10-2025;noget;Ferie;", "calendar.day"), (";19-10-2025;Ferie;", "calendar.day"),
    ("31-11-2025;19-12-2025;Ferie;", "calendar.day"), ("13-10-1525;19-10-1525;Ferie;", "calendar.day"),
    ("19-10-2025;13-10-2025;Ferie;", "calendar.order"), ("13-10-2025;19-10-2026;Ferie;", "calendar.long"),
    ("13-10-2025;19-10-2025", "calendar.text"), ("13-10-2025;19-10-2025;Ferie;Sverige", "calendar.country"),
    ("13-10-2025;19-10-2025;Ferie;;mere", "calendar.cells"), ("13-10-2025;19-10-2025;Ferie;NO", "calendar.country"),
    ("25-07-2026;02-08-2026;Ferie;", "calendar.outside"), ("28-07-2025;02-08-2025;Ferie;", "calendar.outside"),
    ("02-08-2026;31-07-2027;Skoleår;DK", "calendar.gap"), ("31-07-2026;30-07-2027;Skoleår;DK", "calendar.gap"),
    ("01-08-2026;31-07-2027;Skoleår", "calendar.country"),
])  # fmt: skip
def test_a_row_that_can_not_be_right_is_told_with_its_code(row, code):
    assert code in {found for _row, found in faults(YEAR, row)}


def test_every_fault_is_told_at_once_with_its_row_and_what_to_do():
    with pytest.raises(CalendarInvalid) as refused:
        school_days_from(written("x;31-07-2026;Skoleår;DK", "19-10-2025;13-10-2025;;"), "klitvang.csv")
    assert [(one.row, one.code) for one in refused.value.faults] == [
        (2, "calendar.day"), (3, "calendar.order"), (3, "calendar.text")]  # fmt: skip
    assert refused.value.code == "calendar.invalid"
    assert refused.value.place == "klitvang.csv"


@pytest.mark.parametrize("lang", ["da", "nb", "en"])
def test_what_is_wrong_is_told_without_a_word_from_the_file(lang):
    with speaking(lang), pytest.raises(FaultyCalendar) as refused:
        school_days_from(written("Jens Madsen;1.8.2025;Jens Madsen;Jens"), "klitvang.csv")
    assert "Jens" not in str(refused.value)


def test_the_faults_of_other_rows_do_not_follow_from_a_year_that_can_not_be_read():
    assert faults("x;31-07-2026;Skoleår;DK", "13-10-2025;19-10-2025;Ferie") == [(2, "calendar.day")]


def test_a_country_whose_holidays_are_not_known_is_refused():
    assert faults(YEAR.replace("DK", "SE")) == [(2, "calendar.country")]


@pytest.mark.parametrize("headings", ["fra;til;tekst", "fra;til;tekst;land;mere", "fra;fra;tekst;land", "a;b;c;d"])
def test_headings_that_lack_or_are_not_known_keep_the_file_out(headings):
    assert faults(YEAR, headings=headings) == [(1, "calendar.headings")]


@pytest.mark.parametrize(("data", "code"), [
    (b"", "calendar.headings"), (b"fra;til;tekst;land\n", "calendar.no_year"),
    (b'fra;til;tekst;land\n"x', "file.csv"), (b"fra\0", "file.encoding"),
])  # fmt: skip
def test_a_file_that_is_no_calendar_is_told_as_that(data, code):
    with pytest.raises(FaultyCalendar) as refused:
        school_days_from(data, "klitvang.csv")
    assert [fault.code for fault in refused.value.faults] == [code]
