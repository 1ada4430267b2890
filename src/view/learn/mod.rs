//! Pages to learn the customer with: the quizzes and the flash cards. Must not know disk.

mod cards;
mod quiz;
mod quiz_words;

pub(super) use cards::{page as cards, paper as cards_on_paper};
pub(super) use quiz::{of_path as quiz_of_path, of_the_book as quiz_of_the_book};
