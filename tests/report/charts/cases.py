"""Two made-up cases for the tests of charts: one with everything that a chart can show, and one with nothing."""

from tests.builders import (
    action,
    concern,
    consent,
    contract,
    day,
    evaluation,
    event,
    file_of,
    item,
    measure,
    meeting,
    participant,
    perspective,
    plan,
)


def rich(*more, **fields):
    """Return the file of a case with plans on two levels, talks, papers and agreements, and whatever is given."""
    return file_of(
        plan("P-1", starts_on=day(-300), ends_on=day(-200)),
        plan("P-2", level="targeted", scope="pupil", starts_on=day(-190), child_voice="Jeg vil gerne være med."),
        plan("P-3", level="targeted", scope="community", starts_on=day(-100), ends_on=day(60)),
        measure("T-1", starts_on=day(-295), ends_on=day(-200)),
        measure("T-2", plan_id="P-2", starts_on=day(-180), target="individual", meeting_id="M-1"),
        measure("T-3", plan_id="P-2", starts_on=day(-150), ends_on=day(-20)),
        evaluation("EV-1", evaluated_on=day(-200)),
        concern(raised_on=day(-330)),
        perspective(recorded_on=day(-40)),
        perspective("PE-2", perspective="academic_level", by_role="class_team", recorded_on=day(-100)),
        meeting("M-1", held_on=day(-185), requested_on=day(-200)),
        meeting("M-2", forum="network", case_id="S-1", held_on=day(-5)),
        item(case_id="S-1"),
        participant("class_teacher"), participant("ppr", person="p2"),
        participant("parent", person="p3", present=False),
        action(case_id="S-1", owner_role="ppr"),
        consent(kind="ppv", given_on=day(-30), valid_until=day(300)),
        consent("C-2", kind="pku", given_on=day(-25), givers=1),
        contract(agreed_on=day(-320)),
        event("H-1", kind="ppv_referral", occurred_on=day(-28)),
        *more,
        **fields,
    )  # fmt: skip


def poor():
    """Return the file of a case of which nothing is on file."""
    return file_of()
