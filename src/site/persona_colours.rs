//! Which persona has which colour. Must not know what the colours look like.

use std::collections::BTreeMap;

use crate::model::look::Hue;
use crate::model::persona::Persona;
use crate::model::{Catalog, Entry, Kind};
use crate::portrait::Seed;

/// The colour of every persona by id: the one that is set, else the first one that is free, beginning
/// where the id points to. When all are taken, those taken least often are free again. Those who are retired choose last.
pub(crate) fn persona_colours(catalog: &Catalog) -> BTreeMap<&str, Hue> {
    let mut colours = BTreeMap::new();
    let mut taken = [0_usize; Hue::ALL.len()];
    let all = catalog.with_retired(Kind::Persona);
    let (retired, current): (Vec<&Entry>, Vec<&Entry>) = all.partition(|one| one.is_retired());
    for personas in [current, retired] {
        choose(&personas, &mut colours, &mut taken);
    }
    colours
}

fn choose<'a>(
    personas: &[&'a Entry],
    colours: &mut BTreeMap<&'a str, Hue>,
    taken: &mut [usize; Hue::ALL.len()],
) {
    for entry in personas {
        let set = entry.as_kind::<Persona>().and_then(|one| one.colour);
        if let Some(hue) = set {
            colours.insert(&entry.key.id, hue);
            taken[hue.number()] += 1;
        }
    }
    for entry in personas {
        let id = entry.key.id.as_str();
        if colours.contains_key(id) {
            continue;
        }
        let start = Seed::new(id).below("colour", Hue::ALL.len());
        let least = taken.iter().min().copied().unwrap_or(0);
        let hue = (0..Hue::ALL.len())
            .map(|step| Hue::ALL[(start + step) % Hue::ALL.len()])
            .find(|hue| taken[hue.number()] == least)
            .unwrap_or(Hue::ALL[start]);
        taken[hue.number()] += 1;
        colours.insert(id, hue);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Header, Key};

    /// A catalog of personas: id and the colour that is set.
    fn catalog(personas: &[(&str, Option<Hue>)]) -> Catalog {
        let mut catalog = Catalog::default();
        for (id, colour) in personas {
            let header: Header = serde_json::from_str(r#"{ "name": "N" }"#).unwrap();
            let mut persona: Persona = serde_json::from_str("{}").unwrap();
            persona.colour = *colour;
            catalog.add(Entry {
                key: Key::new(Kind::Persona, *id),
                header,
                data: persona.into(),
                body: String::new(),
                file: String::new(),
                folder: String::new(),
            });
        }
        catalog
    }

    #[test]
    fn twelve_personas_have_twelve_colours_and_the_thirteenth_begins_again() {
        let ids: Vec<String> = (0..13).map(|n| format!("persona-{n:02}")).collect();
        let personas: Vec<(&str, Option<Hue>)> = ids.iter().map(|id| (id.as_str(), None)).collect();
        let mut twelve: Vec<Hue> = persona_colours(&catalog(&personas[..12]))
            .into_values()
            .collect();
        twelve.sort();
        assert_eq!(twelve, Hue::ALL);
        assert_eq!(persona_colours(&catalog(&personas)).len(), 13);
    }

    #[test]
    fn a_colour_that_is_set_stays_and_others_avoid_it() {
        let alone = persona_colours(&catalog(&[("anna", None)]))["anna"];
        let both = catalog(&[("anna", None), ("zoe", Some(alone))]);
        let both = persona_colours(&both);
        assert_eq!(both["zoe"], alone);
        assert_ne!(both["anna"], alone);
    }

    #[test]
    fn the_colour_of_an_id_is_the_same_on_every_machine() {
        let names = ["sophie", "marco", "the-it-manager"]
            .map(|id| persona_colours(&catalog(&[(id, None)]))[id].as_str());
        assert_eq!(names, ["rose", "violet", "teal"]);
    }
}
