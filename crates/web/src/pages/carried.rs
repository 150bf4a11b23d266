//! A file carried by a form from the look at its difference to the step, so that nothing is kept on
//! the server in between; and the digest by which the step knows the difference that was shown.
//!
//! What is applied must be what was shown: the difference is worked out again, and where it is
//! another one it is shown instead.

use super::review::upload::Upload;
use crate::edge::fault::Fault;
use crate::input::wrong;
use app::{FileIn, hex};
use serde::Serialize;
use std::future::Future;
use std::hash::{DefaultHasher, Hash, Hasher};

/// A difference, and the file it comes from as the next form carries it.
pub struct Shown<D> {
    pub diff: D,
    pub name: String,
    pub hex: String,
    pub digest: String,
}

/// What came of the form.
pub enum Outcome<D> {
    /// The step was taken; what it did.
    Applied(D),
    /// To be looked at; and whether it is another one than the form had agreed to.
    Shown(Shown<D>, bool),
}

/// A dry run; or, where the form says `apply` with the digest of what was shown, the step itself.
///
/// # Errors
/// No file in the form; what `import` refuses.
pub async fn step<D, F, Doing>(
    form: Upload,
    errors: fn(&D) -> usize,
    import: F,
) -> Result<Outcome<D>, Fault>
where
    D: Serialize,
    F: Fn(FileIn, bool) -> Doing,
    Doing: Future<Output = app::Result<D>>,
{
    let apply = form.field("apply") == "1";
    let agreed = form.field("digest").to_owned();
    let carried = hex::decode(form.field("carried")).map(|bytes| FileIn {
        name: form.field("name").to_owned(),
        bytes,
    });
    let file = form
        .file
        .or(carried.filter(|f| !f.bytes.is_empty()))
        .ok_or_else(|| wrong("file", "review.file_missing"))?;
    let diff = import(file.clone(), true).await?;
    let digest = digest_of(&diff);
    if apply && digest == agreed && errors(&diff) == 0 {
        return Ok(Outcome::Applied(import(file, false).await?));
    }
    let another = apply && digest != agreed;
    let shown = Shown {
        digest,
        hex: hex::encode(&file.bytes),
        name: file.name,
        diff,
    };
    Ok(Outcome::Shown(shown, another))
}

/// Changes whenever the difference does.
fn digest_of(diff: &impl Serialize) -> String {
    let mut hasher = DefaultHasher::new();
    serde_json::to_string(diff)
        .unwrap_or_default()
        .hash(&mut hasher);
    format!("{:016x}", hasher.finish())
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::sync::atomic::{AtomicUsize, Ordering};

    fn form(fields: &[(&str, &str)], file: Option<&[u8]>) -> Upload {
        Upload {
            fields: fields
                .iter()
                .map(|(k, v)| ((*k).to_owned(), (*v).to_owned()))
                .collect(),
            file: file.map(|bytes| FileIn {
                name: "list.csv".into(),
                bytes: bytes.to_vec(),
            }),
        }
    }

    #[tokio::test]
    async fn what_was_shown_is_applied_and_nothing_else() {
        let taken = AtomicUsize::new(0);
        let import = |file: FileIn, dry: bool| {
            if !dry {
                taken.fetch_add(1, Ordering::SeqCst);
            }
            async move { Ok(file.bytes.len()) }
        };
        let none = |_: &usize| 0;
        let Ok(Outcome::Shown(shown, false)) = step(form(&[], Some(b"abc")), none, import).await
        else {
            panic!("shown first");
        };
        let again = [
            ("apply", "1"),
            ("digest", shown.digest.as_str()),
            ("name", shown.name.as_str()),
            ("carried", shown.hex.as_str()),
        ];
        let other = [("apply", "1"), ("digest", "0"), ("carried", "6162")];
        let outcome = step(form(&other, None), none, import).await;
        assert!(matches!(outcome, Ok(Outcome::Shown(_, true))));
        let outcome = step(form(&again, None), |_| 1, import).await;
        assert!(matches!(outcome, Ok(Outcome::Shown(_, false))));
        assert_eq!(taken.load(Ordering::SeqCst), 0);
        let outcome = step(form(&again, None), none, import).await;
        assert!(matches!(outcome, Ok(Outcome::Applied(3))));
        assert_eq!(taken.load(Ordering::SeqCst), 1);
        assert!(step(form(&[], None), none, import).await.is_err());
    }
}
