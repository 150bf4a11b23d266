//! Our own statement of what answers look like: members, their kinds, which may be null.

use serde_json::Value;

/// `name:kind`; `?` may be null, `=` may be left out. Kinds: t text, d instant, n number, b flag,
/// l list, o object.
type Shape = &'static [&'static str];

const SERVICE: Shape = &[
    "service_code:t",
    "service_name:t",
    "description:t?",
    "metadata:b",
    "type:t",
    "keywords:t?",
    "group:t?",
];
const ATTRIBUTE: Shape = &[
    "variable:b",
    "code:t",
    "datatype:t",
    "required:b",
    "datatype_description:t?",
    "order:n",
    "description:t?",
    "values:l=",
];
const REQUEST: Shape = &[
    "service_request_id:t",
    "status:t",
    "status_notes:t?",
    "service_name:t?",
    "service_code:t",
    "description:t?",
    "agency_responsible:t?",
    "service_notice:t?",
    "requested_datetime:d",
    "updated_datetime:d?",
    "expected_datetime:d?",
    "address:t?",
    "address_id:t?",
    "zipcode:t?",
    "lat:n?",
    "long:n?",
    "media_url:t?",
    "extended_attributes:o=",
];
const UPDATE: Shape = &[
    "update_id:t",
    "service_request_id:t",
    "status:t",
    "updated_datetime:d",
    "description:t",
    "media_url:t?",
    "extended_status:t",
    "external_status_code:t",
];

/// Panics where an answer is not of its shape.
pub fn check(shape: &str, said: &Value) {
    match shape {
        "services" => {
            each(said, SERVICE);
            for one in list(said) {
                among(&one["type"], &["realtime", "batch", "blackbox"]);
            }
        }
        "definition" => {
            object(said, &["service_code:t", "attributes:l"]);
            each(&said["attributes"], ATTRIBUTE);
            let kinds = [
                "string",
                "number",
                "datetime",
                "text",
                "singlevaluelist",
                "multivaluelist",
            ];
            for one in list(&said["attributes"]) {
                among(&one["datatype"], &kinds);
                if one["datatype"] == "singlevaluelist" {
                    each(&one["values"], &["key:t", "name:t"]);
                }
            }
        }
        "requests" => {
            each(said, REQUEST);
            for one in list(said) {
                among(&one["status"], &["open", "closed"]);
            }
        }
        "filed" => each(
            said,
            &["service_request_id:t", "service_notice:t?", "account_id:t?"],
        ),
        "token" => each(said, &["token:t", "service_notice:t?", "account_id:t?"]),
        "numbered" => each(said, &["service_request_id:t", "token:t"]),
        "errors" => each(said, &["code:n", "description:t"]),
        "updates" => each(said, UPDATE),
        "discovery" => {
            object(
                said,
                &["changeset:t", "contact:t", "key_service:t", "endpoints:l"],
            );
            let endpoint = &[
                "specification:t",
                "url:t",
                "changeset:t",
                "type:t",
                "formats:l",
            ];
            each(&said["endpoints"], endpoint);
            assert!(list(&said["endpoints"]).len() > 1, "{said}");
        }
        other => panic!("no shape {other}"),
    }
}

fn list(said: &Value) -> &Vec<Value> {
    said.as_array().unwrap_or_else(|| panic!("no list: {said}"))
}

fn each(said: &Value, shape: &[&str]) {
    assert!(!list(said).is_empty(), "an empty list proves nothing");
    list(said).iter().for_each(|one| object(one, shape));
}

fn object(said: &Value, shape: &[&str]) {
    let members = said
        .as_object()
        .unwrap_or_else(|| panic!("no object: {said}"));
    let parts = |spec: &str| {
        let (name, kind) = spec.split_once(':').expect("a shape");
        (name.to_owned(), kind.to_owned())
    };
    for (name, kind) in shape.iter().map(|spec| parts(spec)) {
        let Some(value) = members.get(&name) else {
            assert!(kind.ends_with('='), "{name} is missing: {said}");
            continue;
        };
        let right = match kind.chars().next() {
            Some('t') => value.is_string(),
            Some('d') => value
                .as_str()
                .is_some_and(|t| t.parse::<jiff::Timestamp>().is_ok()),
            Some('n') => value.is_number(),
            Some('b') => value.is_boolean(),
            Some('l') => value.is_array(),
            _ => value.is_object(),
        };
        assert!(
            right || (kind.ends_with('?') && value.is_null()),
            "{name}: {said}"
        );
    }
    for name in members.keys() {
        let known = shape.iter().any(|spec| parts(spec).0 == *name);
        assert!(known, "{name} is in no shape: {said}");
    }
}

fn among(value: &Value, known: &[&str]) {
    let word = value.as_str().unwrap_or_default();
    assert!(known.contains(&word), "{word}");
}
