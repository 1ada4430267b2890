//! What to write where a rule of the method is not kept yet, as it stands in a file of content.

/// Per rule the line to write; a rule that asks for something else than a line has none.
const EDITS: &[(&str, &str)] = &[
    ("segment", "segment = \"…\""),
    ("segment-tier", "tier = \"A\""),
    ("icps", "icps = [\"…\"]"),
    ("persona-kind", "kind = \"buyer\""),
    ("data-sources", "evidence = [\"…\"]"),
    ("share", "share = { percent = …, of = \"…\" }"),
    ("met", "evidence = [\"…\"]"),
    ("people", "n = …"),
    ("who", "role = \"…\"\nage = \"…\"\nlocation = \"…\""),
    ("moves", "goals = [\"…\"]\nfrustrations = [\"…\"]"),
    ("talk", "dos = [\"…\"]\ndonts = [\"…\"]"),
    (
        "decides",
        "[decision]\nconvinced_by = [\"…\"]\nobjections = [{ says = \"…\", answer = \"…\" }]",
    ),
    ("reach", "channels = [{ name = \"…\", use = 3 }]"),
    ("jobs", "jobs = [\"…\"]"),
    ("known", "\"… [^…]\""),
    ("face", "look = { hair = \"bob\" }"),
    ("quote", "quote = \"…\""),
    ("summary", "summary = \"…\""),
    ("story", ""),
    (
        "questions",
        "[[validation]]\nquestion = \"…\"\nanswer = \"…\"",
    ),
    ("testers", "by = \"…\""),
    ("verdicts", "verdict = \"yes\""),
    ("validated", "status = \"validated\""),
    ("journeys", "personas = [\"…\"]"),
    ("messages", "message = \"…\""),
    ("actions", "actions = [{ what = \"…\", owner = \"…\" }]"),
    (
        "measures",
        "measures = [{ name = \"…\", before = …, target = … }]",
    ),
    ("refuse", "dos = [\"…\"]"),
    ("owner", "owner = \"…\""),
    ("fresh", "reviewed = …"),
    ("measured", "now = …"),
    ("method-customers", "method = { customers = \"…\" }"),
    ("deals", "evidence = [\"…\"]"),
    (
        "signals",
        "signals = [{ name = \"…\", icp = …, others = … }]",
    ),
    ("method-market", "method = { market = \"…\" }"),
    ("studies", "evidence = [\"…\"]"),
    ("triggers", "triggers = [\"…\"]"),
    ("method-interviews", "method = { interviews = \"…\" }"),
    ("talks", "n = …"),
    (
        "committee",
        "committee = [{ role = \"decision-maker\", concerns = [\"…\"] }]",
    ),
    ("method-synthesis", "method = { synthesis = \"…\" }"),
    (
        "firm",
        "firmographics = { industries = [\"…\"], employees = { min = …, max = … } }",
    ),
    ("scorecard", "[scorecard]"),
    (
        "accounts",
        "examples = [{ account = \"…\", values = { … }, expect = \"A\" }]",
    ),
    ("disqualifiers", "disqualifiers = [{ reason = \"…\" }]"),
];

/// The line to write for a rule.
pub(crate) fn edit(key: &str) -> Option<&'static str> {
    let found = EDITS.iter().find(|(one, _)| *one == key);
    found.map(|(_, edit)| *edit).filter(|edit| !edit.is_empty())
}

#[cfg(test)]
pub(crate) const KEYS: &[&str] = &{
    let mut keys = [""; EDITS.len()];
    let mut at = 0;
    while at < EDITS.len() {
        keys[at] = EDITS[at].0;
        at += 1;
    }
    keys
};
