//! Every text of an entry with its place, for whoever looks for words: found by the tree of its content, so that no field is forgotten.

use super::content::{Content as _, Node};
use super::entry::Entry;
use super::value::Scalar;
use crate::doc::markdown::Form;
use crate::text::FieldPath;

/// A text of an entry.
pub(crate) struct Written<'a> {
    /// The field; empty for the Markdown body.
    pub(crate) path: &'a FieldPath,
    /// As it is written, without its footnotes.
    pub(crate) text: &'a str,
    /// How it is read; nothing for a word that is no Markdown, such as a name.
    pub(crate) form: Option<Form>,
}

impl Entry {
    /// Calls `visit` with every text of the entry.
    pub(crate) fn texts(&self, visit: &mut dyn FnMut(&Written<'_>)) {
        for node in [self.header.node(), self.data.node()] {
            node.leaves(&mut |path, leaf| {
                let mut sentence = |path: &FieldPath, text: &str| {
                    let form = Some(Form::Sentence);
                    visit(&Written { path, text, form });
                };
                match leaf {
                    Node::Text(text) => sentence(path, &text.0),
                    Node::Claim(claim) => {
                        sentence(path, &claim.text.0);
                        let others = [
                            ("workaround", &claim.workaround),
                            ("note", &claim.note),
                            ("consent", &claim.consent),
                        ];
                        for (key, text) in others {
                            if let Some(text) = text {
                                sentence(&path.key(key), &text.0);
                            }
                        }
                        if let Some(by) = &claim.by {
                            visit(&Written {
                                path: &path.key("by"),
                                text: by,
                                form: None,
                            });
                        }
                    }
                    Node::Word(text) => visit(&Written {
                        path,
                        text,
                        form: None,
                    }),
                    Node::Scalar(Scalar::Text(text)) => visit(&Written {
                        path,
                        text,
                        form: None,
                    }),
                    _ => {}
                }
            });
        }
        visit(&Written {
            path: &FieldPath::default(),
            text: &self.body,
            form: Some(Form::Blocks),
        });
    }
}
