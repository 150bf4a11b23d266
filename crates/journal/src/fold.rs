//! The state of a subject is the fold of its `after` patches over top-level fields.

use serde_json::{Map, Value};

/// Top-level fields of a subject's state.
pub type Fields = Map<String, Value>;

/// Applies one patch: each field is replaced, `null` removes it.
pub fn fold_into(state: &mut Fields, patch: Fields) {
    for (name, value) in patch {
        if value.is_null() {
            state.remove(&name);
        } else {
            state.insert(name, value);
        }
    }
}

/// The state after all patches in order.
pub fn fold(patches: impl IntoIterator<Item = Fields>) -> Fields {
    let mut state = Fields::new();
    for patch in patches {
        fold_into(&mut state, patch);
    }
    state
}

/// The fields that differ, as (before, after): an absent or `null` field is `null` on its side.
pub fn changed_fields(before: &Fields, after: &Fields) -> (Fields, Fields) {
    let mut old = Fields::new();
    let mut new = Fields::new();
    for (name, value) in after {
        let earlier = before.get(name).unwrap_or(&Value::Null);
        if earlier != value {
            old.insert(name.clone(), earlier.clone());
            new.insert(name.clone(), value.clone());
        }
    }
    for (name, value) in before {
        if !after.contains_key(name) && !value.is_null() {
            old.insert(name.clone(), value.clone());
            new.insert(name.clone(), Value::Null);
        }
    }
    (old, new)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use serde_json::json;

    fn fields() -> impl Strategy<Value = Fields> {
        proptest::collection::btree_map(
            "[a-d]",
            prop_oneof![
                Just(json!(1)),
                Just(json!("x")),
                Just(json!([1, 2])),
                Just(json!({"k": null}))
            ],
            0..4,
        )
        .prop_map(|map| map.into_iter().collect())
    }

    proptest! {
        #[test]
        fn a_patch_leads_from_one_state_to_the_next(one in fields(), two in fields()) {
            let (_, patch) = changed_fields(&one, &two);
            let mut state = one.clone();
            fold_into(&mut state, patch);
            prop_assert_eq!(state, two);
        }

        #[test]
        fn the_other_half_leads_back(one in fields(), two in fields()) {
            let (undo, _) = changed_fields(&one, &two);
            let mut state = two.clone();
            fold_into(&mut state, undo);
            prop_assert_eq!(state, one);
        }
    }
}
