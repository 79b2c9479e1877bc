"""Each figure by its name in a model, and how it is counted."""

from collections.abc import Callable, Iterator, Mapping

from samrum_kit.figures import efforts, forum_health, steps
from samrum_kit.figures.basis import Basis
from samrum_kit.figures.cells import Part

Counter = Callable[[Basis], Iterator[Part]]

COUNTERS: Mapping[str, Counter] = {
    "forum_meetings": forum_health.forum_meetings,
    "meeting_documents": forum_health.documents,
    "participants": forum_health.participants,
    "lead_time": forum_health.lead_time,
    "consent_before": forum_health.consent_before,
    "general_prevention": forum_health.general_prevention,
    "services_absent": forum_health.services_absent,
    "level_mix": efforts.level_mix,
    "both_sides": efforts.both_sides,
    "carried_out": efforts.carried_out,
    "tried_before_intrusive": efforts.tried_before_intrusive,
    "revisitation": efforts.revisitation,
    "time_by_step": steps.time_by_step,
}
"""The figures that any model can ask for; those of the ressursteam stand by themselves."""

FORUM_FIGURES = (
    "forum_meetings", "meeting_documents", "participants", "lead_time", "consent_before", "general_prevention",
    "services_absent",
)  # fmt: skip
"""The figures that say how a forum keeps to its form."""
