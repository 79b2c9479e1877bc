"""National ids are found in whatever writing, and what only looks a little like one is left alone."""

import random
import sys
import time
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from samrum_kit.privacy import identifiers
from samrum_kit.privacy.identifiers import MASK, find_identifiers, holds_identifier, mask, national_id_form

DASHES = [chr(code) for code in range(sys.maxunicode) if unicodedata.category(chr(code)) == "Pd"] + ["\u2212"]
BLANKS = [" ", "\u00a0", "\u2009", "\u202f", "\t", "\n", "  "]
INVISIBLE = ["\u00ad", "\u200b", "\u200d", "\u2060", "\ufeff"]
WRITTEN = [
    "310210-0000",
    "3102100000",
    "310210 0000",
    "31 02 10 0000",
    "31.02.10-0000",
    "31-02-10-0000",
    "310210.0000",
    "310210 - 0000",
    "310210, 0000",
    "310210:0000",
    "310210_0000",
    "3 1 0 2 1 0 0 0 0 0",
    "3 1 0 2 1 0 - 0 0 0 0",
    "31-02-10-00-00",
    "CPR310210-0000",
    "cpr:310210-0000",
    "nr.310210-0000",
    "(310210-0000)",
    "310210-0000.",
    "klasse 4 310210-0000",
    "12345678 310210-0000",
    "310210-0000/310211-0000",
    "født 31.02.2010-0000",
    "31022010-0000",
    "910210-0000",
    "310210-A00B",
    "310210a00b",
    "310210-000X",
    "310210-000x",
    "31-12-03-2012",
    "Anna310210-0000",
    "310210-0000er",
    "31021012345",
    "310210 12345",
    "310210-12345",
    "710210 12345",
    "315210 12345",
    "319210 12345",
    "31 02 10 123 45",
]
LEFT_ALONE = [
    "310210/0000",
    "31/02100000",
    "J310210-0000",
    "310210-0000B",
    "3102-B-100000",
    "ELEV-0001",
    "1234567890123",
    "320210-0000",
    "311310-0000",
    "9. marts 2026",
    "09-03-2026",
    "2026-03-09 og 2026-03-10",
    "12.03.2026 10:30",
    "12.03.2026 10 elever",
    "12.03.2026 kl. 10.30-11.15",
    "12.03.26 08.15-09.00",
    "2026-03-09T10:30:00",
    "2025/2026",
    "skoleåret 2025/26 og 2026/27",
    "1. august 2025 - 31. juli 2026",
    "01-08-2025 - 31-07-2026",
    "tlf. 20 10 30 40",
    "+45 20 10 30 40",
    "+47 41 01 23 45",
    "uge 31 12-03-2012",
    "0. 1. 2. 3. 4. 5. 6. 7. 8. 9. klasse",
    "12345678",
    "12.03.26 100m",
    "4.500.000 kr.",
    "3,5 og 12,25",
    "CVR 12 34 56 78",
]


@pytest.mark.parametrize("text", WRITTEN)
def test_a_number_is_found_in_every_writing(text):
    assert holds_identifier(text)
    assert holds_identifier(f"Mor ringede om {text} i går")


@pytest.mark.parametrize("text", LEFT_ALONE)
def test_what_is_no_national_id_is_left_alone(text):
    assert not holds_identifier(text)


def test_every_dash_blank_and_digit_of_unicode_is_seen_through():
    for sign in [*DASHES, *BLANKS]:
        assert holds_identifier(f"310210{sign}0000"), hex(ord(sign[0]))
    for sign in INVISIBLE:
        assert holds_identifier(f"3102{sign}10-00{sign}00"), hex(ord(sign))
    for zero in (code for code in range(sys.maxunicode) if unicodedata.decimal(chr(code), None) == 0):
        assert holds_identifier("".join(chr(zero + int(digit)) for digit in "3102100000")), hex(zero)


def test_no_sign_that_becomes_digits_is_passed_over_by_the_first_look():
    becoming = (
        chr(code)
        for code in range(sys.maxunicode)
        if any(sign.isdigit() for sign in unicodedata.normalize("NFKC", chr(code)))
    )
    assert [hex(ord(sign)) for sign in becoming if not identifiers._MAYBE_DIGITS.match(sign * 8)] == []


@given(
    st.integers(1, 31),
    st.integers(1, 12),
    st.integers(0, 999_999),
    st.sampled_from(["", "-", " ", "."]),
    st.sampled_from([0, 60]),
    st.text(alphabet="abc æøå,;!", max_size=5),
)
def test_any_day_and_month_is_found_wherever_it_stands(day, month, rest, joint, replaced, beside):
    digits = f"{day + replaced:02}{month:02}{rest:06}"
    text = f"{beside} {digits[:6]}{joint}{digits[6:]} {beside}"
    assert mask(text) == f"{beside} {MASK} {beside}"


@given(
    st.integers(1, 31),
    st.sampled_from([0, 40]),
    st.integers(1, 12),
    st.sampled_from([0, 40, 80]),
    st.integers(0, 9_999_999),
    st.sampled_from(["", "-", " "]),
)
def test_any_norwegian_number_is_found(day, lent, month, made_up, rest, joint):
    digits = f"{day + lent:02}{month + made_up:02}{rest:07}"
    assert find_identifiers(f"x {digits[:6]}{joint}{digits[6:]}")


@given(st.text())
def test_any_text_can_be_masked_and_then_holds_nothing_in_the_same_place(text):
    for place in find_identifiers(text):
        assert 0 <= place.start < place.end <= len(text)
    assert MASK in mask(text) or mask(text) == text


def test_masking_hides_the_number_and_keeps_every_other_sign():
    text = "Æ 310210\u20130000, ３１０２１０-００００ og 31\u200b0210 0000 slut"
    assert mask(text) == f"Æ {MASK}, {MASK} og {MASK} slut"


def test_a_place_never_shows_the_number():
    assert "310210" not in repr(find_identifiers("Anna 310210-0000"))


@pytest.mark.parametrize(
    "text",
    [
        "310210-0000",
        "3102100000",
        "310210 0000",
        "610210-0000",
        "71021012345",
        "315210 12345",
        "319210-12345",
        "310210\u20130000",
    ],
)
def test_the_form_of_a_national_id_is_known(text):
    assert national_id_form(text)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "310210",
        "320210-0000",
        "311310-0000",
        "310210-000",
        "310210-000000",
        "310210/0000",
        "ELEV-0001",
        "0002100000",
        "920210-0000",
    ],
)
def test_another_form_is_not(text):
    assert not national_id_form(text)


@pytest.mark.parametrize(
    "pattern",
    ["1", "1 ", "3102 ", "310210-", "1.1-", "3a", "12.03.", "-" * 9 + "1", "３", "310210-0000 ", "12.03.2026 "],
)
def test_a_hostile_text_is_read_in_a_time_that_grows_with_its_length_alone(pattern):
    def seconds(length: int) -> float:
        text, times = (pattern * length)[:length], []
        for _ in range(5):
            begun = time.thread_time()
            holds_identifier(text)
            times.append(time.thread_time() - begun)
        return min(times)

    assert seconds(200_000) < 40 * max(seconds(20_000), 0.002)


def test_twenty_thousand_random_writings_are_all_found():
    rng = random.Random(7)
    missed = []
    for _ in range(20_000):
        digits = f"{rng.choice([*range(1, 32), *range(61, 92)]):02}{rng.randint(1, 12):02}{rng.randint(0, 999999):06}"
        joint = rng.choice(["", *DASHES, *BLANKS, ".", " - "])
        text = digits[:6] + joint + digits[6:]
        if rng.random() < 0.2:
            text = "".join(chr(0xFF10 + int(sign)) if sign in "0123456789" else sign for sign in text)
        if rng.random() < 0.2:
            at = rng.randrange(len(text))
            text = text[:at] + rng.choice(INVISIBLE) + text[at:]
        if not holds_identifier(f"Aftalt med {text} i dag"):
            missed.append(text)
    assert missed == []
