"""What schools and PPR write, as data: one file of texts per language, one theme per kind of story."""

import tomllib
from functools import cache
from importlib.resources import files

from pydantic import BaseModel, ConfigDict

from samrum_kit.domain.vocabulary import CaseKind, Improvement, Perspective, Role, Scale, Target

FILES = {
    "da": ("da.toml", "da_pupils.toml", "da_pupils_more.toml", "da_communities.toml"),
    "nb": ("nb.toml", "nb_pupils.toml", "nb_communities.toml"),
}
"""The files of texts per language; their lists are joined."""

Texts = tuple[str, ...]


class Words(BaseModel):
    """A frozen part of the texts; a key that isn't known is a fault."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class Spoken(Words):
    """A sentence and the role that says or does it."""

    by: Role
    text: str
    target: Target | None = None
    method: str | None = None


class GoalWords(Words):
    """A goal and the signs on the way to it."""

    text: str
    signs: Texts


class SeriesWords(Words):
    """What is counted in a story, where it begins, and where it should end."""

    title: str
    unit: str
    scale: Scale
    improvement: Improvement
    start: float
    goal: float
    least: float
    most: float


class Theme(Words):
    """One kind of story, whose sentences fit together in any combination."""

    id: str
    kind: CaseKind
    grades: tuple[int, int] | None = None
    """The first and last grade it can happen in; nothing for a kindergarten."""
    titles: Texts
    concerns: tuple[Spoken, ...]
    tried: Texts
    community_contexts: Texts
    pupil_contexts: Texts = ()
    bases: Texts
    community_goals: tuple[GoalWords, ...]
    pupil_goals: tuple[GoalWords, ...] = ()
    community_measures: tuple[Spoken, ...]
    pupil_measures: tuple[Spoken, ...] = ()
    voices: Texts
    parents: Texts = ()
    met: Texts
    partly: Texts
    insufficient: Texts
    academic: str = ""
    series: SeriesWords | None = None


class FormWords(Words):
    """What is written about an intermediate form."""

    purposes: Texts
    contents: Texts
    methods: Texts
    pedagogies: Texts
    community_goal: GoalWords
    pupil_goal: GoalWords
    measures: tuple[Spoken, ...]


class IntensiveWords(Words):
    """What is written about a special offer."""

    context: str
    basis: str
    goals: tuple[GoalWords, ...]
    measures: tuple[Spoken, ...]
    voices: Texts
    parents: Texts
    evaluations: Texts


class SystemTopic(Words):
    """A topic of system work, what was said about it, and what it can lead to."""

    topic: str
    minutes: Texts
    measure: str


class ActionWords(Words):
    """What people promise each other at meetings."""

    pupil: tuple[Spoken, ...]
    system: tuple[Spoken, ...]


class Wording(Words):
    """All texts of one language."""

    phases: Texts
    kindergarten_groups: Texts
    child_voice_missing: str
    parents_missing: str
    mediations: Texts
    evaluation_closings: Texts
    unclear: Texts
    results: Texts
    late_results: Texts
    contracts: Texts
    documents: dict[str, str]
    form: FormWords
    intensive: IntensiveWords
    perspectives: dict[Perspective, Texts]
    minutes: dict[str, Texts]
    actions: ActionWords
    system_topics: tuple[SystemTopic, ...]
    wonderings: Texts = ()
    advisers: tuple[Spoken, ...]
    methods: tuple[Spoken, ...]
    themes: tuple[Theme, ...]

    def themes_for(self, kind: CaseKind, grades: tuple[int, int] | None) -> tuple[Theme, ...]:
        """Return the stories of a kind that can happen within a span of grades (nothing: a kindergarten)."""
        return tuple(theme for theme in self.themes if theme.kind is kind and _overlap(theme.grades, grades))


def _overlap(story: tuple[int, int] | None, school: tuple[int, int] | None) -> bool:
    """Tell whether two spans of grades share a grade; kindergartens share only with each other."""
    if story is None or school is None:
        return story is school
    return story[0] <= school[1] and school[0] <= story[1]


@cache
def wording(lang: str, *, kindergarten: bool = False) -> Wording:
    """Return the texts of a language, `da` or `nb`, as a school or a kindergarten uses them."""
    texts = _texts(lang)
    own = texts.pop("kindergarten", {})
    return Wording.model_validate(texts | own if kindergarten and isinstance(own, dict) else texts)


def _texts(lang: str) -> dict[str, object]:
    """Join the files of a language."""
    joined: dict[str, object] = {}
    for name in FILES[lang]:
        text = (files("samrum_kit.teach") / "texts" / name).read_text(encoding="utf-8")
        for key, value in tomllib.loads(text).items():
            before = joined.get(key)
            joined[key] = [*before, *value] if isinstance(before, list) else value
    return joined
