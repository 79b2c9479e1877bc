"""The controlled words of the field: 23 vocabularies, each value with its Danish and Norwegian label."""

from samrum_kit.domain.fields import Vocabulary, vocabulary_name


class SchoolType(Vocabulary):
    """What kind of school it is."""

    PRIMARY = "primary", "Indskoling og mellemtrin", "Barneskole"
    LOWER_SECONDARY = "lower_secondary", "Udskoling", "Ungdomsskole"
    COMBINED = "combined", "Hele forløbet", "1-10-skole"
    SPECIAL = "special", "Specialskole", "Spesialskole"
    KINDERGARTEN = "kindergarten", "Dagtilbud", "Barnehage"


class CaseKind(Vocabulary):
    """Whom a case is about."""

    INDIVIDUAL = "individual", "Elev", "Elev"
    GROUP = "group", "Gruppe", "Gruppe"
    CLASS = "class", "Klasse", "Klasse"
    SYSTEM = "system", "System", "System"


class CaseOutcome(Vocabulary):
    """How a case ended."""

    HANDLED = "handled", "Afsluttet på skolen", "Avsluttet på skolen"
    REFERRED = "referred", "Henvist", "Henvist"
    MOVED = "moved", "Flyttet", "Flyttet"
    OTHER = "other", "Andet", "Annet"


class Level(Vocabulary):
    """How intensive an effort is, from the ordinary practice to the special offer."""

    PREVENTIVE = "preventive", "Forebyggende", "Forebyggende"
    TARGETED = "targeted", "Foregribende", "Målrettet"
    INTENSIVE = "intensive", "Indgribende", "Inngripende"


class PlanScope(Vocabulary):
    """Whether a plan is for the learning community or for the pupil."""

    COMMUNITY = "community", "Læringsfællesskabet", "Fellesskapet"
    PUPIL = "pupil", "Eleven", "Eleven"


class Target(Vocabulary):
    """Whether a goal or measure changes the context or addresses the individual."""

    CONTEXT = "context", "Kontekst/fællesskab", "System/fellesskap"
    INDIVIDUAL = "individual", "Individ", "Individ"


class Observed(Vocabulary):
    """Whether a sign has been seen."""

    YES = "yes", "Ja", "Ja"
    PARTLY = "partly", "Delvist", "Delvis"
    NO = "no", "Nej", "Nei"


class CarriedOut(Vocabulary):
    """Whether a measure was carried out as agreed."""

    FULLY = "fully", "Ja", "Ja"
    PARTLY = "partly", "Delvist", "Delvis"
    NO = "no", "Nej", "Nei"
    UNKNOWN = "unknown", "Ukendt", "Ukjent"


class EvaluationResult(Vocabulary):
    """What an evaluation found."""

    MET = "met", "Nået", "Nådd"
    PARTLY = "partly", "Delvist nået", "Delvis nådd"
    INSUFFICIENT = "insufficient", "Ikke tilstrækkelig", "Ikke tilstrekkelig"
    UNCLEAR = "unclear", "Kan ikke afgøres", "Kan ikke avgjøres"


class EvaluationDecision(Vocabulary):
    """What was decided after an evaluation."""

    CONTINUE = "continue", "Fortsæt", "Fortsett"
    ADJUST = "adjust", "Justér", "Juster"
    ESCALATE = "escalate", "Næste niveau", "Neste nivå"
    STOP = "stop", "Afslut", "Avslutt"


class Scale(Vocabulary):
    """What kind of number a series measures."""

    RATING = "rating", "Vurdering", "Vurdering"
    COUNT = "count", "Antal", "Antall"
    MINUTES = "minutes", "Minutter", "Minutter"
    PERCENT = "percent", "Procent", "Prosent"
    TEST = "test", "Testscore", "Testskår"


class Improvement(Vocabulary):
    """Which direction is the wanted one."""

    INCREASE = "increase", "Skal stige", "Skal øke"
    DECREASE = "decrease", "Skal falde", "Skal minke"


class ConsentKind(Vocabulary):
    """What a consent or an agreement covers."""

    PPR_REFERRAL = "ppr_referral", "Indstilling til PPR", "Henvisning til PPT"
    NAMED_DISCUSSION = "named_discussion", "Navngiven drøftelse", "Drøfting med navn"
    WORKING_MEETING = "working_meeting", "Arbejdsmøde", "Arbeidsmøte"
    FAMILY_COUNSELLING = "family_counselling", "Familierådgivning", "Familieveiledning"
    DISTRICT_COUNCIL = "district_council", "Distriktsråd", "Distriktsråd"
    PPV = "ppv", "PPV", "Sakkyndig vurdering"
    PKU = "pku", "PKU", "PKU"
    VISO = "viso", "VISO", "Statped"
    SHARING = "sharing", "Videregivelse af oplysninger", "Deling av opplysninger"


class ConsentForm(Vocabulary):
    """How a consent was given."""

    WRITTEN = "written", "Skriftligt", "Skriftlig"
    ORAL = "oral", "Mundtligt, noteret", "Muntlig, notert"


class Party(Vocabulary):
    """Who is part of a cooperation contract."""

    SCHOOL = "school", "Skole", "Skole"
    HOME = "home", "Hjem", "Hjem"
    PPR = "ppr", "PPR", "PPT"
    PUPIL = "pupil", "Elev", "Elev"
    FAMILY_SERVICES = "family_services", "Familierådgivning", "Barnevern"
    OTHER = "other", "Anden", "Annen"


class Perspective(Vocabulary):
    """The ten perspectives of the Samarbejdsguide."""

    CHILD = "child", "Barnets perspektiver", "Barnets perspektiver"
    PARENTS = "parents", "Forældrenes perspektiver", "Foreldrenes perspektiver"
    SCHOOL = "school", "Skolens perspektiver", "Skolens perspektiver"
    ACADEMIC_LEVEL = "academic_level", "Fagligt niveau", "Faglig nivå"
    COMMUNITIES = "communities", "Skolens fællesskaber", "Skolens fellesskap"
    LEARNING_CENTRE = "learning_centre", "PLC", "PLC"
    LEVELS = "levels", "Indsatsniveauer", "Tiltaksnivåer"
    OTHER_ACTORS = "other_actors", "Andre aktører", "Andre aktører"
    PPR = "ppr", "PPR", "PPT"
    FAMILY_EMPLOYMENT = "family_employment", "F & B", "F & B"


class Anonymity(Vocabulary):
    """On which basis an agenda item may be discussed."""

    ANONYMOUS = "anonymous", "Anonymt", "Anonymt"
    CONSENT = "consent", "Med samtykke", "Med samtykke"
    PARENTS_PRESENT = "parents_present", "Forældre til stede", "Foreldre til stede"
    STATUTORY = "statutory", "Lovhjemmel", "Lovhjemmel"


class AgendaPart(Vocabulary):
    """Which part of a meeting an item belongs to."""

    SYSTEM = "system", "System", "Systemarbeid"
    INDIVIDUAL = "individual", "Individ", "Individarbeid"
    WONDERING = "wondering", "Undring", "Undring"


class ItemOutcome(Vocabulary):
    """What a discussion of an item ended with."""

    HANDLED_BY_SCHOOL = "handled_by_school", "Skolen handler selv", "Skolen følger opp selv"
    ADVICE = "advice", "Rådgivning", "Veiledning"
    RECOMMEND_DIALOGUE = "recommend_dialogue", "Anbefaler dialogmøde", "Anbefaler dialogmøte"
    CONTINUE = "continue", "Fortsætter", "Fortsetter"
    REFER = "refer", "Henvises videre", "Henvises videre"
    CLOSED = "closed", "Afsluttet", "Avsluttet"


class ActionStatus(Vocabulary):
    """How far an agreed action has come."""

    OPEN = "open", "Åben", "Åpen"
    DONE = "done", "Udført", "Utført"
    CANCELLED = "cancelled", "Bortfaldet", "Bortfalt"


class Forum(Vocabulary):
    """The bodies in which a school and its partners meet."""

    SAMRUM = "samrum", "SamRumsmøde", "SamRumsmøde"
    DIALOGUE = "dialogue", "Dialogmøde", "Dialogmøde"
    TRIVSELSFORUM = "trivselsforum", "Trivselsforum", "Trivselsforum"
    RESSURSTEAM = "ressursteam", "Ressursteam", "Ressursteam"
    NETWORK = "network", "Netværksmøde", "Nettverksmøte"
    WORKING = "working", "Arbejdsmøde", "Arbeidsmøte"
    DISTRICT_COUNCIL = "district_council", "Distriktsråd", "Distriktsråd"
    PKU = "pku", "Pædagogisk Koordinationsudvalg", "Pædagogisk Koordinationsudvalg"
    TEAM = "team", "Teammøde", "Teammøte"


class EventKind(Vocabulary):
    """The steps and decisions of a case that are dated."""

    NETWORK_MEETING = "network_meeting", "Netværksmøde holdt", "Nettverksmøte holdt"
    PARENT_AGREEMENT = "parent_agreement", "Aftale med forældre", "Avtale med foreldre"
    PSYCHOLOGIST_AGREEMENT = "psychologist_agreement", "Aftale med rådgivende psykolog", "Avtale med psykolog"
    PPV_REFERRAL = "ppv_referral", "Indstilling til PPV", "Henvisning til sakkyndig vurdering"
    PPV_RECEIVED = "ppv_received", "PPV modtaget", "Sakkyndig vurdering mottatt"
    SCHOOL_REFERRAL = "school_referral", "Skolens indstilling", "Skolens innstilling"
    CASE_STATEMENT = "case_statement", "Sagsfremstilling", "Saksframstilling"
    PARTY_HEARING = "party_hearing", "Partshøring", "Partsuttalelse"
    LEADER_DECISION = "leader_decision", "Skoleledelsens afgørelse", "Rektors vedtak"
    INDIVIDUALLY_INTEGRATED = "individually_integrated", "Enkeltintegreret på skolen", "Tilrettelegging på skolen"
    DISTRICT_DIALOGUE = "district_dialogue", "Drøftet i distriktsrådet", "Drøftet i distriktsrådet"
    PKU_REFERRAL = "pku_referral", "Henvisning til PKU", "Henvisning til PKU"
    PKU_REVIEWED = "pku_reviewed", "Henvisning gennemgået", "Henvisning gjennomgått"
    PKU_QUALITY_CHECKED = "pku_quality_checked", "Indstilling kvalitetssikret", "Innstilling kvalitetssikret"
    PKU_RETURNED = "pku_returned", "Henvisning returneret", "Henvisning returnert"
    PKU_RECOMMENDED = "pku_recommended", "Indstillet til PKU", "Innstilt til PKU"
    PKU_DECISION = "pku_decision", "PKU's afgørelse", "PKUs vedtak"
    REFUSAL = "refusal", "Afslag", "Avslag"
    PLACEMENT = "placement", "Specialiseret skoletilbud", "Spesialisert tilbud"
    REVISITATION = "revisitation", "Revisitation", "Ny vurdering"
    PPT_REFERRAL = "ppt_referral", "Henvisning til PPR", "Henvisning til PPT"
    EXPERT_ASSESSMENT = "expert_assessment", "Faglig vurdering", "Sakkyndig vurdering"
    INDIVIDUAL_DECISION = "individual_decision", "Enkeltafgørelse", "Enkeltvedtak"
    VISO_REFERRAL = "viso_referral", "Indstilling til VISO", "Henvisning til Statped"
    NOTIFICATION_CONSIDERED = "notification_considered", "Underretning overvejet", "Bekymringsmelding vurdert"
    NOTIFICATION = "notification", "Underretning", "Bekymringsmelding"
    FILED = "filed", "Journaliseret", "Journalført"


class Role(Vocabulary):
    """Who acts; a function, never a person."""

    SCHOOL_MANAGEMENT = "school_management", "Skoleledelse", "Skoleledelse"
    PRINCIPAL = "principal", "Skoleleder", "Rektor"
    DEPARTMENT_HEAD = "department_head", "Afdelingsleder", "Avdelingsleder"
    SPECIAL_ED_COORDINATOR = "special_ed_coordinator", "Specialpædagogisk koordinator", "Spesialpedagogkoordinator"
    RESOURCE_PERSON = "resource_person", "Ressourceperson", "Ressursperson"
    CLASS_TEACHER = "class_teacher", "Klasselærer", "Klasselærer"
    CONTACT_TEACHER = "contact_teacher", "Kontaktlærer", "Kontaktlærer"
    CLASS_TEAM = "class_team", "Teamet om klassen", "Teamet rundt klassen"
    LEARNING_CENTRE_ADVISER = "learning_centre_adviser", "PLC-vejleder", "PLC-veileder"
    BEHAVIOUR_ADVISER = "behaviour_adviser", "AKT-vejleder", "AKT-veileder"
    WELLBEING_OFFICER = "wellbeing_officer", "Trivselsperson", "Trivselsperson"
    MILIEU_TEACHER = "milieu_teacher", "Miljølærer", "Miljølærer"
    SOCIAL_TEACHER = "social_teacher", "Sociallærer", "Sosiallærer"
    SCHOOL_COUNSELLOR = "school_counsellor", "Vejleder", "Rådgiver"
    SCHOOL_NURSE = "school_nurse", "Sundhedsplejerske", "Helsesykepleier"
    INTERMEDIATE_FORM_STAFF = "intermediate_form_staff", "Personale i mellemformen", "Ansatte i mellomformen"
    PPR = "ppr", "PPR", "PP-rådgiver"
    PSYCHOLOGIST = "psychologist", "Rådgivende psykolog", "Psykolog"
    PRACTICE_ADVISER = "practice_adviser", "Praksisvejleder", "Praksisveileder"
    ADVISORY_TEAM = "advisory_team", "Det rådgivende team", "Rådgivende team"
    SPEECH_THERAPIST = "speech_therapist", "Logopæd", "Logoped"
    FAMILY_COUNSELLING = "family_counselling", "Familierådgivningen", "Familieveiledning"
    FAMILY_GROUP = "family_group", "Familiegruppen", "Barnevernet"
    SSP = "ssp", "SSP", "SLT"
    CHILD_PSYCHIATRY = "child_psychiatry", "Børnepsykiatrien", "BUP"
    REFUGEE_SERVICE = "refugee_service", "Integrationsindsatsen", "Flyktningetjenesten"
    YOUTH_SERVICE = "youth_service", "Ungdomsskolen", "Ungdom og fritid"
    MENTAL_HEALTH_TEAM = "mental_health_team", "Psykisk sundhed", "Psykisk helseteam"
    DISTRICT_COUNCIL = "district_council", "Distriktsråd", "Distriktsråd"
    CONSULTANT = "consultant", "Pædagogisk konsulent", "Pedagogisk konsulent"
    CHILDREN_YOUTH_HEAD = "children_youth_head", "Børn- og Ungechef", "Oppvekstsjef"
    PARENT = "parent", "Forælder", "Foresatt"
    PUPIL = "pupil", "Elev", "Elev"
    OTHER = "other", "Anden", "Annen"


VOCABULARIES: dict[str, type[Vocabulary]] = {
    vocabulary_name(words): words for words in Vocabulary.__subclasses__()
}
