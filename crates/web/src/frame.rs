//! What every page stands in: words, navigation, switches, the message of the step before.

use crate::assets;
use crate::edge::prefs::{Prefs, Theme};
use crate::edge::session::{Viewer, Visitor};
use crate::nav::{self, Place, Tab};
use crate::words::{self, Lang};
use std::fmt::Display;

/// Handed to every template as `f`.
pub struct Frame {
    /// Language, theme, elder mode.
    pub prefs: Prefs,
    /// Name of the district, before the product's name.
    pub site: String,
    /// Heading of the page.
    pub title: String,
    /// Steps from the first page to this one: address and words.
    pub crumbs: Vec<(String, String)>,
    /// Navigation.
    pub places: Vec<&'static Place>,
    /// Name and unit of who is signed in.
    pub who: Option<(String, String)>,
    /// The value forms send back.
    pub csrf: String,
    /// Path and query of this page.
    pub here: String,
    /// The past day shown, if not today.
    pub as_of: Option<String>,
    /// Reload after so many seconds: progress pages only.
    pub refresh_seconds: Option<u32>,
    /// The message of the step before.
    pub flash: Option<String>,
}

impl Frame {
    /// For a visitor, signed in or not.
    pub fn new(visitor: &Visitor) -> Self {
        let lang = visitor.prefs.lang;
        let here = match visitor.query.as_str() {
            "" => visitor.path.clone(),
            query => format!("{}?{query}", visitor.path),
        };
        Self {
            prefs: visitor.prefs,
            site: visitor.site.clone(),
            title: String::new(),
            crumbs: vec![],
            places: visitor.places.clone(),
            who: visitor
                .actor
                .as_ref()
                .map(|a| (a.name.clone(), visitor.unit_name.clone())),
            csrf: visitor.csrf.clone().unwrap_or_default(),
            here,
            as_of: None,
            refresh_seconds: None,
            flash: visitor
                .flash
                .as_ref()
                .map(|m| words::fill(lang, &m.key, &[("n", &m.value)])),
        }
    }

    /// For a signed-in viewer, with a heading from the catalogue.
    pub fn of(viewer: &Viewer, title_key: &str) -> Self {
        let frame = Self::new(&viewer.visitor);
        let title = words::word(frame.prefs.lang, title_key);
        frame.titled(&title)
    }

    /// When nothing is known of the visitor.
    pub fn bare(prefs: Prefs) -> Self {
        Self {
            prefs,
            site: String::new(),
            title: String::new(),
            crumbs: vec![],
            places: vec![],
            who: None,
            csrf: String::new(),
            here: "/".to_owned(),
            as_of: None,
            refresh_seconds: None,
            flash: None,
        }
    }

    /// Sets the heading.
    pub fn titled(mut self, title: &str) -> Self {
        self.title = title.to_owned();
        self
    }
    /// Adds a step before this page, in words that are nobody's to translate.
    pub fn under_words(mut self, href: &str, words: &str) -> Self {
        self.crumbs.push((href.to_owned(), words.to_owned()));
        self
    }
    /// Adds a step before this page.
    pub fn under(mut self, href: &str, key: &str) -> Self {
        let words = self.t(key);
        self.crumbs.push((href.to_owned(), words));
        self
    }
    /// Marks the page as showing a past day.
    pub fn shown_as_of(mut self, day: Option<impl Display>) -> Self {
        self.as_of = day.map(|d| d.to_string());
        self
    }
    /// Makes the page reload itself.
    pub fn refreshing(mut self, seconds: u32) -> Self {
        self.refresh_seconds = Some(seconds);
        self
    }

    /// Language.
    pub fn lang(&self) -> Lang {
        self.prefs.lang
    }
    /// Words under a key.
    pub fn t(&self, key: &str) -> String {
        words::word(self.prefs.lang, key)
    }
    /// Words under `prefix.code`; the code itself where the catalogue has none.
    pub fn t_in(&self, prefix: &str, code: &str) -> String {
        let key = format!("{prefix}.{code}");
        if words::has(&key) {
            self.t(&key)
        } else {
            code.to_owned()
        }
    }
    /// Words with one value.
    pub fn t1(&self, key: &str, name: &str, value: impl Display) -> String {
        words::fill(self.prefs.lang, key, &[(name, &value)])
    }
    /// Words with two values.
    pub fn t2(
        &self,
        key: &str,
        a: &str,
        value_a: impl Display,
        b: &str,
        value_b: impl Display,
    ) -> String {
        words::fill(self.prefs.lang, key, &[(a, &value_a), (b, &value_b)])
    }
    /// One of two texts, by language.
    pub fn pick<'a>(&self, zh: &'a str, en: &'a str) -> &'a str {
        self.prefs.lang.pick(zh, en)
    }

    /// Whether the frame has a search box: for those who list cases or commitments, but on the page of
    /// the search, which has one.
    pub fn finds(&self) -> bool {
        let lists = |place: &&'static Place| ["cases", "ledger"].contains(&place.key);
        self.places.iter().any(lists) && !self.at("/search")
    }

    /// True where the navigation offers a place to who looks.
    pub fn offers(&self, key: &str) -> bool {
        self.places.iter().any(|place| place.key == key)
    }

    /// The groups of the navigation; none where all places stand in one row.
    pub fn tabs(&self) -> Vec<Tab> {
        nav::tabs(&self.places)
    }
    /// Whether this page, or one above it, stands in a group.
    pub fn in_tab(&self, tab: &Tab) -> bool {
        tab.places.iter().any(|place| self.in_place(place.href))
    }
    /// Whether this page, or one above it, is a place.
    pub fn in_place(&self, href: &str) -> bool {
        let above = |(crumb, _): &(String, String)| crumb.split('?').next() == Some(href);
        self.at(href) || self.crumbs.iter().any(above)
    }

    /// True where `href` is the place this page belongs to.
    pub fn at(&self, href: &str) -> bool {
        let path = self.here.split('?').next().unwrap_or_default();
        path == href
            || (href != "/" && path.starts_with(href) && path[href.len()..].starts_with('/'))
    }
    /// This page in the other language.
    pub fn other_lang(&self) -> (&'static str, String) {
        let other = match self.prefs.lang {
            Lang::Zh => Lang::En,
            Lang::En => Lang::Zh,
        };
        (other.tag(), with_query(&self.here, "lang", other.code()))
    }
    /// This page today.
    pub fn today_href(&self) -> String {
        with_query(&self.here, "as_of", "")
    }
    /// The theme the switch leads to.
    pub fn next_theme(&self) -> Theme {
        self.prefs.theme.next()
    }
    /// Address of a built file.
    pub fn asset(&self, path: &str) -> String {
        assets::address(path)
    }
}

/// For templates, where values come as references of any depth.
pub fn same(a: impl AsRef<str>, b: &str) -> bool {
    a.as_ref() == b
}

/// For templates: true where the list holds the code.
pub fn holds(list: &[&str], code: &str) -> bool {
    list.contains(&code)
}

/// `here` with `name` set to `value`, or without it where the value is empty.
pub fn with_query(here: &str, name: &str, value: &str) -> String {
    let (path, query) = here.split_once('?').unwrap_or((here, ""));
    let mut pairs = form_urlencoded::Serializer::new(String::new());
    for (k, v) in form_urlencoded::parse(query.as_bytes()).filter(|(k, _)| k != name) {
        pairs.append_pair(&k, &v);
    }
    if !value.is_empty() {
        pairs.append_pair(name, value);
    }
    match pairs.finish() {
        q if q.is_empty() => path.to_owned(),
        q => format!("{path}?{q}"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_parameter_is_replaced_and_the_rest_kept() {
        assert_eq!(
            with_query("/ledger?light=red&after=x", "after", ""),
            "/ledger?light=red"
        );
        assert_eq!(
            with_query("/ledger?light=red", "lang", "en"),
            "/ledger?light=red&lang=en"
        );
        assert_eq!(with_query("/ledger?lang=zh", "lang", ""), "/ledger");
    }

    #[test]
    fn a_place_holds_what_is_below_it() {
        let mut frame = Frame::bare(Prefs::default());
        frame.here = "/ledger/abc?x=1".into();
        assert!(frame.at("/ledger") && !frame.at("/") && !frame.at("/led"));
    }
}
