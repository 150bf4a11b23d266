//! Amounts in words: rounded once, at print; the exact ones are in the file and the API.

use figure::Decimal;
use indicator::percent::fixed;

/// In 亿元 with two decimals: `42.60`.
pub fn yi(amount: &Decimal) -> String {
    scaled(amount, 100_000_000, 2)
}

/// In 万元, at most two decimals: `18,730`.
pub fn wan(amount: &Decimal) -> String {
    let shown = scaled(amount, 10_000, 2);
    let shown = shown.strip_suffix(".00").unwrap_or(&shown).to_owned();
    grouped(&shown)
}

fn scaled(amount: &Decimal, by: i64, places: u32) -> String {
    let scaled = amount.checked_div(Decimal::from(by));
    scaled.map_or_else(|| amount.to_string(), |value| fixed(value, places))
}

/// Thousands apart.
pub fn grouped(number: &str) -> String {
    let (sign, number) = number.strip_prefix('-').map_or(("", number), |n| ("-", n));
    let (whole, rest) = number.split_once('.').unwrap_or((number, ""));
    let digits: Vec<char> = whole.chars().collect();
    let mut out = sign.to_owned();
    for (at, digit) in digits.iter().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            out.push(',');
        }
        out.push(*digit);
    }
    match rest {
        "" => out,
        rest => format!("{out}.{rest}"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn amounts_are_rounded_once_and_thousands_stand_apart() {
        let yuan = |text: &str| text.parse::<Decimal>().unwrap();
        assert_eq!(yi(&yuan("4260000000")), "42.60");
        assert_eq!(wan(&yuan("187300000")), "18,730");
        assert_eq!(wan(&yuan("-12345678")), "-1,234.57");
        assert_eq!(wan(&yuan("0")), "0");
    }
}
