"""Who solves what together with whom: the tasks that are going on, and what meetings tell of who agreed on them."""

from samrum_kit.locale import format_day
from samrum_kit.report.charts import together_chart
from samrum_kit.report.charts.wording import LONGEST, short_day
from tests.builders import action, contract, day, file_of, item, measure, meeting, participant, plan
from tests.report.charts.cases import rich
from tests.report.charts.test_timeline import drawn_texts

MEETING = (meeting(), item(case_id="S-1"))


def shapes(chart, shape):
    """Return the number of a shape in the matrix, without the key below it."""
    found = [value["y"] for layer in chart.spec["layer"] for value in layer["data"]["values"]
             if value.get("shape") == shape]
    return sum(y < chart.spec["height"] for y in found)


def test_rows_are_what_is_going_on_and_nothing_else():
    file = file_of(
        plan(), *MEETING,
        measure("T-1"), measure("T-2", ends_on=day(0)), measure("T-3", ends_on=day(-1)),
        measure("T-4", starts_on=day(1)), measure("T-5", starts_on=None),
        action("A-1", case_id="S-1"), action("A-2", case_id="S-1", status="done", done_on=day(-1)),
        action("A-3", case_id="S-1", status="cancelled"), action("A-4"),
        contract("K-1", agreed_on=day(-9)), contract("K-2", agreed_on=day(-5)),
    )  # fmt: skip
    rows = [text.split()[1].rstrip(",") for text in drawn_texts(together_chart(file))
            if text.split()[0] in {"Tiltag", "Aftale", "Kontrakt"}]
    assert rows == ["T-1", "T-2", "A-1", "K-2"]


def test_measures_that_change_the_context_come_before_those_for_the_pupil():
    file = file_of(plan(), measure("T-1", target="individual", starts_on=day(-59)), measure("T-2", starts_on=day(-1)))
    words = together_chart(file).alt
    assert words.index("T-2") < words.index("T-1")


def test_a_dot_is_for_whoever_does_it_and_a_diamond_for_those_who_were_there_when_it_was_agreed():
    people = [participant("class_teacher"), participant("ppr", person="p2"), participant("ppr", person="p3"),
              participant("parent", person="p4", present=False)]
    file = file_of(*MEETING, *people, measure(plan_id=None, case_id="S-1", meeting_id="M-1"))
    chart = together_chart(file)
    assert (shapes(chart, "circle"), shapes(chart, "diamond")) == (1, 1)
    assert "Klasselærer; aftalt sammen med PPR." in chart.alt
    assert "Forælder" not in chart.alt


def test_the_owner_of_an_agreement_does_it_and_one_without_an_owner_says_so():
    file = file_of(*MEETING, participant("ppr"), action("A-1", case_id="S-1", owner_role="ppr"),
                   action("A-2", case_id="S-1", owner_role=None, due_on=None))
    words = together_chart(file).alt
    assert f"Aftale A-1, frist {format_day(day(14))}, »Ringe til hjemmet«: PPR." in words
    assert "Aftale A-2, »Ringe til hjemmet«: ingen står som ansvarlig; aftalt sammen med PPR." in words


def test_the_parties_of_the_newest_contract_have_the_columns_of_their_roles():
    chart = together_chart(file_of(contract(parties=("school", "home", "ppr"))))
    assert {"Skole", "Forælder", "PPR"} <= set(drawn_texts(chart))
    assert shapes(chart, "circle") == 3


def test_a_text_stands_in_full_or_not_at_all():
    short, long = "To voksne i de første ti minutter.", "ord " * 60 + "slut"
    chart = together_chart(file_of(plan(), measure("T-1", text=short), measure("T-2", text=long)))
    texts = drawn_texts(chart)
    assert f"Tiltag T-1 {short}" in texts
    assert "Tiltag T-2" in texts
    assert not any("…" in text or "..." in text for text in [*texts, chart.alt])


def test_a_text_in_letters_that_the_font_lacks_stands_in_the_words_alone():
    chinese = "\u4f60\u597d"
    chart = together_chart(file_of(plan(), measure(text=chinese), measure("T-2", text="»Ro« – æøå 😀")))
    assert not any(chinese in text for text in drawn_texts(chart))
    assert chinese in chart.alt
    assert "Tiltag T-2 »Ro« – æøå 😀" in drawn_texts(chart)


def test_very_many_tasks_are_told_by_role():
    measures = [measure(f"T-{number}", actor_role=("ppr", "class_teacher")[number % 2]) for number in range(60)]
    chart = together_chart(file_of(plan(), *measures))
    assert len(chart.alt) <= LONGEST
    assert "Der er 60 tiltag og aftaler." in chart.alt
    assert "PPR: ansvarlig for 30, med til at aftale 0" in chart.alt
    assert f"Tiltag T-1 {measures[1].text}" not in drawn_texts(chart)


def test_it_says_what_it_cannot_know():
    chart = together_chart(rich())
    unknown = "Hvem der var med til at aftale noget, fremgår kun af møder."
    assert chart.alt.endswith(unknown)
    assert unknown in drawn_texts(chart)


def test_long_names_of_roles_stand_upright_and_none_is_cut():
    roles = ["special_ed_coordinator", "learning_centre_adviser", "intermediate_form_staff", "family_counselling",
             "child_psychiatry", "refugee_service", "children_youth_head", "psychologist"]
    chart = together_chart(file_of(plan(), *(measure(f"T-{role}", actor_role=role) for role in roles)))
    assert {"Specialpædagogisk koordinator", "Integrationsindsatsen"} <= set(drawn_texts(chart))
    upright = [layer["mark"] for layer in chart.spec["layer"] if layer["mark"].get("angle") == 270]
    assert len(upright) == 1
    assert short_day(day(0)) not in drawn_texts(chart)
