//! What is asked in the terminal when a book begins.

use std::io::{self, BufRead, IsTerminal as _, Write};

use personabook::LanguageTag;
use personabook::error::Error;
use personabook::model::Form;

/// What somebody said of a book.
#[derive(Debug, PartialEq)]
pub(super) struct Answers {
    pub(super) title: String,
    pub(super) company: Option<String>,
    pub(super) language: LanguageTag,
    pub(super) form: Form,
}

/// Asks, where somebody can answer. Nothing when nobody can, or when no title is given.
///
/// # Errors
/// When the terminal cannot be read.
pub(super) fn about_the_book() -> Result<Option<Answers>, Error> {
    let (input, output) = (io::stdin(), io::stderr());
    if !input.is_terminal() || !output.is_terminal() {
        return Ok(None);
    }
    ask(&mut input.lock(), &mut output.lock()).map_err(|error| {
        Error::refused(
            format!("the terminal cannot be read: {error}"),
            "say it on the command line: `personabook init my-book --title \"…\"`",
        )
    })
}

fn ask(input: &mut impl BufRead, output: &mut impl Write) -> io::Result<Option<Answers>> {
    let mut line = |output: &mut dyn Write, question: &str| -> io::Result<String> {
        write!(output, "{question} ")?;
        output.flush()?;
        let mut answer = String::new();
        input.read_line(&mut answer)?;
        Ok(answer.trim().to_owned())
    };
    let title = line(output, "Title of the book (nothing: a small example book):")?;
    if title.is_empty() {
        return Ok(None);
    }
    let company = line(output, "Whose customers is it about? (may be left out)")?;
    let question = "Language of menus, dates and numbers, by its code? [en]";
    let language = loop {
        let code = line(output, question)?;
        if code.is_empty() {
            break LanguageTag::default();
        }
        match LanguageTag::read(&code) {
            Ok(language) => break language,
            Err((message, help)) => writeln!(output, "{message}: {help}")?,
        }
    };
    let form = loop {
        match line(output, "Write entries as markdown or as toml? [markdown]")?.as_str() {
            "" | "markdown" | "md" => break Form::Markdown,
            "toml" => break Form::Toml,
            _ => {}
        }
    };
    Ok(Some(Answers {
        title,
        company: (!company.is_empty()).then_some(company),
        language,
        form,
    }))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn answers(typed: &str) -> (Option<Answers>, usize) {
        let mut asked = Vec::new();
        let answers = ask(&mut typed.as_bytes(), &mut asked).unwrap();
        let asked = String::from_utf8(asked).unwrap();
        (answers, asked.matches("Language of").count())
    }

    #[test]
    fn what_is_asked_is_asked_again_until_it_is_known() {
        let (said, asked) = answers(" Our readers \nLantern Street\nxyzw\nNL\ntoml\n");
        let said = said.unwrap();
        assert_eq!((said.title.as_str(), asked), ("Our readers", 2));
        assert_eq!(said.company.as_deref(), Some("Lantern Street"));
        assert_eq!((said.language.code(), said.form), ("nl", Form::Toml));
    }

    #[test]
    fn what_is_left_out_is_the_usual() {
        // The end of the input is an answer as well.
        let (said, _) = answers("Our readers\n");
        let said = said.unwrap();
        assert_eq!((said.company, said.form), (None, Form::Markdown));
        assert_eq!(answers("\n").0, None);
        assert_eq!(answers("").0, None);
    }
}
