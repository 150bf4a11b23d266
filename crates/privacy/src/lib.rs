//! Personal data: found in free text, masked by kind, held in a type that does not print it, and
//! kept no longer than a rule says.
//!
//! Pure: days come in as arguments. Positions are code points.
//!
//! * [`scan`] finds personal data in free text before anything becomes public.
//! * [`mask_text`] masks what it finds, character by character; [`mask`] masks one value.
//! * [`Masked`] keeps a value that prints and serialises masked; [`Masked::reveal`] wants a
//!   [`Purpose`].
//! * [`retention_due`] says when a closed case is to be anonymised, [`anonymise_text`] does it for
//!   free text.

mod kind;
mod mask;
mod masked;
mod retention;
mod scan;
#[cfg(test)]
mod tests;

pub use kind::Kind;
pub use mask::{mask, mask_persons, mask_text};
pub use masked::{Masked, Purpose, PurposeError, Sort, plain, sort};
pub use retention::{RetentionDue, anonymise_text, anonymised, retention_due};
pub use scan::{Finding, Span, scan};
