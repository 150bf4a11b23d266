//! A question that a person answers at once and a form-filling program mostly does not: small sums in
//! words. It can be read aloud, so nobody needs to see it.

use super::signed::{self, Signer};
use jiff::{SignedDuration, Timestamp};
use serde::{Deserialize, Serialize};

/// How long a question may be answered.
const VALID: SignedDuration = SignedDuration::from_mins(60);
const PURPOSE: &str = "portal.challenge";
const ZH: [&str; 10] = ["零", "一", "二", "三", "四", "五", "六", "七", "八", "九"];
const EN: [&str; 10] = [
    "zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine",
];

/// A question and the signed text its form carries.
#[derive(Debug, Clone)]
pub struct Challenge {
    /// In Chinese.
    pub zh: String,
    /// In English.
    pub en: String,
    /// Goes with the form.
    pub token: String,
}

#[derive(Serialize, Deserialize)]
struct Asked {
    /// Code of the right answer: the number itself stays here.
    check: String,
    /// The same question cannot be used for two reports.
    nonce: String,
}

/// Asks. `dice` is chance; `nonce` is unguessable.
pub(crate) fn ask(
    signer: Signer<'_>,
    now: Timestamp,
    dice: [u8; 2],
    nonce: &str,
) -> Option<Challenge> {
    let (a, b) = (dice[0] % 8 + 2, dice[1] % 8 + 1);
    let asked = Asked {
        check: signed::code(signer, PURPOSE, &format!("{nonce} {}", a + b)),
        nonce: nonce.to_owned(),
    };
    let token = signed::sign(signer, PURPOSE, now + VALID, &asked)?;
    let (a, b) = (usize::from(a), usize::from(b));
    Some(Challenge {
        zh: format!("{}加{}等于几？请写数字", ZH[a], ZH[b]),
        en: format!("What is {} plus {}? Write digits", EN[a], EN[b]),
        token,
    })
}

/// The nonce of a rightly answered question. Full-width digits count.
pub(crate) fn answered(
    signer: Signer<'_>,
    now: Timestamp,
    token: &str,
    answer: &str,
) -> Option<String> {
    let asked: Asked = signed::read(signer, PURPOSE, now, token)?;
    let digits: String = answer
        .trim()
        .chars()
        .map(|c| match c {
            '０'..='９' => char::from_u32(c as u32 - '０' as u32 + '0' as u32).unwrap_or(c),
            other => other,
        })
        .collect();
    let number: u8 = digits.parse().ok()?;
    let code = signed::code(signer, PURPOSE, &format!("{} {number}", asked.nonce));
    (code == asked.check).then_some(asked.nonce)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn signer(words: &str) -> String {
        format!("code of {words}")
    }

    #[test]
    fn the_right_number_passes_in_either_width_and_others_do_not() {
        let now = Timestamp::UNIX_EPOCH;
        let asked = ask(&signer, now, [3, 2], "n1").unwrap();
        assert_eq!(asked.zh, "五加三等于几？请写数字");
        let with = |answer| answered(&signer, now, &asked.token, answer);
        assert_eq!(with("8").as_deref(), Some("n1"));
        assert_eq!(with(" ８ ").as_deref(), Some("n1"));
        assert_eq!(with("9"), None);
        assert_eq!(with("八"), None);
        assert_eq!(with(""), None);
        let late = now + VALID + SignedDuration::from_secs(1);
        assert_eq!(answered(&signer, late, &asked.token, "8"), None);
    }

    #[test]
    fn every_throw_has_words() {
        for a in 0..=255u8 {
            let asked = ask(&signer, Timestamp::UNIX_EPOCH, [a, 255 - a], "n").unwrap();
            assert!(asked.zh.ends_with("请写数字") && asked.en.starts_with("What is"));
        }
    }
}
