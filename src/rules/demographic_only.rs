//! A segment that says who and where its customers are, and nothing of what they do, want or need.

use super::{Look, Rule};
use crate::doc::Date;
use crate::model::segment::Segment;
use crate::model::{Book, CheckLevel, Finding, Kind};
use crate::text::FieldPath;

pub(super) const RULE: Rule = Rule {
    name: "demographic-only",
    level: CheckLevel::Warn,
    kinds: &[Kind::Segment],
    about: "a segment that says who and where its customers are, and nothing of what they do, want or need",
    why: "Two people of the same age in the same town buy for different reasons. Age and place help to find them, not to help them.",
    source: Some(
        "Segments by behaviour and need predict what people buy, demographic ones hardly (Yankelovich and Meer, Rediscovering Market Segmentation, HBR 2006).",
    ),
    mend: "add what they do and why, under `basis`: `behavioural = [\"…\"]`, `psychographic = [\"…\"]`, or their `needs`",
    fires: &[(
        "segments/families.toml",
        r#"name = "Families"
basis = { demographic = ["30 to 45 years, two children"], geographic = ["The Netherlands"] }
"#,
    )],
    silent: &[(
        "segments/families.toml",
        r#"name = "Families"
basis = { demographic = ["30 to 45 years, two children"], behavioural = ["Orders once a week, on Sunday evening"] }
"#,
    )],
    find: Look::Book(find),
};

fn find(book: &Book, _: Date) -> Vec<Finding> {
    let segments = super::in_use_as::<Segment>(book);
    let told = segments.filter_map(|(entry, segment)| {
        let basis = segment.basis.as_ref()?;
        let says_more = !basis.psychographic.is_empty()
            || !basis.behavioural.is_empty()
            || !basis.value.is_empty()
            || !segment.needs.is_empty();
        let key = match (basis.demographic.is_empty(), basis.geographic.is_empty()) {
            (false, _) => "demographic",
            (true, false) => "geographic",
            (true, true) => return None,
        };
        let path = FieldPath::default().key("basis").key(key);
        (!says_more).then(|| {
            Finding::new(
                RULE.name,
                path,
                "this says who and where they are, and nothing of what they do or need",
                "add `behavioural = [\"…\"]` beside it, with what they do that others do not",
            )
            .of(&entry.key)
        })
    });
    told.collect()
}
