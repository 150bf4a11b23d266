//! Grades by the standard's bands.

use rust_decimal::Decimal;
use serde::Serialize;

/// A to E: from 90, 75, 60, 40, below. Each score falls into exactly one.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub enum Grade {
    /// 90 and more.
    A,
    /// 75 up to 90.
    B,
    /// 60 up to 75.
    C,
    /// 40 up to 60.
    D,
    /// Below 40.
    E,
}

impl Grade {
    /// The grade of a score of 100.
    pub fn of(score: Decimal) -> Self {
        const FROM: [(i64, Grade); 4] = [
            (90, Grade::A),
            (75, Grade::B),
            (60, Grade::C),
            (40, Grade::D),
        ];
        FROM.into_iter()
            .find(|(from, _)| score >= Decimal::from(*from))
            .map_or(Self::E, |(_, grade)| grade)
    }

    /// The letter.
    pub const fn letter(self) -> &'static str {
        match self {
            Self::A => "A",
            Self::B => "B",
            Self::C => "C",
            Self::D => "D",
            Self::E => "E",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_ends_of_every_band() {
        let of = |text: &str| Grade::of(text.parse().unwrap()).letter();
        let ends = [
            ("100", "A"),
            ("90", "A"),
            ("89.99", "B"),
            ("75", "B"),
            ("74.99", "C"),
            ("60", "C"),
            ("59.99", "D"),
            ("40", "D"),
            ("39.99", "E"),
            ("0", "E"),
        ];
        for (score, letter) in ends {
            assert_eq!(of(score), letter, "{score}");
        }
    }
}
