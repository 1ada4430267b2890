//! What may stand where in an entry, told by the declarations of the content. Must not know texts.

use std::collections::BTreeMap;

use super::Field;
use crate::doc::Wanted;
use crate::model::{Config, Content as _, Data, Header, Kind, KindData, WithKind};
use crate::text::Step;

/// The fields of all kinds, made once.
pub(crate) struct Fields {
    by_kind: BTreeMap<Option<Kind>, Vec<Field>>,
    claim: Vec<Field>,
    offer: Vec<Field>,
    condition: Vec<Field>,
}

/// What ids a field has.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) enum Refers {
    /// Those of a kind.
    To(Kind),
    /// Those of any kind, with the kind before them.
    ToAny,
    /// None: it is no reference.
    No,
}

impl Default for Fields {
    fn default() -> Self {
        let of_kind = |kind: Kind| {
            let mut fields = super::header_fields();
            fields.extend(super::fields(kind));
            (Some(kind), fields)
        };
        let mut by_kind: BTreeMap<_, _> = Kind::ALL.iter().copied().map(of_kind).collect();
        by_kind.insert(None, super::config_fields());
        let claim = super::claim_fields();
        let mut offer = claim.clone();
        offer.extend(super::offer_fields());
        Self {
            by_kind,
            claim,
            offer,
            condition: super::condition_fields(),
        }
    }
}

impl Fields {
    /// The fields of the table at a path in an entry of a kind, or with no kind in personabook.toml.
    pub(crate) fn table(&self, kind: Option<Kind>, path: &[Step]) -> &[Field] {
        let whole = self.by_kind.get(&kind).map_or(&[][..], Vec::as_slice);
        match self.walk(whole, path) {
            Walked::Table(fields) => fields,
            Walked::Field(field) => self.below(field),
            Walked::Nothing => &[],
        }
    }

    /// The field at a path.
    pub(crate) fn field(&self, kind: Option<Kind>, path: &[Step]) -> Option<&Field> {
        match self.walk(self.by_kind.get(&kind)?, path) {
            Walked::Field(field) => Some(field),
            Walked::Table(_) | Walked::Nothing => None,
        }
    }

    /// What ids the value at a path has.
    pub(crate) fn refers(&self, kind: Option<Kind>, path: &[Step]) -> Refers {
        let Some(field) = self.field(kind, path) else {
            return Refers::No;
        };
        match field.refers_to {
            Some(kind) => Refers::To(kind),
            None if field.type_words.contains("kind and id of")
                || field.type_words.contains("kinds and ids of") =>
            {
                Refers::ToAny
            }
            None => Refers::No,
        }
    }

    fn walk<'a>(&'a self, whole: &'a [Field], path: &[Step]) -> Walked<'a> {
        let mut fields = whole;
        let mut at = None;
        for step in path {
            let Step::Key(key) = step else { continue };
            // The keys of labels are the author's.
            if at.is_some_and(|field: &Field| field.type_words.starts_with("labels")) {
                continue;
            }
            let Some(field) = fields.iter().find(|field| field.name == *key) else {
                return Walked::Nothing;
            };
            at = Some(field);
            fields = self.below(field);
        }
        at.map_or(Walked::Table(fields), Walked::Field)
    }

    fn below<'a>(&'a self, field: &'a Field) -> &'a [Field] {
        let words = |word| field.type_words.contains(word);
        if !field.fields.is_empty() {
            &field.fields
        } else if words("claim") {
            &self.claim
        } else if words("offer") {
            &self.offer
        } else if words("condition") {
            &self.condition
        } else {
            &[]
        }
    }
}

enum Walked<'a> {
    Table(&'a [Field]),
    Field(&'a Field),
    Nothing,
}

/// What must stand at a path.
pub(crate) fn wanted(kind: Option<Kind>, path: &[Step]) -> Wanted {
    match (kind, path.first()) {
        (None, _) => Config::wanted_at(path),
        (Some(_), Some(Step::Key(key))) if Header::keys_at(&[]).contains(&key.as_str()) => {
            Header::wanted_at(path)
        }
        (Some(kind), _) => kind.with(WantedAt(path)),
    }
}

struct WantedAt<'a>(&'a [Step]);

impl WithKind for WantedAt<'_> {
    type Out = Wanted;

    fn call<T: KindData>(self) -> Wanted
    where
        Data: From<T>,
    {
        T::wanted_at(self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn path(keys: &str) -> Vec<Step> {
        keys.split('.')
            .map(|key| Step::Key(key.to_owned()))
            .collect()
    }

    #[test]
    fn fields_of_tables_that_stand_in_many_places_are_known() {
        let fields = Fields::default();
        let of = |keys| fields.refers(Some(Kind::Persona), &path(keys));
        assert_eq!(of("segment"), Refers::To(Kind::Segment));
        assert_eq!(of("goals.evidence"), Refers::To(Kind::Evidence));
        assert_eq!(of("name"), Refers::No);
        let goals = fields.table(Some(Kind::Persona), &path("goals"));
        assert!(goals.iter().any(|field| field.name == "grade"));
        assert!(fields.field(None, &path("book.title")).is_some());
        assert_eq!(fields.table(Some(Kind::Persona), &path("nothing")), []);
    }
}
