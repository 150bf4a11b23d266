//! The bytes of each layout, held: a bulletin that was sealed must come out the same for ever. Where this fails,
//! mend the writer back, or make a new version of the layout; never change the digest.

mod common;

use bulletin::file;

#[test]
fn layout_1_writes_what_it_always_wrote() {
    let digest = journal::Algorithm::Sm3.hex(&file(&common::sealed(3)).unwrap());
    assert_eq!(
        digest,
        "42342661c50449fc0493f58a37d00cf80a20223277b030a27d1866ffc6dcd0d1"
    );
}
