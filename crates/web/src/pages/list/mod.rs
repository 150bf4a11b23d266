//! What all list pages share: the bar of conditions, sorted columns, saved views, pages by key, files.
//!
//! A list page reads its own conditions (`Asked`) and the common [`Paging`] from the address, asks the
//! action beside the noun, and hands a [`Bar`] to its template. `listing.html` draws the bar, the buttons
//! above it, the headings that sort, and the way to the next page. Everything is an address: it works
//! without scripts, can be kept as a view, and the file of a list has the same address with a format.

use crate::edge::fault::Fault;
use crate::frame::{Frame, with_query};
use crate::input;
use crate::units::Choice;
use crate::words::{Lang, has, word};
use app::Format;
use app::list::{Ask, Listed};
use axum::http::StatusCode;
use serde::Deserialize;

/// Order and place of a list, in its address.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize, utoipa::IntoParams)]
#[into_params(parameter_in = Query)]
#[serde(default)]
pub struct Paging {
    /// What to sort by; each list has its own codes, the first of them where absent.
    pub sort: String,
    /// `1`: the other way round.
    pub desc: String,
    /// Where the last page ended: the `next` of its answer.
    pub after: String,
    /// Rows of a page, 1 to 50; 50 where absent.
    pub limit: Option<usize>,
}

impl Paging {
    /// As an action is asked for a list of `F`; a sort that it does not have is refused.
    pub fn ask<F: Listed>(&self) -> Result<Ask, Fault> {
        let known = app::list::sorts::<F>().into_iter().map(|(code, _)| code);
        Ok(Ask {
            sort: input::code("sort", &self.sort, known)?
                .unwrap_or_default()
                .to_owned(),
            reversed: input::flag("desc", &self.desc)?,
            after: input::given(&self.after),
            limit: self.limit.unwrap_or(0),
        })
    }
}

/// One condition of a bar.
pub struct Field {
    /// Name in the address.
    pub name: &'static str,
    /// Its words.
    pub label: String,
    /// Its value now.
    pub value: String,
    /// How it is typed.
    pub input: Input,
}

/// How a condition is typed.
pub enum Input {
    /// Words that must occur; the first field, reached by `/`.
    Search,
    /// Words.
    Words,
    /// A day, not after this one where there is a last day.
    Day(String),
    /// One of these, or any.
    Choice(String, Vec<Choice>),
    /// Yes or no matter.
    Check,
}

/// What the template of a list shows around its rows.
pub struct Bar {
    /// Address of the list.
    pub path: &'static str,
    /// Its code in saved views.
    pub code: &'static str,
    /// The conditions.
    pub fields: Vec<Field>,
    /// Codes it can be sorted by, and whether the greatest comes first.
    pub sorts: Vec<(&'static str, bool)>,
    /// The sort now.
    pub sort: String,
    /// The other way round.
    pub reversed: bool,
    /// The address's query without the place.
    pub query: String,
    /// The first page, from a later one.
    pub first: Option<String>,
    /// The next page.
    pub next: Option<String>,
    /// How many there are in all.
    pub total: Option<i64>,
    /// True where the rows may be taken away.
    pub export: bool,
    here: String,
}

impl Bar {
    /// For a list that is sorted by `sorts` (see `app::list::sorts`).
    pub fn of(
        f: &Frame,
        path: &'static str,
        code: &'static str,
        sorts: Vec<(&'static str, bool)>,
        paging: &Paging,
    ) -> Self {
        let usual = sorts.first().map(|(code, _)| *code).unwrap_or_default();
        let query = f.here.split_once('?').map(|(_, query)| query);
        let here = format!("{path}?{}", query.unwrap_or_default());
        let start = with_query(&here, "after", "");
        let query = start.split_once('?').map(|(_, query)| query.to_owned());
        Self {
            path,
            code,
            fields: vec![],
            sorts,
            sort: input::given(&paging.sort).unwrap_or_else(|| usual.to_owned()),
            reversed: paging.desc == "1",
            query: query.unwrap_or_default(),
            first: (!paging.after.is_empty()).then_some(start),
            next: None,
            total: None,
            export: false,
            here,
        }
    }

    /// Adds a condition.
    pub fn field(mut self, name: &'static str, label: String, value: &str, input: Input) -> Self {
        self.fields.push(Field {
            name,
            label,
            value: value.to_owned(),
            input,
        });
        self
    }

    /// Adds a choice of codes whose words stand under a group of the catalogue.
    pub fn codes(
        self,
        f: &Frame,
        name: &'static str,
        label: &str,
        value: &str,
        (group, codes): (&str, &[&str]),
    ) -> Self {
        let choice = |code: &&str| Choice {
            code: (*code).to_owned(),
            name: f.t_in(group, code),
        };
        let choices = codes.iter().map(choice).collect();
        let any = f.t("ledger.any");
        self.field(name, f.t(label), value, Input::Choice(any, choices))
    }

    /// Adds a choice of units.
    pub fn units(
        self,
        f: &Frame,
        name: &'static str,
        label: &str,
        value: &str,
        of: Vec<Choice>,
    ) -> Self {
        let any = f.t("ledger.any");
        self.field(name, f.t(label), value, Input::Choice(any, of))
    }

    /// Adds words to search for.
    pub fn search(self, f: &Frame, value: &str) -> Self {
        self.field("q", f.t("ledger.q"), value, Input::Search)
    }

    /// Says where the next page begins and how many rows there are.
    pub fn paged(mut self, next: Option<&str>, total: Option<i64>) -> Self {
        self.next = next.map(|after| with_query(&self.here, "after", after));
        self.total = total;
        self
    }

    /// Offers the rows as a file.
    pub fn exported(mut self, may: bool) -> Self {
        self.export = may;
        self
    }

    /// The address sorted by a column: the other way round where it is sorted so already.
    pub fn sort_href(&self, code: &str) -> String {
        let start = with_query(&with_query(&self.here, "after", ""), "sort", code);
        let again = self.sort == code && !self.reversed;
        with_query(&start, "desc", if again { "1" } else { "" })
    }

    /// `ascending` or `descending` where the rows are sorted by this column.
    pub fn sorted(&self, code: &str) -> Option<&'static str> {
        let (_, falling) = self.sorts.iter().find(|(sort, _)| *sort == code)?;
        let way = match *falling != self.reversed {
            true => "descending",
            false => "ascending",
        };
        (self.sort == code).then_some(way)
    }

    /// True where the code is the sort now.
    pub fn by(&self, code: &str) -> bool {
        self.sort == code
    }
}

/// Codes of an address, separated by commas.
pub fn codes(text: &str) -> Vec<String> {
    let codes = text.split(',').map(str::trim).filter(|t| !t.is_empty());
    codes.map(str::to_owned).collect()
}

/// The form of a file by the end of its address.
pub fn format(code: &str) -> Result<Format, Fault> {
    Format::from_code(code).ok_or_else(|| Fault::of(StatusCode::NOT_FOUND, "no_page"))
}

/// Words of a code for files, which are in Chinese as the usual forms are.
pub fn say(group: &str, code: &str) -> String {
    let key = format!("{group}.{code}");
    match has(&key) {
        true => word(Lang::Zh, &key),
        false => code.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::edge::prefs::Prefs;

    fn bar(query: &str, paging: &Paging) -> Bar {
        let mut f = Frame::bare(Prefs::default());
        f.here = format!("/supervision?{query}");
        Bar::of(
            &f,
            "/supervision",
            "supervision",
            vec![("due", false), ("asked", true)],
            paging,
        )
    }

    #[test]
    fn a_heading_sorts_and_then_turns_round() {
        let first = bar(
            "status=open&after=x",
            &Paging {
                after: "x".into(),
                ..Paging::default()
            },
        );
        assert_eq!(first.query, "status=open");
        assert_eq!(first.first.as_deref(), Some("/supervision?status=open"));
        assert_eq!(
            first.sort_href("due"),
            "/supervision?status=open&sort=due&desc=1"
        );
        assert_eq!(
            first.sort_href("asked"),
            "/supervision?status=open&sort=asked"
        );
        assert_eq!(
            (first.sorted("due"), first.sorted("asked")),
            (Some("ascending"), None)
        );
        let turned = Paging {
            sort: "asked".into(),
            desc: "1".into(),
            ..Paging::default()
        };
        let turned = bar("sort=asked&desc=1", &turned);
        assert_eq!(turned.sort_href("asked"), "/supervision?sort=asked");
        assert_eq!(turned.sorted("asked"), Some("ascending"));
    }
}
