//! The words people write for a field, and the field's own name. Sorted by field.

/// (field, the words for it).
const SYNONYMS: &[(&str, &[&str])] = &[
    ("alternatives", &["competitors", "solutions"]),
    ("anxiety", &["anxieties"]),
    (
        "body",
        &[
            "story",
            "bio",
            "biography",
            "background",
            "description",
            "text",
        ],
    ),
    ("brands", &["favourite_brands", "favorite_brands"]),
    ("buying_role", &["decision_role", "committee_role"]),
    ("challenges", &["problems", "pain_points", "pains"]),
    (
        "channels",
        &["preferred_channels", "communication_channels"],
    ),
    (
        "committee",
        &["buying_committee", "stakeholders", "buying_center", "dmu"],
    ),
    ("criteria", &["decision_criteria", "buying_criteria"]),
    ("date", &["when", "day"]),
    ("decision", &["buying", "purchase"]),
    (
        "disqualifiers",
        &["red_flags", "dealbreakers", "exclusions"],
    ),
    ("doing", &["actions", "activities", "steps", "tasks"]),
    ("donts", &["dont", "don_ts", "avoid"]),
    ("dos", &["do"]),
    ("dreams", &["aspirations", "ambitions", "wishes"]),
    (
        "drivers",
        &["motivations", "motivation", "motivators", "values"],
    ),
    ("emotion", &["emotional_state", "mood", "sentiment"]),
    ("employees", &["company_size", "size", "headcount", "fte"]),
    ("evidence", &["sources", "source", "proof", "research"]),
    ("examples", &["accounts", "worked_accounts", "cases"]),
    ("fears", &["worries", "concerns", "anxieties"]),
    ("feeling", &["feelings", "emotions"]),
    ("findings", &["results", "insights", "conclusions"]),
    (
        "firmographics",
        &["company", "firmographic", "organisation", "organization"],
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
        ],
    ),
    ("gains", &["delights", "benefits"]),
    ("goals", &["objectives", "aims", "targets", "primary_goal"]),
    ("hobbies", &["interests", "pastimes"]),
    ("image", &["photo", "picture", "img"]),
    ("influence", &["power"]),
    ("jobs", &["jobs_to_be_done", "jtbd", "jobs-to-be-done"]),
    ("links", &["urls", "references", "see_also"]),
    ("location", &["city", "place", "region", "country"]),
    ("measured_by", &["kpis", "metrics", "key_metrics"]),
    ("moment_of_truth", &["mot", "key_moment"]),
    ("name", &["title", "label"]),
    ("needs", &["requirements", "wants"]),
    ("owner", &["maintainer", "author", "responsible"]),
    (
        "pains",
        &[
            "pain_points",
            "painpoints",
            "frustrations",
            "problems",
            "barriers",
        ],
    ),
    ("portrait", &["photo", "picture", "image", "img", "avatar"]),
    ("questions", &["asks"]),
    ("quote", &["tagline", "motto", "quotation"]),
    ("responsibilities", &["duties", "tasks"]),
    (
        "reviewed",
        &["last_reviewed", "updated", "last_updated", "review_date"],
    ),
    (
        "role",
        &[
            "occupation",
            "job_title",
            "function",
            "profession",
            "position",
        ],
    ),
    ("satisfaction", &["satisfied"]),
    ("scorecard", &["score", "scoring", "scores"]),
    ("segment", &["market_segment", "group"]),
    ("signals", &["proof_signals"]),
    ("skills", &["competences", "competencies"]),
    ("stages", &["phases", "steps"]),
    ("statement", &["job_statement"]),
    ("status", &["state"]),
    (
        "summary",
        &["description", "intro", "abstract", "subtitle", "one_liner"],
    ),
    ("tags", &["keywords", "labels"]),
    ("team", &["department"]),
    ("thinking", &["thoughts"]),
    ("tier", &["rank", "class", "abc"]),
    ("tools", &["software", "apps", "technology"]),
    ("touchpoints", &["touch_points", "contact_points"]),
    ("triggers", &["trigger_events", "events"]),
    ("workaround", &["workarounds"]),
];

/// The field that an author meant by `word`, among those that may stand in its place.
pub(crate) fn synonym(word: &str, fields: &[&'static str]) -> Option<&'static str> {
    let word = word.to_lowercase().replace([' ', '-'], "_");
    SYNONYMS
        .iter()
        .filter(|(_, words)| words.contains(&word.as_str()))
        .find_map(|(field, _)| fields.iter().copied().find(|known| known == field))
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
