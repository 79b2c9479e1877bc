"""The whole course of a case, part by part: the community before the child, the child's words before the adults'."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from typing import Any

from samrum_kit.domain.case_file import CaseFile
from samrum_kit.domain.meeting_record import MeetingRecord
from samrum_kit.domain.records import PerspectiveEntry
from samrum_kit.domain.single_case import by_itself
from samrum_kit.domain.vocabulary import Perspective, PlanScope, Role
from samrum_kit.measure.school_days import SchoolDays
from samrum_kit.report.course.holding import holding
from samrum_kit.report.course.measurements import Measurements
from samrum_kit.report.course.part import Fragment, Part, deeper
from samrum_kit.report.course.words import explained
from samrum_kit.report.course.work import beside_plans, plan_work
from samrum_kit.review.preparation.naming import consent_ground
from samrum_kit.review.show import child_words_html, timeline_html


@dataclass(frozen=True)
class Course:
    """One case by itself; every field of every record of it is said in one of the parts.

    What its meetings hold about other matters is left out, and the part `held` says how much that is.
    """

    whole: CaseFile
    methods: Mapping[str, str] = field(default_factory=dict)
    """What the methods of the method banks are called, by id."""
    plain: bool = False
    others: tuple[CaseFile, ...] = ()
    """The other cases about the same pupil that the reader is to have."""
    calendar: SchoolDays | None = None
    """The school days of the municipality, where it has a calendar."""

    @cached_property
    def file(self) -> CaseFile:
        """Return the case without what is about anything else, as charts and parts show it."""
        return by_itself(self.whole)

    @property
    def heading(self) -> Part:
        """Return what the report is about, and for the parents how to read it."""
        return self._part("heading")

    @property
    def child(self) -> Fragment:
        """Return the child's own words, and apart from them what others have told."""
        return Fragment(child_words_html(self.file, ids=not self.plain))

    @property
    def matter(self) -> Part:
        """Return what the case is about: concerns, contracts and consents."""
        grounds = {one.consent_id: consent_ground(one, self.file.as_of).text for one in self.file.consents}
        return self._part("matter", grounds=grounds)

    @property
    def perspectives(self) -> Part:
        """Return how the adults have described the matter, in the order of the perspectives."""
        order = list(Perspective)
        entries = (one for one in self.file.perspectives if not _is_the_childs(one))
        told = sorted(entries, key=lambda one: (order.index(one.perspective), one.recorded_on, one.perspective_id))
        return self._part("perspectives", told=told)

    @property
    def plans(self) -> Part:
        """Return the plans with goals, measures and evaluations, those for the community first."""
        sides = [(scope, plan_work(self.file, scope)) for scope in PlanScope]
        return self._part("plans", sides=sides, beside=beside_plans(self.file))

    @property
    def measurements(self) -> Measurements:
        """Return what was measured, what phases show beside each other, and what else changed: without judgement."""
        return Measurements(self.file, self.calendar, self.plain)

    @property
    def meetings(self) -> Part:
        """Return the meetings with their minutes and agreements, the earliest first; those without a day come last."""
        return self._part("meetings", meetings=sorted(self._agreeing, key=_in_time))

    @property
    def agreements(self) -> Part:
        """Return the agreements that are open."""
        open_ones = [(action, meeting) for meeting in self._agreeing for action in meeting.actions_open_on(None)]
        ordered = sorted(open_ones, key=lambda pair: (pair[0].due_on or date.max, pair[0].action_id))
        return self._part("agreements", agreements=ordered)

    @property
    def events(self) -> Part:
        """Return the steps and decisions of the case."""
        return self._part("events", events=sorted(self.file.events, key=lambda e: (e.occurred_on, e.event_id)))

    @property
    def timeline(self) -> Fragment:
        """Return everything dated in order of time."""
        return Fragment(timeline_html(self.file, ids=not self.plain))

    @property
    def held(self) -> Part:
        """Return every record that is held, by kind, id and day, and what is left out."""
        return self._part("held", kinds=holding(self.file))

    @property
    def words(self) -> Part | None:
        """Return the words of the field explained, where the language is plain."""
        return self._part("words", words=explained()) if self.plain else None

    @property
    def other_cases(self) -> Fragment | None:
        """Return the other cases about the same pupil, each as a whole; nothing where there are none."""
        whole = [self._whole(self._beside(other)) for other in self.others]
        return Fragment("\n".join(whole)) if whole else None

    @property
    def parts(self) -> tuple[Part | Fragment | Measurements, ...]:
        """Return the parts in the order in which they are read."""
        return (self.child, self.matter, self.perspectives, self.plans, self.measurements, self.meetings,
                self.agreements, self.events, self.timeline, self.held)

    @property
    def _agreeing(self) -> tuple[MeetingRecord, ...]:
        """Return the meetings about the case, and others that agreed something about it."""
        return (*self.file.meetings, *self.file.agreed_elsewhere)

    def _part(self, template: str, **values: Any) -> Part:
        """Return a part of this case."""
        return Part(template, {"file": self.file, "methods": self.methods, **values}, self.plain)

    def _beside(self, other: CaseFile) -> "Course":
        """Return the course of another case; in another municipality the schools close on other days."""
        at_home = other.school.municipality == self.file.school.municipality
        return Course(other, self.methods, plain=self.plain, calendar=self.calendar if at_home else None)

    @staticmethod
    def _whole(course: "Course") -> str:
        """Return another course under a heading of its own."""
        parts = [deeper(part._repr_html_()) for part in course.parts]
        return "\n".join([Part("other", {"file": course.file})._repr_html_(), *parts])


def _is_the_childs(entry: PerspectiveEntry) -> bool:
    """Tell whether an entry is the child's own words, or the child's perspective as others tell it."""
    return entry.by_role is Role.PUPIL or entry.perspective is Perspective.CHILD


def _in_time(record: MeetingRecord) -> tuple[date, str]:
    """Put meetings in order of time."""
    return record.day or date.max, record.meeting.meeting_id
