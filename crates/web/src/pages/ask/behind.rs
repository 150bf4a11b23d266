//! The address of the rows behind a number.

use app::ask::Behind;
use form_urlencoded::Serializer;

pub fn href(behind: &Behind) -> String {
    let mut query = Query(Serializer::new(String::new()));
    let path = match behind {
        Behind::Series { code, as_of } => {
            query.set("as_of", as_of);
            format!("/indicators/{code}")
        }
        Behind::Projects {
            bureau,
            place,
            batch,
            light,
            year,
            as_of,
        } => {
            query.set("bureau", bureau);
            query.set("place", place);
            query.set("batch", batch);
            query.set("light", light);
            query.set("year", &Some(year));
            query.set("as_of", as_of);
            "/projects".to_owned()
        }
        Behind::Commitments {
            unit,
            light,
            open,
            due_before,
            as_of,
        } => {
            query.set("unit", unit);
            query.set("role", &unit.as_ref().map(|_| "lead"));
            query.set("light", light);
            query.set("open", &open.then_some(1));
            query.set("due_before", due_before);
            query.set("as_of", as_of);
            "/ledger".to_owned()
        }
        Behind::Cases {
            from,
            to,
            by,
            key,
            rate,
            side,
            as_of,
        } => {
            query.set("from", &Some(from));
            query.set("to", &Some(to));
            query.set("view", &Some("reported"));
            query.set("by", &Some(by));
            query.set("rate", &Some(rate));
            query.set("side", &Some(side));
            query.set("key", key);
            query.set("as_of", as_of);
            "/evaluation/rows".to_owned()
        }
    };
    match query.0.finish().as_str() {
        "" => path,
        query => format!("{path}?{query}"),
    }
}

struct Query(Serializer<'static, String>);

impl Query {
    fn set(&mut self, name: &str, value: &Option<impl ToString>) {
        if let Some(value) = value {
            self.0.append_pair(name, &value.to_string());
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rows_are_those_of_the_number() {
        let series = Behind::Series {
            code: "gdp".to_owned(),
            as_of: None,
        };
        assert_eq!(href(&series), "/indicators/gdp");
        let overdue = Behind::Commitments {
            unit: Some("edu".to_owned()),
            light: None,
            open: true,
            due_before: Some(jiff::civil::date(2026, 11, 22)),
            as_of: None,
        };
        assert_eq!(
            href(&overdue),
            "/ledger?unit=edu&role=lead&open=1&due_before=2026-11-22"
        );
    }
}
