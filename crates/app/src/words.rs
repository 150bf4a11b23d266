//! Amounts and targets in the words officials use.

use figure::{Comparator, Decimal, Target};

/// Decimals at most behind 万 or 亿; a value that would need more is written out, so that nothing
/// is rounded away.
const SCALED_DECIMALS_MAX: u32 = 2;

/// An amount with its unit, exact: 42.6亿元, 1.65万人, 6500户, 13456平方米.
pub(crate) fn amount(value: Decimal, unit: &str) -> String {
    let scales = [
        (Decimal::from(100_000_000), "亿"),
        (Decimal::from(10_000), "万"),
    ];
    for (scale, word) in scales {
        let scaled = (value / scale).normalize();
        if value.abs() >= scale && scaled.scale() <= SCALED_DECIMALS_MAX {
            return format!("{scaled}{word}{unit}");
        }
    }
    format!("{}{unit}", value.normalize())
}

/// A target: 不少于300场, 4%左右, 2—3对, 稳步提升.
pub fn target(target: &Target) -> String {
    let value = target
        .value
        .map(|v| amount(v, &target.unit))
        .unwrap_or_default();
    match target.comparator {
        Comparator::Eq => value,
        Comparator::Approx => format!("{value}左右"),
        Comparator::Ge => format!("不少于{value}"),
        Comparator::Gt => format!("超过{value}"),
        Comparator::Le => format!("不超过{value}"),
        Comparator::Lt => format!("低于{value}"),
        Comparator::Range => range(target),
        Comparator::NonDecreasing => {
            if target.written.is_empty() {
                "稳步提升".into()
            } else {
                target.written.clone()
            }
        }
        Comparator::InStep => format!(
            "与{}同步",
            target.in_step_with.as_deref().unwrap_or("相关指标")
        ),
    }
}

fn range(target: &Target) -> String {
    let low = target
        .value
        .map(|v| v.normalize().to_string())
        .unwrap_or_default();
    let high = target
        .value_hi
        .map(|v| amount(v, &target.unit))
        .unwrap_or_default();
    format!("{low}—{high}")
}

/// The Chinese word of a colour.
pub(crate) fn colour(colour: light::Colour) -> &'static str {
    match colour {
        light::Colour::Green => "绿",
        light::Colour::Yellow => "黄",
        light::Colour::Red => "红",
        light::Colour::Grey => "灰",
    }
}

/// An instant in civil time, to the minute.
pub(crate) fn minute(at: jiff::Timestamp) -> String {
    let day = calendar::civil_date(at);
    let zone = jiff::tz::TimeZone::fixed(jiff::tz::offset(CIVIL_OFFSET_HOURS));
    format!("{day} {}", at.to_zoned(zone).strftime("%H:%M"))
}

/// China has kept one civil time without summer time since 1992; instants in files are of now.
const CIVIL_OFFSET_HOURS: i8 = 8;

#[cfg(test)]
mod tests {
    use super::amount;
    use figure::Decimal;

    #[test]
    fn large_amounts_take_a_scale_word_only_where_nothing_is_lost() {
        let said = |digits: &str, unit| amount(digits.parse::<Decimal>().unwrap(), unit);
        assert_eq!(said("4260000000", "元"), "42.6亿元");
        assert_eq!(said("16500", "人"), "1.65万人");
        assert_eq!(said("6500", "户"), "6500户");
        assert_eq!(said("13456", "平方米"), "13456平方米");
        assert_eq!(said("29.20", "公里"), "29.2公里");
        assert_eq!(said("200000", "平方米"), "20万平方米");
    }
}
