//! What every page stands in: words, navigation, switches, the message of the step before.

use crate::assets;
use crate::edge::prefs::{Prefs, Theme};
use crate::edge::session::{Viewer, Visitor};
use crate::words::{self, Lang};
use app::{Actor, App};
use org::{Action, Resource};
use std::fmt::Display;

/// A place of the main navigation: address, catalogue key, and the right that shows it.
#[derive(Debug)]
pub struct Place {
    /// Path.
    pub href: &'static str,
    /// Catalogue key under `nav.`.
    pub key: &'static str,
    /// Shown to those who may do this…
    right: (Action, Resource),
    /// …in the whole district, not only in their own unit.
    whole: bool,
}

use Action::*;
use Resource as R;

/// The main navigation.
const PLACES: &[Place] = &[
    Place {
        href: "/deputy",
        key: "deputy",
        right: (Rate, R::Case),
        whole: false,
    },
    Place {
        href: "/",
        key: "overview",
        right: (List, R::Commitment),
        whole: false,
    },
    Place {
        href: "/ledger",
        key: "ledger",
        right: (List, R::Commitment),
        whole: false,
    },
    Place {
        href: "/worklist",
        key: "worklist",
        right: (Claim, R::Record),
        whole: false,
    },
    Place {
        href: "/case-work",
        key: "case_work",
        right: (List, R::Case),
        whole: false,
    },
    Place {
        href: "/cases",
        key: "cases",
        right: (List, R::Case),
        whole: false,
    },
    Place {
        href: "/desk",
        key: "desk",
        right: (Create, R::Case),
        whole: false,
    },
    Place {
        href: "/dispatch",
        key: "dispatch",
        right: (Act, R::Case),
        whole: true,
    },
    Place {
        href: "/clusters",
        key: "clusters",
        right: (Merge, R::Cluster),
        whole: true,
    },
    Place {
        href: "/topics",
        key: "topics",
        right: (Open, R::Theme),
        whole: true,
    },
    Place {
        href: "/themes",
        key: "themes",
        right: (List, R::Theme),
        whole: true,
    },
    Place {
        href: "/repeated",
        key: "repeated",
        right: (Unmask, R::Case),
        whole: true,
    },
    Place {
        href: "/verify",
        key: "verify",
        right: (Verify, R::Record),
        whole: false,
    },
    Place {
        href: "/changes",
        key: "changes",
        right: (List, R::ChangeRequest),
        whole: false,
    },
    Place {
        href: "/supervision",
        key: "supervision",
        right: (List, R::Supervision),
        whole: false,
    },
    Place {
        href: "/projects",
        key: "projects",
        right: (List, R::Project),
        whole: false,
    },
    Place {
        href: "/indicators",
        key: "indicators",
        right: (List, R::Indicator),
        whole: false,
    },
    Place {
        href: "/map",
        key: "map",
        right: (List, R::Unit),
        whole: false,
    },
    Place {
        href: "/evaluation",
        key: "evaluation",
        right: (List, R::Case),
        whole: false,
    },
    Place {
        href: "/duty",
        key: "duty",
        right: (List, R::DutyList),
        whole: false,
    },
    Place {
        href: "/learning",
        key: "learning",
        right: (View, R::Learning),
        whole: true,
    },
    Place {
        href: "/rehearsals",
        key: "rehearsals",
        right: (List, R::Rehearsal),
        whole: true,
    },
    Place {
        href: "/case-types",
        key: "case_types",
        right: (Edit, R::CaseType),
        whole: true,
    },
    Place {
        href: "/reports",
        key: "reports",
        right: (List, R::Report),
        whole: false,
    },
    Place {
        href: "/audit",
        key: "audit",
        right: (List, R::Journal),
        whole: true,
    },
    Place {
        href: "/admin/people",
        key: "people",
        right: (List, R::Person),
        whole: false,
    },
    Place {
        href: "/admin/tokens",
        key: "tokens",
        right: (List, R::Token),
        whole: false,
    },
    Place {
        href: "/messages",
        key: "messages",
        right: (Create, R::Person),
        whole: true,
    },
    Place {
        href: "/api",
        key: "api",
        right: (List, R::Unit),
        whole: false,
    },
];

/// The places an actor sees.
pub fn places(app: &App, actor: &Actor) -> Vec<&'static Place> {
    let own = [actor.unit.as_str()];
    let units = |p: &Place| if p.whole { &[][..] } else { &own[..] };
    // The desk is for those who see cases: deputies file on a page of their own.
    let sees = app.may(actor, List, R::Case, &own);
    PLACES
        .iter()
        .filter(|p| p.key != "desk" || sees)
        .filter(|p| app.may(actor, p.right.0, p.right.1, units(p)))
        .collect()
}

/// The first place of an actor: where `/` leads for those who have no overview.
pub fn home(app: &App, actor: &Actor) -> &'static str {
    places(app, actor).first().map_or("/password", |p| p.href)
}

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
