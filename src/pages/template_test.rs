//! Reads the built-in templates and tells which fields they name that no view declares, also where a page of a book would
//! never show it: in an `if` that does not hold, behind `?.` or after an `or`. A value is followed from the roots `site` and
//! `page` through variables, loops, lists and the arguments of components; what a component gets in several places may be
//! of several shapes, and a field must be declared by one of them. Must not know any single template.

use std::cell::RefCell;
use std::collections::{BTreeMap, BTreeSet};
use std::hash::{DefaultHasher, Hash as _, Hasher as _};
use std::iter::Peekable;
use std::rc::Rc;
use std::vec::IntoIter;

use super::table::all_drawn;
use crate::language::{Language, Words};
use crate::load::Overrides;
use crate::pages::all_pages::Site;
use crate::site::PageHead;
use crate::theme::{BUILT_IN, theme};
use crate::view::{Shape, Table, View as _};

/// The built-in templates, by their names.
pub(super) fn built_in() -> BTreeMap<String, String> {
    let templates = theme(&Overrides::default()).templates;
    let templates = templates.into_iter();
    templates
        .filter_map(|(name, text)| {
            let name = name.strip_prefix(BUILT_IN)?;
            Some((name.to_owned(), text.into_owned()))
        })
        .collect()
}

/// The templates of the frame that is drawn once for many pages.
const FRAME: [&str; 2] = ["menu.html", "footer.html"];

/// Whether a template is no page but what pages are made of: the frame, what others extend, or components alone.
pub(super) fn is_part(templates: &BTreeMap<String, String>, name: &str) -> bool {
    let is_extended = || {
        let mut statements = templates.values().flat_map(|text| statements(text));
        statements.any(|one| matches!(one.what, What::Extends(base) if base == name))
    };
    FRAME.contains(&name) || has_only_components(&templates[name]) || is_extended()
}

fn has_only_components(text: &str) -> bool {
    let mut rest = String::new();
    let mut is_inside = false;
    for piece in pieces(text) {
        match piece {
            Piece::Text(text) if !is_inside => rest.push_str(text.trim()),
            Piece::Text(_) | Piece::Shown(..) => {}
            Piece::Statement(_, text) if text.starts_with("component ") => is_inside = true,
            Piece::Statement(_, text) if text.starts_with("endcomponent") => is_inside = false,
            Piece::Statement(_, text) if !is_inside => rest.push_str(text),
            Piece::Statement(..) => {}
        }
    }
    rest.is_empty()
}

// ---- What a template finds in a value

/// One of the shapes that a value may have.
#[derive(Clone)]
enum Alternative {
    /// What no view declares: the fields of content.
    Content,
    /// A value without parts.
    Leaf,
    List(Type),
    ByName(Type),
    Declared(fn() -> Table),
    /// A table that a template writes, or that several views make.
    Written(Rc<BTreeMap<String, Type>>),
}

/// All shapes that a value may have; none when nothing is known of it.
#[derive(Clone, Default)]
struct Type(BTreeMap<String, Alternative>);

impl Type {
    fn one(alternative: Alternative) -> Self {
        let key = match &alternative {
            Alternative::Content => "content".to_owned(),
            Alternative::Leaf => "a value without parts".to_owned(),
            Alternative::List(of) => format!("a list of {}", of.key()),
            Alternative::ByName(of) => format!("by name {}", of.key()),
            Alternative::Declared(table) => format!("{table:p}"),
            Alternative::Written(fields) => {
                let mut hasher = DefaultHasher::new();
                for (name, field) in &**fields {
                    (name, field.key()).hash(&mut hasher);
                }
                format!("a table {:x}", hasher.finish())
            }
        };
        Self([(key, alternative)].into())
    }

    fn written(fields: BTreeMap<String, Self>) -> Self {
        Self::one(Alternative::Written(Rc::new(fields)))
    }

    /// For a message.
    fn shown(&self) -> String {
        let alternatives = self.0.iter().map(|(key, one)| match one {
            Alternative::Declared(table) => table().name,
            Alternative::Written(fields) => {
                let names = fields.keys().cloned();
                format!("a table of {}", names.collect::<Vec<_>>().join(", "))
            }
            _ => key.clone(),
        });
        alternatives.collect::<Vec<_>>().join(" or ")
    }

    fn leaf() -> Self {
        Self::one(Alternative::Leaf)
    }

    fn key(&self) -> String {
        self.0.keys().cloned().collect::<Vec<_>>().join("|")
    }

    /// Whether anything was new.
    fn add(&mut self, other: Self) -> bool {
        let before = self.0.len();
        self.0.extend(other.0);
        self.0.len() > before
    }

    fn any(types: impl IntoIterator<Item = Self>) -> Self {
        let mut all = Self::default();
        for one in types {
            all.add(one);
        }
        all
    }

    fn of(shape: &Shape) -> Self {
        match shape {
            Shape::Plain("content") => Self::one(Alternative::Content),
            Shape::Plain(_) => Self::leaf(),
            Shape::Maybe(inner) => Self::any([Self::of(inner), Self::leaf()]),
            Shape::List(inner) => Self::one(Alternative::List(Self::of(inner))),
            Shape::ByName(inner) => Self::one(Alternative::ByName(Self::of(inner))),
            Shape::Table(table) => Self::one(Alternative::Declared(*table)),
        }
    }

    /// The items of a list, or the values of a table.
    fn items(&self) -> Self {
        Self::any(self.0.values().map(|one| match one {
            Alternative::Content => Self::one(Alternative::Content),
            Alternative::Leaf => Self::default(),
            Alternative::List(of) | Alternative::ByName(of) => of.clone(),
            Alternative::Declared(_) | Alternative::Written(_) => {
                Self::any(one.fields().values().cloned())
            }
        }))
    }

    /// A field; nothing when none of the shapes has it.
    fn field(&self, name: &str) -> Option<Self> {
        if self.0.is_empty() {
            return Some(Self::default());
        }
        let found: Vec<Self> = self
            .0
            .values()
            .filter_map(|one| match one {
                Alternative::Content => Some(Self::one(Alternative::Content)),
                Alternative::Leaf | Alternative::List(_) => None,
                Alternative::ByName(of) => Some(of.clone()),
                Alternative::Declared(_) | Alternative::Written(_) => {
                    one.fields().get(name).cloned()
                }
            })
            .collect();
        (!found.is_empty()).then(|| Self::any(found))
    }
}

/// The fields of a table.
type TableFields = Rc<BTreeMap<String, Type>>;

thread_local! {
    /// The fields of declared tables, which are asked for over and over.
    static DECLARED: RefCell<BTreeMap<usize, TableFields>> = RefCell::default();
}

impl Alternative {
    /// The fields of a table.
    fn fields(&self) -> TableFields {
        match self {
            Self::Declared(table) => {
                let known = |fields: &RefCell<BTreeMap<usize, TableFields>>| {
                    fields.borrow().get(&(*table as usize)).cloned()
                };
                DECLARED.with(known).unwrap_or_else(|| {
                    let fields = table().fields.into_iter();
                    let fields: TableFields = Rc::new(
                        fields
                            .map(|field| (field.name.to_owned(), Type::of(&field.shape)))
                            .collect(),
                    );
                    DECLARED
                        .with(|all| all.borrow_mut().insert(*table as usize, Rc::clone(&fields)));
                    fields
                })
            }
            Self::Written(fields) => Rc::clone(fields),
            _ => TableFields::default(),
        }
    }
}

fn fields_of(shape: &Shape) -> BTreeMap<String, Type> {
    let types = Type::of(shape).0.into_values();
    types.flat_map(|one| (*one.fields()).clone()).collect()
}

// ---- What a template says

enum Piece<'a> {
    Text(&'a str),
    /// `{{ ... }}`, from this line.
    Shown(usize, &'a str),
    /// `{% ... %}`, from this line.
    Statement(usize, &'a str),
}

fn pieces(text: &str) -> Vec<Piece<'_>> {
    let mut pieces = Vec::new();
    let mut at = 0;
    while let Some(begin) = text[at..].find('{').map(|found| at + found) {
        let close = match text.as_bytes().get(begin + 1) {
            Some(b'{') => "}}",
            Some(b'%') => "%}",
            Some(b'#') => "#}",
            _ => {
                at = begin + 1;
                continue;
            }
        };
        let from = pieces_end(&pieces);
        pieces.push((Piece::Text(&text[from..begin]), begin));
        let end = inner_end(&text[begin + 2..], close) + begin + 2;
        let inner = text[begin + 2..end].trim_matches('-').trim();
        let line = 1 + text[..begin].matches('\n').count();
        let piece = match close {
            "}}" => Piece::Shown(line, inner),
            "%}" => Piece::Statement(line, inner),
            _ => Piece::Text(""),
        };
        at = end + close.len();
        pieces.push((piece, at));
    }
    let from = pieces_end(&pieces);
    pieces.push((Piece::Text(&text[from..]), text.len()));
    pieces.into_iter().map(|(piece, _)| piece).collect()
}

fn pieces_end(pieces: &[(Piece<'_>, usize)]) -> usize {
    pieces.last().map_or(0, |(_, end)| *end)
}

/// Where what begins with a brace ends: at the mark that closes it outside of any text and any table.
fn inner_end(text: &str, close: &str) -> usize {
    let (mut quote, mut depth) = (None, 0);
    for (at, letter) in text.char_indices() {
        match (quote, letter) {
            (Some(open), letter) if open == letter => quote = None,
            (Some(_), _) => {}
            (None, '"' | '\'') if close != "#}" => quote = Some(letter),
            (None, _) if depth == 0 && text[at..].starts_with(close) => return at,
            (None, '{') if close != "#}" => depth += 1,
            (None, '}') if close != "#}" => depth -= 1,
            (None, _) => {}
        }
    }
    panic!("{close} is missing after {text}");
}

struct Statement {
    line: usize,
    what: What,
}

enum What {
    /// Something is shown or asked for.
    Look(Expression),
    For(Vec<String>, Expression),
    Set {
        name: String,
        to: Expression,
        /// Whether it stays set where a loop ends.
        everywhere: bool,
    },
    /// A block or a component begins: what is set in it ends with it.
    Open,
    /// A block, a loop or a component ends.
    Close,
    Component(Component),
    Extends(String),
    Nothing,
}

#[derive(Clone)]
struct Component {
    name: String,
    /// The parameters, each with its default.
    parameters: Vec<(String, Option<Expression>)>,
}

#[derive(Clone)]
enum Expression {
    Text(String),
    Name(String),
    Field(Box<Self>, String),
    Item(Box<Self>, Box<Self>),
    /// One of some values; others are only looked at. A value without parts where it is none of them.
    Choice {
        looked_at: Vec<Self>,
        of: Vec<Self>,
    },
    /// Each item, and whether it is a list whose items are meant.
    List(Vec<(Self, bool)>),
    Table(Vec<(String, Self)>),
    Each {
        item: Box<Self>,
        names: Vec<String>,
        of: Box<Self>,
        only_if: Option<Box<Self>>,
    },
    Filter {
        of: Box<Self>,
        name: String,
        arguments: Vec<(String, Self)>,
    },
    Call {
        component: String,
        arguments: Vec<(String, Self)>,
    },
}

impl Expression {
    fn leaf() -> Self {
        Self::looked_at(Vec::new())
    }

    fn looked_at(looked_at: Vec<Self>) -> Self {
        let of = Vec::new();
        Self::Choice { looked_at, of }
    }
}

fn statements(text: &str) -> Vec<Statement> {
    let pieces = pieces(text).into_iter();
    pieces
        .filter_map(|piece| match piece {
            Piece::Text(_) => None,
            Piece::Shown(line, text) => {
                let what = What::Look(Reader::of(text).whole());
                Some(Statement { line, what })
            }
            Piece::Statement(line, text) => {
                let what = statement(text);
                Some(Statement { line, what })
            }
        })
        .collect()
}

fn statement(text: &str) -> What {
    if text.starts_with("</") {
        return What::Nothing;
    }
    if text.starts_with('<') {
        return What::Look(Reader::of(text).whole());
    }
    let (word, rest) = text.split_once(char::is_whitespace).unwrap_or((text, ""));
    let mut reader = Reader::of(rest);
    match word {
        "if" | "elif" => What::Look(reader.whole()),
        "for" => {
            let names = reader.names();
            reader.expect("in");
            What::For(names, reader.whole())
        }
        "set" | "set_global" => {
            let name = reader.name();
            reader.expect("=");
            What::Set {
                name,
                to: reader.whole(),
                everywhere: word == "set_global",
            }
        }
        "block" => What::Open,
        "component" => What::Component(reader.component()),
        "endblock" | "endfor" | "endcomponent" => What::Close,
        "extends" => match reader.whole() {
            Expression::Text(base) => What::Extends(base.replace(BUILT_IN, "")),
            _ => panic!("a template extends one that is named: {text}"),
        },
        "else" | "endif" => What::Nothing,
        other => panic!("this test does not know the statement `{other}`"),
    }
}

#[derive(Debug, Clone, PartialEq)]
enum Token {
    Word(String),
    Text(String),
    Sign(&'static str),
}

const SIGNS: [&str; 31] = [
    "...", "?.", "==", "!=", "<=", ">=", "**", "//", "/>", "(", ")", "[", "]", "{", "}", "<", ">",
    "=", ",", ":", ".", "|", "+", "-", "*", "/", "%", "~", "@", "?", "!",
];

/// Reads the expressions of the template language.
struct Reader(Peekable<IntoIter<Token>>, String);

impl Reader {
    fn of(text: &str) -> Self {
        let mut tokens = Vec::new();
        let mut rest = text.trim_start();
        while let Some(first) = rest.chars().next() {
            let length = if first == '"' || first == '\'' {
                let end = rest[1..].find(first).expect("a text ends") + 1;
                tokens.push(Token::Text(rest[1..end].to_owned()));
                end + 1
            } else if first.is_alphanumeric() || first == '_' {
                let number = first.is_ascii_digit();
                let is_part = |letter: char| {
                    letter.is_alphanumeric() || letter == '_' || (number && letter == '.')
                };
                let end = rest.find(|letter| !is_part(letter)).unwrap_or(rest.len());
                tokens.push(Token::Word(rest[..end].to_owned()));
                end
            } else {
                let sign = SIGNS.iter().find(|sign| rest.starts_with(**sign));
                let sign = sign.unwrap_or_else(|| panic!("`{first}` in {text}"));
                tokens.push(Token::Sign(sign));
                sign.len()
            };
            rest = rest[length..].trim_start();
        }
        Self(tokens.into_iter().peekable(), text.to_owned())
    }

    fn is(&mut self, wanted: &str) -> bool {
        match self.0.peek() {
            Some(Token::Word(word)) => word == wanted,
            Some(Token::Sign(sign)) => *sign == wanted,
            _ => false,
        }
    }

    fn takes(&mut self, wanted: &str) -> bool {
        let is = self.is(wanted);
        if is {
            self.0.next();
        }
        is
    }

    fn expect(&mut self, wanted: &str) {
        assert!(self.takes(wanted), "`{wanted}` is missing in {}", self.1);
    }

    fn name(&mut self) -> String {
        match self.0.next() {
            Some(Token::Word(word)) => word,
            other => panic!("a name is missing in {}, not {other:?}", self.1),
        }
    }

    fn names(&mut self) -> Vec<String> {
        let mut names = vec![self.name()];
        while self.takes(",") {
            names.push(self.name());
        }
        names
    }

    /// All that is left.
    fn whole(mut self) -> Expression {
        let read = self.expression();
        let rest = self.0.next();
        assert!(rest.is_none(), "{rest:?} is too much in {}", self.1);
        read
    }

    fn expression(&mut self) -> Expression {
        let value = self.operation();
        if !self.takes("if") {
            return value;
        }
        let looked_at = vec![self.operation()];
        self.expect("else");
        let of = vec![value, self.expression()];
        Expression::Choice { looked_at, of }
    }

    /// Values with operators between them, of which only `or` and `and` give one of their sides.
    fn operation(&mut self) -> Expression {
        let mut sides = vec![self.comparison()];
        while self.takes("or") || self.takes("and") {
            sides.push(self.comparison());
        }
        match sides.len() {
            1 => sides.remove(0),
            _ => Expression::Choice {
                looked_at: Vec::new(),
                of: sides,
            },
        }
    }

    fn comparison(&mut self) -> Expression {
        if self.takes("not") {
            let of = self.comparison();
            return Expression::looked_at(vec![of]);
        }
        let mut sides = vec![self.value()];
        let mut is_one = true;
        while let Some(operator) = self.operator() {
            is_one = false;
            match operator.as_str() {
                "is" => {
                    self.takes("not");
                    self.name();
                    if self.takes("(") {
                        while !self.takes(")") {
                            self.name();
                            self.expect("=");
                            sides.push(self.expression());
                            self.takes(",");
                        }
                    }
                }
                "not" => {
                    self.expect("in");
                    sides.push(self.value());
                }
                _ => sides.push(self.value()),
            }
        }
        match is_one {
            true => sides.remove(0),
            false => Expression::looked_at(sides),
        }
    }

    fn operator(&mut self) -> Option<String> {
        const OPERATORS: [&str; 16] = [
            "==", "!=", "<=", ">=", "<", ">", "+", "-", "*", "/", "//", "**", "%", "~", "in", "is",
        ];
        let found = OPERATORS.iter().chain(&["not"]).find(|one| self.is(one));
        let found = found.map(|one| (*one).to_owned());
        found.inspect(|_| {
            self.0.next();
        })
    }

    /// A value with what is taken from it and done to it.
    fn value(&mut self) -> Expression {
        if self.takes("-") {
            let of = self.value();
            return Expression::looked_at(vec![of]);
        }
        let mut value = self.plain_value();
        loop {
            if self.takes(".") || self.takes("?.") {
                value = Expression::Field(Box::new(value), self.name());
            } else if self.takes("[") {
                value = self.item(value);
            } else if self.takes("|") {
                let name = self.name();
                let mut arguments = Vec::new();
                if self.takes("(") {
                    while !self.takes(")") {
                        let argument = self.name();
                        self.expect("=");
                        arguments.push((argument, self.expression()));
                        self.takes(",");
                    }
                }
                let of = Box::new(value);
                value = Expression::Filter {
                    of,
                    name,
                    arguments,
                };
            } else {
                return value;
            }
        }
    }

    /// What stands in brackets after a value: an item, or where a part of a list begins and ends.
    fn item(&mut self, value: Expression) -> Expression {
        let mut bounds = Vec::new();
        let mut is_part = false;
        while !self.takes("]") {
            if self.takes(":") {
                is_part = true;
            } else {
                bounds.push(self.expression());
            }
        }
        match (is_part, bounds.pop()) {
            (false, Some(index)) => Expression::Item(Box::new(value), Box::new(index)),
            (_, last) => Expression::Choice {
                looked_at: bounds.into_iter().chain(last).collect(),
                of: vec![value],
            },
        }
    }

    fn plain_value(&mut self) -> Expression {
        if self.takes("(") {
            let inner = self.expression();
            self.expect(")");
            return inner;
        }
        if self.takes("[") {
            return self.list();
        }
        if self.takes("{") {
            let mut fields = Vec::new();
            while !self.takes("}") {
                let name = match self.0.next() {
                    Some(Token::Text(text) | Token::Word(text)) => text,
                    other => panic!("{other:?} names no field in {}", self.1),
                };
                self.expect(":");
                fields.push((name, self.expression()));
                self.takes(",");
            }
            return Expression::Table(fields);
        }
        if self.takes("<") {
            return self.call();
        }
        match self.0.next() {
            Some(Token::Text(text)) => Expression::Text(text),
            Some(Token::Word(word)) => {
                let is_number = word.starts_with(|letter: char| letter.is_ascii_digit());
                match word.as_str() {
                    "true" | "false" | "none" => Expression::leaf(),
                    _ if is_number => Expression::leaf(),
                    "range" if self.takes("(") => {
                        let mut bounds = Vec::new();
                        while !self.takes(")") {
                            self.name();
                            self.expect("=");
                            bounds.push(self.expression());
                            self.takes(",");
                        }
                        Expression::List(vec![(Expression::looked_at(bounds), false)])
                    }
                    _ => Expression::Name(word),
                }
            }
            other => panic!("{other:?} is no value in {}", self.1),
        }
    }

    fn list(&mut self) -> Expression {
        let mut items = Vec::new();
        while !self.takes("]") {
            let spread = self.takes("...");
            let item = self.expression();
            if self.takes("for") {
                let names = self.names();
                self.expect("in");
                let of = self.operation();
                let only_if = self.takes("if").then(|| Box::new(self.expression()));
                self.expect("]");
                return Expression::Each {
                    item: Box::new(item),
                    names,
                    of: Box::new(of),
                    only_if,
                };
            }
            items.push((item, spread));
            self.takes(",");
        }
        Expression::List(items)
    }

    fn call(&mut self) -> Expression {
        let component = self.name();
        let mut arguments = Vec::new();
        while !self.takes("/>") && !self.takes(">") {
            let name = self.name();
            self.expect("=");
            let value = match self.takes("{") {
                true => {
                    let value = self.expression();
                    self.expect("}");
                    value
                }
                false => match self.0.next() {
                    Some(Token::Text(text)) => Expression::Text(text),
                    other => panic!("{other:?} is no argument in {}", self.1),
                },
            };
            arguments.push((name, value));
        }
        Expression::Call {
            component,
            arguments,
        }
    }

    fn component(&mut self) -> Component {
        let name = self.name();
        let mut parameters = Vec::new();
        self.expect("(");
        while !self.takes(")") {
            self.takes("@");
            let name = self.name();
            if self.takes(":") {
                self.name();
            }
            let default = self.takes("=").then(|| self.expression());
            parameters.push((name, default));
            self.takes(",");
        }
        Component { name, parameters }
    }
}

// ---- Following the values

type Scope = BTreeMap<String, Type>;

/// Follows the values through all templates.
struct Follower {
    templates: BTreeMap<String, Vec<Statement>>,
    components: BTreeMap<String, Component>,
    /// What each component was given for each parameter.
    given: BTreeMap<(String, String), Type>,
    is_new: bool,
    /// What all pages together see.
    roots: Scope,
    scopes: Vec<Scope>,
    place: (String, usize),
    wrong: BTreeSet<String>,
}

impl Follower {
    fn new(templates: &BTreeMap<String, String>) -> Self {
        let read = |(name, text): (&String, &String)| (name.clone(), statements(text));
        let templates: BTreeMap<_, _> = templates.iter().map(read).collect();
        let all = templates.values().flatten();
        let components = all.filter_map(|one| match &one.what {
            What::Component(component) => Some((component.name.clone(), component.clone())),
            _ => None,
        });
        Self {
            components: components.collect(),
            templates,
            given: BTreeMap::new(),
            is_new: true,
            roots: Scope::new(),
            scopes: Vec::new(),
            place: Default::default(),
            wrong: BTreeSet::new(),
        }
    }

    /// The mistakes of all templates that see these values in `page`; `site` is the same for all.
    fn follow(mut self, site: &Type, pages: &BTreeMap<String, Type>) -> BTreeSet<String> {
        let templates = std::mem::take(&mut self.templates);
        let all_pages = Type::any(pages.values().cloned());
        self.roots = [("site", site.clone()), ("page", all_pages)]
            .map(|(name, root)| (name.to_owned(), root))
            .into();
        // What a component is given is known when nothing new is given to any.
        while std::mem::take(&mut self.is_new) {
            self.wrong.clear();
            for (name, statements) in &templates {
                let page = pages.get(name).cloned().unwrap_or_default();
                let roots = [("site".to_owned(), site.clone()), ("page".to_owned(), page)];
                self.template(name, statements, roots.into());
            }
        }
        self.wrong
    }

    fn template(&mut self, name: &str, statements: &[Statement], roots: Scope) {
        self.scopes = vec![roots];
        let mut outside = None;
        for Statement { line, what } in statements {
            self.place = (name.to_owned(), *line);
            match what {
                What::Look(expression) => {
                    self.value(expression);
                }
                What::Set {
                    name,
                    to,
                    everywhere,
                } => {
                    let value = self.value(to);
                    self.set(name, value, *everywhere);
                }
                What::For(names, of) => {
                    let of = self.value(of);
                    self.scopes.push(each(names, &of));
                }
                What::Open => self.scopes.push(Scope::new()),
                What::Component(component) => {
                    let inside = self.parameters(component);
                    outside = Some(std::mem::replace(&mut self.scopes, vec![inside]));
                }
                What::Close => match (self.scopes.len(), outside.take()) {
                    (1, Some(scopes)) => self.scopes = scopes,
                    (_, scopes) => {
                        outside = scopes;
                        self.scopes.pop();
                    }
                },
                What::Extends(_) | What::Nothing => {}
            }
        }
    }

    /// A variable, which may be set to several things one after the other.
    fn set(&mut self, name: &str, value: Type, everywhere: bool) {
        let known = self
            .scopes
            .iter()
            .rposition(|scope| scope.contains_key(name));
        let place = match (known, everywhere) {
            (Some(place), _) => place,
            (None, true) => 0,
            (None, false) => self.scopes.len() - 1,
        };
        let variable = self.scopes[place].entry(name.to_owned());
        variable.or_default().add(value);
    }

    fn parameters(&mut self, component: &Component) -> Scope {
        let mut scope = Scope::from([("body".to_owned(), Type::leaf())]);
        for (name, default) in &component.parameters {
            let key = (component.name.clone(), name.clone());
            let mut value = self.given.get(&key).cloned().unwrap_or_default();
            if let Some(default) = default {
                value.add(self.value(default));
            }
            scope.insert(name.clone(), value);
        }
        scope
    }

    fn wrong(&mut self, what: &str) {
        let (name, line) = &self.place;
        self.wrong
            .insert(format!("templates/{name}:{line}: {what}"));
    }

    fn variable(&mut self, name: &str) -> Type {
        let found = self.scopes.iter().rev().find_map(|scope| scope.get(name));
        found.cloned().unwrap_or_else(|| {
            self.wrong(&format!("nothing is called `{name}`"));
            Type::default()
        })
    }

    fn field(&mut self, of: &Type, name: &str) -> Type {
        of.field(name).unwrap_or_else(|| {
            self.wrong(&format!("no field `{name}` in {}", of.shown()));
            Type::default()
        })
    }

    fn values(&mut self, expressions: &[Expression]) -> Type {
        Type::any(expressions.iter().map(|one| self.value(one)))
    }

    fn value(&mut self, expression: &Expression) -> Type {
        match expression {
            Expression::Text(_) => Type::leaf(),
            Expression::Name(name) => self.variable(name),
            Expression::Field(of, name) => {
                let of = self.value(of);
                self.field(&of, name)
            }
            Expression::Item(of, index) => {
                let of = self.value(of);
                match &**index {
                    Expression::Text(name) => self.field(&of, name),
                    index => {
                        self.value(index);
                        of.items()
                    }
                }
            }
            Expression::Choice { looked_at, of } => {
                self.values(looked_at);
                match of.is_empty() {
                    true => Type::leaf(),
                    false => self.values(of),
                }
            }
            Expression::List(items) => {
                let items = items.iter().map(|(item, spread)| {
                    let item = self.value(item);
                    if *spread { item.items() } else { item }
                });
                Type::one(Alternative::List(Type::any(items)))
            }
            Expression::Table(fields) => {
                let fields = fields.iter();
                let fields = fields.map(|(name, field)| (name.clone(), self.value(field)));
                Type::written(fields.collect())
            }
            Expression::Each {
                item,
                names,
                of,
                only_if,
            } => {
                let of = self.value(of);
                self.scopes.push(each(names, &of));
                if let Some(condition) = only_if {
                    self.value(condition);
                }
                let item = self.value(item);
                self.scopes.pop();
                Type::one(Alternative::List(item))
            }
            Expression::Filter {
                of,
                name,
                arguments,
            } => {
                let of = self.value(of);
                self.filtered(of, name, arguments)
            }
            Expression::Call {
                component,
                arguments,
            } => {
                self.call(component, arguments);
                Type::leaf()
            }
        }
    }

    fn filtered(&mut self, of: Type, name: &str, arguments: &[(String, Expression)]) -> Type {
        for (argument, value) in arguments {
            self.value(value);
            if let ("attribute", Expression::Text(path)) = (argument.as_str(), value) {
                let items = of.items();
                path.split('.')
                    .fold(items, |of, name| self.field(&of, name));
            }
        }
        match name {
            "reverse" | "sort" | "unique" | "filter" | "safe" => of,
            "first" | "last" => of.items(),
            "get" => match arguments.first() {
                Some((_, Expression::Text(field))) => self.field(&of, field),
                _ => of.items(),
            },
            "icon" | "length" | "join" | "lower" | "round" | "replace" | "truncate" | "fill"
            | "money" | "number" | "percent" | "quote" => Type::leaf(),
            other => panic!("this test does not know the filter `{other}`"),
        }
    }

    fn call(&mut self, name: &str, arguments: &[(String, Expression)]) {
        let Some(component) = self.components.get(name).cloned() else {
            return self.wrong(&format!("no component is called `{name}`"));
        };
        for (argument, value) in arguments {
            let value = self.value(value);
            if component
                .parameters
                .iter()
                .all(|(known, _)| known != argument)
            {
                self.wrong(&format!("`{name}` takes no `{argument}`"));
            }
            self.give(name, argument, value);
        }
        for (parameter, _) in &component.parameters {
            let is_given = arguments.iter().any(|(given, _)| given == parameter);
            // These come from the page on which the component is used, without being named there.
            if let ("site" | "page", false) = (parameter.as_str(), is_given) {
                let value = self.roots[parameter].clone();
                self.give(name, parameter, value);
            }
        }
    }

    fn give(&mut self, component: &str, parameter: &str, value: Type) {
        let key = (component.to_owned(), parameter.to_owned());
        self.is_new |= self.given.entry(key).or_default().add(value);
    }
}

/// The variables of a loop.
fn each(names: &[String], of: &Type) -> Scope {
    let mut scope = Scope::from([("loop".to_owned(), Type::one(Alternative::Content))]);
    if let [key, value] = names {
        scope.insert(key.clone(), Type::leaf());
        scope.insert(value.clone(), of.items());
    } else {
        scope.insert(names[0].clone(), of.items());
    }
    scope
}

/// What every template sees in `page`.
fn pages(templates: &BTreeMap<String, String>) -> BTreeMap<String, Type> {
    let mut pages: BTreeMap<String, Type> = BTreeMap::new();
    for drawn in all_drawn() {
        let mut page = fields_of(&PageHead::shape());
        page.extend(fields_of(&drawn.sees));
        page.extend(["menu", "footer"].map(|name| (name.to_owned(), Type::leaf())));
        let page = Type::written(page);
        pages.entry(drawn.template).or_default().add(page);
    }
    let frame = ["root", "name", "url"].map(|name| (name.to_owned(), Type::leaf()));
    for name in FRAME {
        let page = Type::written(frame.clone().into());
        pages.insert(name.to_owned(), page);
    }
    // What extends a template shows it what it sees itself.
    for (name, text) in templates {
        for statement in statements(text) {
            if let (What::Extends(base), Some(page)) = (statement.what, pages.get(name).cloned()) {
                pages.entry(base).or_default().add(page);
            }
        }
    }
    pages
}

fn site() -> Type {
    let mut site = fields_of(&Site::shape());
    let words = Words::built_in(Language::all().next().expect("there is a language"));
    let words = words.table().keys();
    let words = words.map(|key| (key.clone(), Type::leaf()));
    let words = Type::written(words.collect());
    site.insert("words".to_owned(), words);
    Type::written(site)
}

fn mistakes(templates: &BTreeMap<String, String>) -> BTreeSet<String> {
    Follower::new(templates).follow(&site(), &pages(templates))
}

#[test]
fn every_field_that_a_built_in_template_names_is_declared() {
    let wrong = mistakes(&built_in());
    assert!(wrong.is_empty(), "{}", Vec::from_iter(wrong).join("\n"));
}

/// The mistakes of the template of the page of all tags when this stands in it.
fn mistakes_of(text: &str) -> Vec<String> {
    let tags = format!("{{% extends \"layout.html\" %}}\n{{% block main %}}{text}{{% endblock %}}");
    let layout = "<title>{{ page.title }}</title>".to_owned();
    let part = "{% component tag(card, label: string = \"\") %}{{ label }}{{ card.name }}\
        {% if card.extra and not card.extra.nothing %}{% endif %}{% endcomponent tag %}"
        .to_owned();
    let templates = [
        ("tags.html", tags),
        ("layout.html", layout),
        ("parts.html", part),
    ];
    let templates = templates.map(|(name, text)| (name.to_owned(), text));
    let wrong = mistakes(&templates.into());
    let shown = wrong.into_iter().map(|one| {
        let (_, what) = one.split_once(": ").unwrap();
        what.split(" in ").next().unwrap().to_owned()
    });
    shown.collect()
}

#[test]
fn a_field_that_is_not_declared_is_found_wherever_it_stands() {
    let right = "{% for tag in page.tags %}{{ tag.name }}{% if tag.cards | length > 1 and loop.first %}\
        {{ tag.cards[0].name }}{% endif %}{% endfor %}{{ site.words.tags_title ~ page.tags[0].anchor }}";
    assert_eq!(mistakes_of(right), [""; 0]);
    for (wrong, name) in [
        ("{{ page.tgas }}", "tgas"),
        ("{% if page.tgas %}{% endif %}", "tgas"),
        (
            "{% if page?.tgas %}{% elif page.title == page.name %}{% endif %}",
            "tgas",
        ),
        ("{{ page.title or page.tgas }}", "tgas"),
        ("{{ page.title if page.tgas is defined else \"\" }}", "tgas"),
        ("{{ page[\"tgas\"] }}", "tgas"),
        ("{{ site.words.no_such_word }}", "no_such_word"),
        (
            "{% for tag in page.tags %}{% if not tag?.nam %}{% endif %}{% endfor %}",
            "nam",
        ),
        (
            "{% for tag in page.tags | sort(attribute=\"nam\") %}{% endfor %}",
            "nam",
        ),
        (
            "{% for one in [tag.nam for tag in page.tags if tag.name] %}{% endfor %}",
            "nam",
        ),
        (
            "{% set tags = [...page.tags, ...[]] %}{{ tags[0].nam | length }}",
            "nam",
        ),
        (
            "{% set first = { \"tag\": page.tags[0] } %}{{ first.tag.nam }}",
            "nam",
        ),
        (
            "{% set part = page.tags[0:2] %}{{ part[1].cards[0].nam }}",
            "nam",
        ),
    ] {
        assert_eq!(
            mistakes_of(wrong),
            [format!("no field `{name}`")],
            "{wrong}"
        );
    }
    assert_eq!(mistakes_of("{{ tgas }}"), ["nothing is called `tgas`"]);
    assert_eq!(
        mistakes_of("{{ <tga /> }}"),
        ["no component is called `tga`"]
    );
    assert_eq!(
        mistakes_of("{{ <tag label=\"x\" lable=\"y\" /> }}"),
        ["`tag` takes no `lable`"]
    );
    // In a component, what it gets somewhere decides.
    let given = "{% <tag card={page.tags[0].cards[0]}> %}{% </tag> %}";
    assert_eq!(mistakes_of(given), ["no field `extra`"]);
    let given = "{{ <tag card={{ \"name\": 1, \"extra\": page.tags[0] }} /> }}";
    assert_eq!(mistakes_of(given), ["no field `nothing`"]);
}
