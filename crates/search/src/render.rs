//! A question as the two databases want it. Terms hold letters and digits only, so that nothing in
//! them is taken for an operator; they go in as a parameter all the same.

use crate::Query;
use crate::query::{All, Clause, Wanted};

impl Query {
    /// For SQLite's FTS5 over a column of terms parted by blanks; empty where nothing is asked.
    pub fn fts5(&self) -> String {
        self.written(" AND ", " OR ", &|w| {
            let end = if w.beginning { " *" } else { "" };
            format!("\"{}\"{end}", w.term)
        })
    }

    /// For PostgreSQL's `tsquery` over `array_to_tsvector(terms)`; empty where nothing is asked.
    pub fn tsquery(&self) -> String {
        self.written(" & ", " | ", &|w| {
            let end = if w.beginning { ":*" } else { "" };
            format!("'{}'{end}", w.term)
        })
    }

    fn written(&self, and: &str, or: &str, write: &dyn Fn(&Wanted) -> String) -> String {
        let all = |all: &All| {
            let each: Vec<String> = all.iter().map(write).collect();
            format!("({})", each.join(and))
        };
        let clause = |clause: &Clause| {
            let each: Vec<String> = clause.iter().map(all).collect();
            format!("({})", each.join(or))
        };
        let each: Vec<String> = self.clauses.iter().map(clause).collect();
        each.join(and)
    }
}

#[cfg(test)]
mod tests {
    use crate::{Aliases, Query};
    use proptest::prelude::*;

    #[test]
    fn both_databases_are_asked_the_same() {
        let query = Query::read("井盖破 jg", &Aliases::default());
        assert_eq!(
            query.fts5(),
            "((\"h井盖\" AND \"h盖破\")) AND ((\"njg\") OR (\"ijg\") OR (\"pjg\" *))"
        );
        assert_eq!(
            query.tsquery(),
            "(('h井盖' & 'h盖破')) & (('njg') | ('ijg') | ('pjg':*))"
        );
        assert_eq!(Query::default().fts5(), "");
    }

    proptest! {
        #[test]
        fn nothing_typed_becomes_an_operator(question in "\\PC{0,40}") {
            let query = Query::read(&question, &Aliases::default());
            for (asked, quote) in [(query.fts5(), '"'), (query.tsquery(), '\'')] {
                let outside: String = asked.split(quote).step_by(2).collect();
                let known = |c: char| "ANDOR &|:*()".contains(c);
                prop_assert!(outside.chars().all(known), "{}", asked);
            }
        }
    }
}
