//! The shipped files are sound.

use super::support::{FILES, parse};

#[test]
fn every_shipped_type_is_sound() {
    for (_, id, _) in FILES {
        let kind = parse(id);
        assert_eq!(kind.id, id);
    }
}
