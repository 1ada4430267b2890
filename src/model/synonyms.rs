//! The words people write for a field, and the field's own name. Sorted by field.

/// (field, the words for it).
const SYNONYMS: &[(&str, &[&str])] = &[
    ("account", &["name", "company", "firm"]),
    ("actions", &["todo", "todos", "acties", "next_steps"]),
    (
        "against",
        &[
            "contradicts",
            "contradicted_by",
            "counter_evidence",
            "tegen",
        ],
    ),
    ("age", &["leeftijd", "age_range", "years"]),
    (
        "agreed_by",
        &["approved_by", "signed_off_by", "afgesproken_door"],
    ),
    (
        "alternatives",
        &["competitors", "solutions", "alternatieven"],
    ),
    ("answer", &["reply", "response", "antwoord"]),
    ("anxiety", &["anxieties"]),
    ("attribute", &["name", "criterion", "title"]),
    (
        "backstage",
        &[
            "back_stage",
            "backstage_actions",
            "out_of_sight",
            "what_we_do_out_of_sight",
        ],
    ),
    (
        "body",
        &[
            "story",
            "bio",
            "biography",
            "background",
            "description",
            "text",
            "verhaal",
            "tekst",
        ],
    ),
    ("brands", &["favourite_brands", "favorite_brands", "merken"]),
    ("business_value", &["value_to_us"]),
    ("buying_role", &["decision_role", "committee_role"]),
    (
        "challenges",
        &["problems", "pain_points", "pains", "uitdagingen"],
    ),
    (
        "channels",
        &[
            "preferred_channels",
            "communication_channels",
            "kanalen",
            "preferred_channel",
        ],
    ),
    (
        "committee",
        &[
            "buying_committee",
            "stakeholders",
            "buying_center",
            "dmu",
            "koopcommissie",
        ],
    ),
    (
        "criteria",
        &["decision_criteria", "buying_criteria", "criterion"],
    ),
    ("customer_value", &["value", "impact", "user_value"]),
    ("date", &["when", "day", "datum"]),
    (
        "day",
        &[
            "day_in_the_life",
            "a_day",
            "typical_day",
            "dag",
            "daily_routine",
        ],
    ),
    ("decision", &["buying", "purchase"]),
    (
        "disqualifiers",
        &["red_flags", "dealbreakers", "exclusions"],
    ),
    (
        "doing",
        &[
            "actions",
            "activities",
            "steps",
            "tasks",
            "doet",
            "behaviour",
            "behavior",
            "customer_actions",
            "user_actions",
            "acties",
            "process",
        ],
    ),
    ("donts", &["dont", "don_ts", "avoid"]),
    ("dos", &["do"]),
    ("dreams", &["aspirations", "ambitions", "wishes", "dromen"]),
    (
        "drivers",
        &[
            "motivations",
            "motivation",
            "motivators",
            "values",
            "motivaties",
            "drijfveren",
            "drives",
        ],
    ),
    ("effort", &["cost", "complexity", "inspanning"]),
    (
        "emotion",
        &[
            "emotional_state",
            "mood",
            "sentiment",
            "emotie",
            "emotions",
            "feeling_score",
        ],
    ),
    ("employees", &["company_size", "size", "headcount", "fte"]),
    (
        "engagement_cap",
        &["max_engagement", "engagement_max", "cap_engagement"],
    ),
    (
        "evidence",
        &[
            "sources", "source", "proof", "research", "bewijs", "bronnen", "bron",
        ],
    ),
    ("evidence_shown", &["proof_they_see"]),
    ("examples", &["accounts", "worked_accounts", "cases"]),
    ("expectations", &["verwachtingen", "expectation"]),
    (
        "fears",
        &["worries", "concerns", "anxieties", "angsten", "zorgen"],
    ),
    ("feeling", &["feelings", "emotions", "voelt", "feels"]),
    ("findings", &["results", "insights", "conclusions"]),
    (
        "firmographics",
        &["company", "firmographic", "organisation", "organization"],
    ),
    ("framework_min", &["min_framework", "framework_minimum"]),
    (
        "frontstage",
        &[
            "front_stage",
            "frontstage_actions",
            "onstage",
            "in_sight",
            "what_we_do_in_sight",
        ],
    ),
    (
        "frustrations",
        &[
            "pains",
            "pain_points",
            "painpoints",
            "challenges",
            "problems",
            "annoyances",
            "frustraties",
            "pijnpunten",
            "pain_point",
            "pain",
            "frustration_points",
        ],
    ),
    ("gains", &["delights", "benefits", "gain", "voordelen"]),
    (
        "goal",
        &[
            "goals",
            "user_goals",
            "customer_goals",
            "doelen",
            "objective",
        ],
    ),
    (
        "goals",
        &[
            "objectives",
            "aims",
            "targets",
            "primary_goal",
            "doelen",
            "doel",
            "goal",
            "wants",
        ],
    ),
    ("grade", &["certainty", "confidence", "knowledge"]),
    (
        "hobbies",
        &["interests", "pastimes", "hobbys", "hobby's", "vrije_tijd"],
    ),
    ("image", &["photo", "picture", "img", "afbeelding", "foto"]),
    ("importance", &["important", "belang"]),
    ("influence", &["power"]),
    ("job", &["taak"]),
    (
        "jobs",
        &["jobs_to_be_done", "jtbd", "jobs-to-be-done", "job", "taken"],
    ),
    ("links", &["urls", "references", "see_also", "link"]),
    (
        "location",
        &[
            "city",
            "place",
            "region",
            "country",
            "woonplaats",
            "plaats",
            "stad",
            "locatie",
            "lives_in",
            "residence",
        ],
    ),
    (
        "measured_by",
        &["kpis", "metrics", "key_metrics", "judged_by"],
    ),
    ("measures", &["kpis", "metrics", "measurements"]),
    ("media", &["magazines", "news", "reads"]),
    ("message", &["messages", "boodschap", "communication"]),
    ("method", &["type", "methode"]),
    (
        "min_fit",
        &[
            "minimum_fit",
            "fit_min",
            "min_tier",
            "minimum_tier",
            "minimale_fit",
        ],
    ),
    ("moment_of_truth", &["mot", "key_moment"]),
    (
        "n",
        &[
            "respondents",
            "participants",
            "sample",
            "sample_size",
            "aantal",
        ],
    ),
    ("name", &["title", "label", "naam", "titel"]),
    (
        "needs",
        &["requirements", "wants", "behoeften", "behoefte", "wensen"],
    ),
    (
        "nurture_steps",
        &["nurturing", "nurture_program", "nurture_step", "opvolging"],
    ),
    (
        "opportunities",
        &["opportunity", "ideas", "kansen", "improvements"],
    ),
    ("outcomes", &["desired_outcomes", "uitkomsten", "outcome"]),
    (
        "owner",
        &["maintainer", "author", "responsible", "eigenaar"],
    ),
    (
        "pains",
        &[
            "pain_points",
            "painpoints",
            "frustrations",
            "problems",
            "barriers",
            "pijnpunten",
            "frustraties",
            "pain",
        ],
    ),
    ("personas", &["who", "actor", "actors", "persona", "for"]),
    (
        "portrait",
        &[
            "photo",
            "picture",
            "image",
            "img",
            "avatar",
            "foto",
            "afbeelding",
            "photo_url",
            "image_url",
            "face",
        ],
    ),
    (
        "pronouns",
        &["gender", "geslacht", "sex", "voornaamwoorden", "pronoun"],
    ),
    ("question", &["ask", "text", "name"]),
    ("questions", &["asks", "vragen"]),
    (
        "quote",
        &[
            "tagline",
            "motto",
            "quotation",
            "citaat",
            "quotes_text",
            "uitspraak",
            "catchphrase",
        ],
    ),
    ("quotes", &["citaten", "quotations"]),
    ("reason", &["name", "title", "what", "text"]),
    (
        "relations",
        &["relationships", "relaties", "colleagues", "deals_with"],
    ),
    ("responsibilities", &["duties", "tasks", "answers_for"]),
    (
        "reviewed",
        &[
            "last_reviewed",
            "updated",
            "last_updated",
            "review_date",
            "laatst_bekeken",
            "bijgewerkt",
            "beoordeeld",
        ],
    ),
    (
        "role",
        &[
            "occupation",
            "job_title",
            "function",
            "profession",
            "position",
            "rol",
            "functie",
            "beroep",
            "job",
            "baan",
        ],
    ),
    ("satisfaction", &["satisfied"]),
    ("says", &["objection", "text", "what", "name", "title"]),
    ("scenario", &["context", "situation", "situatie"]),
    ("score", &["opportunity_score"]),
    ("scorecard", &["score", "scoring", "scores"]),
    (
        "segment",
        &["market_segment", "group", "segments", "segmenten"],
    ),
    ("signals", &["proof_signals"]),
    ("skills", &["competences", "competencies", "vaardigheden"]),
    (
        "stages",
        &[
            "phases",
            "steps",
            "stage",
            "phase",
            "fases",
            "fasen",
            "stappen",
            "step",
            "stap",
            "fase",
            "journey_stages",
            "detailed_journey_stages",
            "stages_of_the_journey",
            "customer_journey",
            "klantreis",
        ],
    ),
    (
        "statement",
        &["job_statement", "outcome", "text", "name", "title", "what"],
    ),
    ("status", &["state"]),
    ("step", &["name", "title", "what"]),
    (
        "summary",
        &[
            "description",
            "intro",
            "abstract",
            "subtitle",
            "one_liner",
            "samenvatting",
            "omschrijving",
            "beschrijving",
        ],
    ),
    (
        "support",
        &[
            "systems",
            "system",
            "supporting_systems",
            "support_processes",
            "systemen",
            "tooling",
        ],
    ),
    (
        "tags",
        &["keywords", "labels", "labels_list", "trefwoorden"],
    ),
    (
        "takes",
        &[
            "duration",
            "time_needed",
            "lasts",
            "duur",
            "how_long",
            "period",
            "time",
            "tijd",
            "length",
        ],
    ),
    ("team", &["department"]),
    (
        "text",
        &["statement", "claim", "title", "name", "what", "tekst"],
    ),
    ("thinking", &["thoughts", "denkt", "thinks"]),
    ("tier", &["rank", "class", "abc"]),
    ("time", &["hour", "at", "when", "tijd", "start"]),
    ("title", &["name", "naam", "titel", "label", "idea"]),
    (
        "tools",
        &[
            "software",
            "apps",
            "technology",
            "hulpmiddelen",
            "systems",
            "gereedschap",
        ],
    ),
    (
        "touchpoints",
        &[
            "touch_points",
            "contact_points",
            "touchpoint",
            "contactpunten",
            "contactmomenten",
        ],
    ),
    (
        "traits",
        &["personality", "eigenschappen", "persoonlijkheid"],
    ),
    ("triggers", &["trigger_events", "events"]),
    ("url", &["link", "href", "address", "website", "uri"]),
    ("validation", &["validations", "validatie"]),
    ("way_out", &["is_exit", "exit_stage", "dead_end", "uitgang"]),
    (
        "what",
        &[
            "action",
            "description",
            "name",
            "title",
            "activity",
            "task",
            "event",
            "text",
            "wat",
            "naam",
        ],
    ),
    ("workaround", &["workarounds", "omweg"]),
];

/// (kind, the way to a field inside a table of it, whether it is a label of the author's, the words for it).
const BELOW: &[(&str, &str, bool, &[&str])] = &[
    (
        "persona",
        "demographics.Education",
        true,
        &["education", "opleiding", "studie", "school"],
    ),
    (
        "persona",
        "demographics.Household",
        true,
        &[
            "household",
            "family",
            "family_status",
            "marital_status",
            "relationship_status",
            "gezin",
            "gezinssituatie",
            "burgerlijke_staat",
            "children",
            "kinderen",
        ],
    ),
    (
        "persona",
        "demographics.Income",
        true,
        &["income", "salary", "inkomen", "salaris"],
    ),
    (
        "persona",
        "demographics.Languages",
        true,
        &["language", "languages", "taal", "talen"],
    ),
    (
        "persona",
        "demographics.Nationality",
        true,
        &["nationality", "nationaliteit"],
    ),
    (
        "persona",
        "demographics.Firm",
        true,
        &[
            "company",
            "employer",
            "firm",
            "industry",
            "bedrijf",
            "werkgever",
            "branche",
        ],
    ),
    (
        "persona",
        "empathy.thinks",
        false,
        &["thoughts", "thinking", "denkt"],
    ),
    (
        "persona",
        "empathy.feels",
        false,
        &["feelings", "feeling", "voelt"],
    ),
    ("persona", "empathy.sees", false, &["seeing", "ziet"]),
    ("persona", "empathy.hears", false, &["hearing", "hoort"]),
    ("persona", "empathy.does", false, &["doing", "doet"]),
    ("persona", "empathy.pains", false, &["pijnen"]),
    (
        "persona",
        "decision.objections",
        false,
        &["objection", "bezwaren", "bezwaar"],
    ),
    (
        "persona",
        "decision.criteria",
        false,
        &["decision_criteria", "buying_criteria", "criteria"],
    ),
    (
        "journey",
        "stages.opportunities",
        false,
        &["opportunity", "kansen"],
    ),
];

/// A field inside a table.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Label {
    /// The table and the field, with a point between.
    pub path: &'static str,
    /// Whether the field is a label that the author chooses.
    pub is_label: bool,
}

/// The field inside a table of an entry of a kind that an author meant by `word`.
pub(crate) fn synonym_below(kind: &str, word: &str) -> Option<Label> {
    let word = word.to_lowercase().replace([' ', '-'], "_");
    BELOW
        .iter()
        .find(|(of, _, _, words)| *of == kind && words.contains(&word.as_str()))
        .map(|(_, path, is_label, _)| Label {
            path,
            is_label: *is_label,
        })
}

/// The field that an author meant by `word`, among those that may stand in its place.
pub(crate) fn synonym(word: &str, fields: &[&'static str]) -> Option<&'static str> {
    let word = word.to_lowercase().replace([' ', '-'], "_");
    SYNONYMS
        .iter()
        .filter(|(_, words)| words.contains(&word.as_str()))
        .find_map(|(field, _)| fields.iter().copied().find(|known| known == field))
}

/// All fields that an author may have meant by `word`, among those that may stand in its place.
pub(crate) fn synonyms<'a>(
    word: &str,
    fields: &'a [&'static str],
) -> impl Iterator<Item = &'static str> + use<'a> {
    let word = word.to_lowercase().replace([' ', '-'], "_");
    let rows = SYNONYMS.iter();
    let rows = rows.filter(move |(_, words)| words.contains(&word.as_str()));
    rows.filter_map(|(field, _)| fields.iter().copied().find(|known| known == field))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_synonym_is_only_suggested_where_its_field_exists() {
        assert_eq!(
            synonym("pain_points", &["goals", "frustrations"]),
            Some("frustrations")
        );
        assert_eq!(
            synonym("pains", &["pains_x", "challenges"]),
            Some("challenges")
        );
        assert_eq!(synonym("photo", &["portrait"]), Some("portrait"));
        assert_eq!(synonym("photo", &["goals"]), None);
    }

    #[test]
    fn the_table_is_sorted_and_says_each_field_once() {
        let fields: Vec<&str> = SYNONYMS.iter().map(|(field, _)| *field).collect();
        let mut sorted = fields.clone();
        sorted.sort_unstable();
        sorted.dedup();
        assert_eq!(fields, sorted);
    }
}
