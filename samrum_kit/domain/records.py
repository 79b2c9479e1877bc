"""The 20 tables of the workbench: one frozen record each, from which every other form of it is derived."""

from datetime import date
from typing import Annotated

from samrum_kit.domain.fields import KEY, Id, Label, Note, Record, Ref
from samrum_kit.domain.vocabulary import (
    ActionStatus, AgendaPart, Anonymity, CarriedOut, CaseKind, CaseOutcome, ConsentForm, ConsentKind,
    EvaluationDecision, EvaluationResult, EventKind, Forum, Improvement, ItemOutcome, Level, Observed, Party,
    Perspective, PlanScope, Role, Scale, SchoolType, Target,
)


class School(Record, table="schools", da="Skoler", nb="Skoler"):
    """A school or day-care institution."""

    school_id: Annotated[Id, KEY, Label("Skole-id")]
    name: Annotated[str, Label("Navn")]
    municipality: Annotated[str, Label("Kommune")]
    district: Annotated[str | None, Label("Distrikt")] = None
    school_type: Annotated[SchoolType, Label("Skoletype")]
    staff_count: Annotated[float | None, Label("Antal ansatte", "Antall ansatte")] = None


class Pupil(Record, table="pupils", da="Elever", nb="Elever"):
    """A pupil under an opaque id."""

    pupil_id: Annotated[Id, KEY, Label("Elev-id"), Note("an opaque id, never a CPR or birth number")]
    school_id: Annotated[Id, Ref("schools"), Label("Skole-id")]
    grade: Annotated[float | None, Label("Klassetrin", "Klassetrinn"), Note("0-10")] = None
    class_name: Annotated[str | None, Label("Klasse")] = None


class Identity(Record, table="identities", da="Identitet", nb="Identitet"):
    """Who a pupil is; kept apart from everything else."""

    pupil_id: Annotated[Id, KEY, Ref("pupils"), Label("Elev-id")]
    given_name: Annotated[str, Label("Fornavn")]
    family_name: Annotated[str, Label("Efternavn", "Etternavn")]
    national_id: Annotated[str | None, Label("CPR-nummer", "Fødselsnummer"), Note("CPR or Norwegian birth number, checked for form; kept in the identity store alone")] = None
    known_names: Annotated[str | None, Label("Andre navne", "Andre navn"), Note("nicknames, siblings, parents, teachers: separated by ;  used to find names in free text")] = None
    protected_address: Annotated[bool | None, Label("Navne- og adressebeskyttelse", "Adressesperre")] = None


class Case(Record, table="cases", da="Sager", nb="Saker"):
    """A matter that a school works on: a pupil, a group, a class or the system."""

    case_id: Annotated[Id, KEY, Label("Sags-id", "Saks-id")]
    kind: Annotated[CaseKind, Label("Sagstype", "Sakstype")]
    school_id: Annotated[Id, Ref("schools"), Label("Skole-id")]
    pupil_id: Annotated[Id | None, Ref("pupils"), Label("Elev-id"), Note("required when kind=individual, empty otherwise")] = None
    class_name: Annotated[str | None, Label("Klasse/gruppe")] = None
    title: Annotated[str, Label("Emne", "Tema")]
    first_concern_on: Annotated[date, Label("Første bekymring")]
    closed_on: Annotated[date | None, Label("Afsluttet", "Avsluttet"), Note("required with closed_as")] = None
    closed_as: Annotated[CaseOutcome | None, Label("Afsluttet som", "Avsluttet som"), Note("required with closed_on")] = None
    open_social_case: Annotated[bool | None, Label("Sag i Familie- og Beskæftigelsesforvaltningen", "Sak i barnevernet")] = None
    responsible_leader: Annotated[str | None, Label("Ansvarlig leder")] = None


class Concern(Record, table="concerns", da="Bekymringer", nb="Meldinger"):
    """A concern as it was raised."""

    concern_id: Annotated[Id, KEY, Label("Bekymrings-id", "Meldings-id")]
    case_id: Annotated[Id, Ref("cases"), Label("Sags-id", "Saks-id")]
    raised_on: Annotated[date, Label("Dato")]
    raised_by_role: Annotated[Role, Label("Rejst af", "Meldt av")]
    text: Annotated[str, Label("Bekymring")]
    tried_so_far: Annotated[str | None, Label("Afprøvet indtil nu", "Prøvd så langt")] = None


class Consent(Record, table="consents", da="Samtykker", nb="Samtykker"):
    """What the custody holders have agreed to, and until when."""

    consent_id: Annotated[Id, KEY, Label("Samtykke-id")]
    case_id: Annotated[Id, Ref("cases"), Label("Sags-id", "Saks-id")]
    kind: Annotated[ConsentKind, Label("Gælder", "Gjelder")]
    given_on: Annotated[date, Label("Givet den", "Gitt den")]
    valid_until: Annotated[date | None, Label("Gælder til", "Gjelder til")] = None
    withdrawn_on: Annotated[date | None, Label("Trukket tilbage", "Trukket tilbake")] = None
    givers_required: Annotated[float, Label("Antal der skal give", "Antall som må gi"), Note("custody holders who must consent, 1 or 2")]
    givers: Annotated[float, Label("Antal der har givet", "Antall som har gitt"), Note("fewer than givers_required: the consent is not in force")]
    form: Annotated[ConsentForm, Label("Form")]
    document: Annotated[str | None, Label("Dokument")] = None


class Contract(Record, table="contracts", da="Kontrakter", nb="Avtaler"):
    """What school, home and others have agreed to expect of each other."""

    contract_id: Annotated[Id, KEY, Label("Kontrakt-id", "Avtale-id")]
    case_id: Annotated[Id, Ref("cases"), Label("Sags-id", "Saks-id")]
    agreed_on: Annotated[date, Label("Aftalt den", "Avtalt den")]
    review_on: Annotated[date | None, Label("Tages op igen", "Tas opp igjen")] = None
    parties: Annotated[tuple[Party, ...], Label("Parter")]
    text: Annotated[str, Label("Opgaver og forventninger", "Oppgaver og forventninger")]


class PerspectiveEntry(Record, table="perspectives", da="Perspektiver", nb="Perspektiver"):
    """One perspective on a case, as somebody described it."""

    perspective_id: Annotated[Id, KEY, Label("Perspektiv-id")]
    case_id: Annotated[Id, Ref("cases"), Label("Sags-id", "Saks-id")]
    perspective: Annotated[Perspective, Label("Perspektiv")]
    recorded_on: Annotated[date, Label("Dato")]
    by_role: Annotated[Role, Label("Fra")]
    text: Annotated[str, Label("Beskrivelse")]


class Plan(Record, table="plans", da="Planer", nb="Planer"):
    """A mål- og indsatsplan or handleplan."""

    plan_id: Annotated[Id, KEY, Label("Plan-id")]
    case_id: Annotated[Id, Ref("cases"), Label("Sags-id", "Saks-id")]
    level: Annotated[Level, Label("Indsatsniveau", "Tiltaksnivå")]
    scope: Annotated[PlanScope, Label("Rettet mod", "Rettet mot")]
    context: Annotated[str | None, Label("Sammenhæng", "Sammenheng")] = None
    basis: Annotated[str | None, Label("Datagrundlag", "Datagrunnlag")] = None
    starts_on: Annotated[date, Label("Start")]
    ends_on: Annotated[date | None, Label("Slut", "Slutt")] = None
    evaluation_due_on: Annotated[date | None, Label("Evalueres den")] = None
    responsible_leader: Annotated[str | None, Label("Ansvarlig leder")] = None
    child_voice: Annotated[str | None, Label("Barnets stemme")] = None
    child_voice_missing_reason: Annotated[str | None, Label("Hvorfor barnets stemme mangler")] = None
    parent_perspective: Annotated[str | None, Label("Forældrenes perspektiv", "Foreldrenes perspektiv")] = None
    parent_perspective_missing_reason: Annotated[str | None, Label("Hvorfor forældrenes perspektiv mangler", "Hvorfor foreldrenes perspektiv mangler")] = None
    other_changes: Annotated[str | None, Label("Andre ændringer i perioden", "Andre endringer i perioden"), Note("new teacher, medicine, holiday: listed under every chart")] = None
    form_purpose: Annotated[str | None, Label("Mellemform: formål", "Mellomform: formål")] = None
    form_content: Annotated[str | None, Label("Mellemform: indhold", "Mellomform: innhold")] = None
    form_method: Annotated[str | None, Label("Mellemform: metode", "Mellomform: metode")] = None
    form_pedagogy: Annotated[str | None, Label("Mellemform: pædagogik", "Mellomform: pedagogikk")] = None
    home_community: Annotated[str | None, Label("Hører til i")] = None


class Goal(Record, table="goals", da="Mål", nb="Mål"):
    """What a plan is to reach."""

    goal_id: Annotated[Id, KEY, Label("Mål-id")]
    plan_id: Annotated[Id, Ref("plans"), Label("Plan-id")]
    text: Annotated[str, Label("Mål")]
    target: Annotated[Target, Label("Rettet mod", "Rettet mot")]


class Sign(Record, table="signs", da="Tegn", nb="Tegn"):
    """What one would see on the way to a goal."""

    sign_id: Annotated[Id, KEY, Label("Tegn-id")]
    goal_id: Annotated[Id, Ref("goals"), Label("Mål-id")]
    text: Annotated[str, Label("Tegn")]
    observed: Annotated[Observed | None, Label("Set", "Sett")] = None
    observed_on: Annotated[date | None, Label("Set den", "Sett den")] = None


class Measure(Record, table="measures", da="Tiltag", nb="Tiltak"):
    """What is done, by whom, for whom."""

    measure_id: Annotated[Id, KEY, Label("Tiltags-id", "Tiltaks-id")]
    plan_id: Annotated[Id | None, Ref("plans"), Label("Plan-id"), Note("a plan, or a meeting, or both")] = None
    meeting_id: Annotated[Id | None, Ref("meetings"), Label("Møde-id", "Møte-id"), Note("the meeting that decided it")] = None
    case_id: Annotated[Id | None, Ref("cases"), Label("Sags-id", "Saks-id"), Note("empty for a measure of a system item")] = None
    text: Annotated[str, Label("Tiltag", "Tiltak")]
    method_id: Annotated[str | None, Label("Metode"), Note("an id of the model's method bank")] = None
    target: Annotated[Target, Label("Rettet mod", "Rettet mot")]
    involves_other_children: Annotated[bool | None, Label("Involverer andre børn", "Involverer andre barn")] = None
    actor_role: Annotated[Role, Label("Udføres af", "Utføres av")]
    starts_on: Annotated[date | None, Label("Start")] = None
    ends_on: Annotated[date | None, Label("Slut", "Slutt")] = None
    staff_benefiting: Annotated[float | None, Label("Antal ansatte der får nytte", "Antall ansatte som får nytte")] = None
    carried_out: Annotated[CarriedOut | None, Label("Gennemført som aftalt", "Gjennomført som avtalt")] = None


class Evaluation(Record, table="evaluations", da="Evalueringer", nb="Evalueringer"):
    """What came of a plan, on a day."""

    evaluation_id: Annotated[Id, KEY, Label("Evaluerings-id")]
    plan_id: Annotated[Id, Ref("plans"), Label("Plan-id")]
    evaluated_on: Annotated[date, Label("Dato")]
    result: Annotated[EvaluationResult, Label("Resultat")]
    decision: Annotated[EvaluationDecision | None, Label("Beslutning")] = None
    text: Annotated[str | None, Label("Begrundelse", "Begrunnelse")] = None


class Series(Record, table="series", da="Måleserier", nb="Måleserier"):
    """Something that is measured over time."""

    series_id: Annotated[Id, KEY, Label("Serie-id")]
    case_id: Annotated[Id, Ref("cases"), Label("Sags-id", "Saks-id")]
    goal_id: Annotated[Id | None, Ref("goals"), Label("Mål-id")] = None
    title: Annotated[str, Label("Hvad måles", "Hva måles")]
    unit: Annotated[str, Label("Enhed", "Enhet")]
    scale: Annotated[Scale, Label("Skala")]
    improvement: Annotated[Improvement, Label("Ønsket retning")]
    goal_value: Annotated[float | None, Label("Målværdi", "Målverdi")] = None


class Observation(Record, table="observations", da="Målinger", nb="Målinger"):
    """One measurement of a series."""

    series_id: Annotated[Id, KEY, Ref("series"), Label("Serie-id")]
    observed_on: Annotated[date, KEY, Label("Dato")]
    phase: Annotated[str, Label("Fase"), Note("phases in order of first date; the first is the baseline")]
    value: Annotated[float | None, Label("Værdi", "Verdi"), Note("empty: the measurement is missing, the date stays")] = None


class Meeting(Record, table="meetings", da="Møder", nb="Møter"):
    """A meeting of a forum, planned or held."""

    meeting_id: Annotated[Id, KEY, Label("Møde-id", "Møte-id")]
    forum: Annotated[Forum, Label("Forum")]
    school_id: Annotated[Id, Ref("schools"), Label("Skole-id")]
    case_id: Annotated[Id | None, Ref("cases"), Label("Sags-id", "Saks-id"), Note("required for a dialogue meeting; a network meeting about one case")] = None
    requested_on: Annotated[date | None, Label("Ønsket den", "Bedt om den")] = None
    planned_on: Annotated[date | None, Label("Planlagt til")] = None
    held_on: Annotated[date | None, Label("Holdt den"), Note("empty: not held yet")] = None
    agenda_sent_on: Annotated[date | None, Label("Dagsorden sendt", "Agenda sendt")] = None
    minutes_written_on: Annotated[date | None, Label("Referat skrevet")] = None
    chair_role: Annotated[Role | None, Label("Mødeleder", "Møteleder")] = None


class Participant(Record, table="participants", da="Deltagere", nb="Deltakere"):
    """Who took part in a meeting, by role."""

    meeting_id: Annotated[Id, KEY, Ref("meetings"), Label("Møde-id", "Møte-id")]
    role: Annotated[Role, KEY, Label("Rolle")]
    person: Annotated[str, KEY, Label("Person"), Note("an opaque code, so that continuity can be followed")]
    present: Annotated[bool, Label("Til stede")]


class AgendaItem(Record, table="agenda_items", da="Dagsordenspunkter", nb="Agendapunkter"):
    """One item on the agenda of a meeting."""

    item_id: Annotated[Id, KEY, Label("Punkt-id")]
    meeting_id: Annotated[Id, Ref("meetings"), Label("Møde-id", "Møte-id")]
    position: Annotated[float, Label("Nr.")]
    part: Annotated[AgendaPart, Label("Del")]
    case_id: Annotated[Id | None, Ref("cases"), Label("Sags-id", "Saks-id")] = None
    topic: Annotated[str, Label("Emne", "Tema")]
    anonymity: Annotated[Anonymity | None, Label("Grundlag for drøftelse", "Grunnlag for drøfting"), Note("required when the item is about a case")] = None
    prepared_by_role: Annotated[Role | None, Label("Forberedes af", "Forberedes av")] = None
    minutes_planned: Annotated[float | None, Label("Minutter")] = None
    discussed: Annotated[bool | None, Label("Drøftet")] = None
    minutes: Annotated[str | None, Label("Referat")] = None
    outcome: Annotated[ItemOutcome | None, Label("Udfald", "Utfall")] = None
    carried_from: Annotated[Id | None, Ref("actions"), Label("Opfølgning på aktion", "Oppfølging av oppgave")] = None


class Action(Record, table="actions", da="Aftaler", nb="Oppgaver"):
    """What somebody promised at a meeting."""

    action_id: Annotated[Id, KEY, Label("Aftale-id", "Oppgave-id")]
    meeting_id: Annotated[Id, Ref("meetings"), Label("Møde-id", "Møte-id")]
    case_id: Annotated[Id | None, Ref("cases"), Label("Sags-id", "Saks-id")] = None
    text: Annotated[str, Label("Aftale", "Oppgave")]
    owner_role: Annotated[Role | None, Label("Ansvarlig")] = None
    due_on: Annotated[date | None, Label("Frist")] = None
    status: Annotated[ActionStatus, Label("Status")]
    done_on: Annotated[date | None, Label("Udført", "Utført"), Note("required with status=done")] = None
    result: Annotated[str | None, Label("Hvordan gik det", "Hvordan gikk det")] = None


class Event(Record, table="events", da="Hændelser", nb="Hendelser"):
    """A dated step or decision of a case."""

    event_id: Annotated[Id, KEY, Label("Hændelses-id", "Hendelses-id")]
    case_id: Annotated[Id, Ref("cases"), Label("Sags-id", "Saks-id")]
    kind: Annotated[EventKind, Label("Hændelse", "Hendelse")]
    occurred_on: Annotated[date, Label("Dato")]
    ended_on: Annotated[date | None, Label("Ophørt", "Opphørt")] = None
    topic: Annotated[ConsentKind | None, Label("Gælder", "Gjelder"), Note("for agreements")] = None
    by_role: Annotated[Role | None, Label("Af", "Av")] = None
    document: Annotated[str | None, Label("Dokument")] = None
    text: Annotated[str | None, Label("Note", "Notat")] = None


TABLES: dict[str, type[Record]] = {record.table: record for record in Record.__subclasses__()}
"""Every record by the identifier of its table, parents before children."""
