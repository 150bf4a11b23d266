//! The table, pinned, and what must always hold of it.

use super::*;
use std::collections::BTreeSet;
use std::fmt::Write;

const WRITES_NOTHING: &[Action] = &[View, List, Export, VerifyChain];

fn cells() -> impl Iterator<Item = (Role, Action, Resource, Option<Scope>)> {
    Role::ALL.iter().flat_map(|role| {
        Action::ALL.iter().flat_map(move |action| {
            Resource::ALL
                .iter()
                .map(move |resource| (*role, *action, *resource, reach(*role, *action, *resource)))
        })
    })
}

/// Every role × action × resource: one line for each role and resource, an action with its
/// reach; what is not written is denied.
#[test]
fn the_whole_table_is_pinned() {
    let mut text = String::new();
    for role in Role::ALL {
        writeln!(text, "{role}").unwrap();
        for resource in Resource::ALL {
            let rights: Vec<String> = Action::ALL
                .iter()
                .filter_map(|a| reach(*role, *a, *resource).map(|scope| format!("{a}:{scope}")))
                .collect();
            let rights = if rights.is_empty() {
                "-".to_owned()
            } else {
                rights.join(" ")
            };
            writeln!(text, "  {:<16}{rights}", resource.code()).unwrap();
        }
    }
    insta::assert_snapshot!("role_action_resource", text);
}

#[test]
fn a_row_stands_once_and_a_column_for_each_role() {
    let rows: BTreeSet<_> = TABLE.iter().map(|(r, a, _)| (*r, *a)).collect();
    assert_eq!(
        rows.len(),
        TABLE.len(),
        "a resource and action are listed twice"
    );
    assert_eq!(Role::ALL.len(), TABLE[0].2.len());
    assert!(
        Role::ALL
            .iter()
            .enumerate()
            .all(|(i, role)| *role as usize == i)
    );
}

#[test]
fn every_resource_and_every_action_is_used() {
    for resource in Resource::ALL {
        assert!(
            TABLE.iter().any(|row| row.0 == *resource),
            "{resource} has no row"
        );
    }
    for action in Action::ALL {
        assert!(
            TABLE.iter().any(|row| row.1 == *action),
            "{action} has no row"
        );
    }
}

#[test]
fn may_agrees_with_reach_at_every_scope() {
    for (role, action, resource, widest) in cells() {
        for scope in Scope::ALL {
            let expected = match widest {
                None => Decision::Deny(DenyReason::NoRight),
                Some(w) if *scope <= w => Decision::Allow,
                Some(w) => Decision::Deny(DenyReason::BeyondReach(w)),
            };
            assert_eq!(may(role, action, resource, *scope), expected);
        }
    }
}

#[test]
fn the_auditor_changes_nothing() {
    for (role, action, resource, widest) in cells() {
        if role == Role::Auditor && widest.is_some() && resource != R::SavedView {
            assert!(
                WRITES_NOTHING.contains(&action),
                "auditor may {action} {resource}"
            );
        }
    }
}

#[test]
fn the_three_administrators_are_apart() {
    let business = [
        R::Report,
        R::DraftItem,
        R::Commitment,
        R::Record,
        R::Verification,
        R::ChangeRequest,
        R::Supervision,
    ];
    for (role, action, resource, widest) in cells() {
        if role.is_administrator() && widest.is_some() {
            assert!(
                !business.contains(&resource),
                "{role} may {action} {resource}"
            );
        }
    }
    let can = |role, action, resource| reach(role, action, resource).is_some();
    assert!(can(Role::SystemAdmin, Create, R::Person) && !can(Role::SystemAdmin, Grant, R::Role));
    assert!(
        can(Role::SecurityAdmin, Grant, R::Role) && !can(Role::SecurityAdmin, Create, R::Person)
    );
    assert!(can(Role::AuditAdmin, View, R::Journal));
    assert!(
        !can(Role::SystemAdmin, View, R::Journal) && !can(Role::SecurityAdmin, View, R::Journal)
    );
}

#[test]
fn who_may_list_may_view_at_least_as_far() {
    for role in Role::ALL {
        let viewed = |resource: &&Resource| TABLE.iter().any(|r| (r.0, r.1) == (**resource, View));
        for resource in Resource::ALL.iter().filter(viewed) {
            let (view, list) = (reach(*role, View, *resource), reach(*role, List, *resource));
            assert!(view >= list, "{role} may list more {resource} than view");
        }
    }
}
