use crate::{Kind, anonymise_text, mask_text, scan};
use proptest::prelude::*;

/// A mobile number with one kind of separator between its usual groups, in either width.
fn mobile() -> impl Strategy<Value = String> {
    let digits = ("1[3-9]", "[0-9]{9}").prop_map(|(a, b)| a + &b);
    let gap = prop_oneof![Just(""), Just(" "), Just("-"), Just("·"), Just("　")];
    (digits, gap, any::<bool>()).prop_map(|(d, gap, wide)| {
        let text = format!("{}{gap}{}{gap}{}", &d[..3], &d[3..7], &d[7..]);
        if !wide {
            return text;
        }
        let widen = |c: char| match c {
            '0'..='9' => char::from_u32(u32::from(c) + 0xFEE0).unwrap(),
            other => other,
        };
        text.chars().map(widen).collect()
    })
}

fn id_card() -> impl Strategy<Value = String> {
    let born = (1930u32..2020, 1u32..13, 1u32..29).prop_map(|(y, m, d)| format!("{y}{m:02}{d:02}"));
    ("44010[1-9]", born, "[0-9]{3}").prop_map(|(region, born, order)| {
        let first = format!("{region}{born}{order}");
        let weights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];
        let sum: u32 = first
            .chars()
            .zip(weights)
            .map(|(c, w)| c.to_digit(10).unwrap() * w)
            .sum();
        let check = "10X98765432".chars().nth((sum % 11) as usize).unwrap();
        format!("{first}{check}")
    })
}

fn day() -> impl Strategy<Value = String> {
    (2000u32..2100, 1u32..13, 1u32..29, 0u32..24, 0u32..60).prop_map(|(y, m, d, h, min)| {
        match (y + m + d) % 4 {
            0 => format!("{y}-{m:02}-{d:02} {h:02}:{min:02}"),
            1 => format!("{y}年{m}月{d}日{h}时{min}分"),
            2 => format!("{y}.{m}.{d}"),
            _ => format!("{y}/{m:02}/{d:02}T{h:02}:{min:02}:00+08:00"),
        }
    })
}

fn case_number() -> impl Strategy<Value = String> {
    (2020u32..2100, 1u32..13, 1u32..29, 0u32..1_000_000).prop_map(|(y, m, d, n)| match n % 4 {
        0 => format!("XH-{y}{m:02}{d:02}-{n:06}"),
        1 => format!("〔{y}〕{n}号"),
        2 => format!("AJ{y}{m:02}{d:02}{n:06}"),
        _ => format!("案卷编号{y}{m:02}{d:02}{n:06}"),
    })
}

fn amount() -> impl Strategy<Value = String> {
    (0u64..100_000_000_000, 0u32..100).prop_map(|(n, cents)| match n % 4 {
        0 => format!("{n}.{cents:02}元"),
        1 => format!("{n}元"),
        2 => format!("增长{}.{cents}%", n % 100),
        _ => format!("{n}万元"),
    })
}

proptest! {
    #[test]
    fn a_mobile_number_is_found_in_any_dress(number in mobile(), before in "(请回电|，|。|来电 )", after in "(，|。|谢谢|！)") {
        let text = format!("{before}{number}{after}");
        let found = scan(&text);
        prop_assert_eq!(found.len(), 1, "{}", text);
        prop_assert_eq!(found[0].kind, Kind::Mobile);
        prop_assert!(scan(&mask_text(&text)).is_empty());
    }

    #[test]
    fn an_identity_number_with_its_check_character_is_found(number in id_card(), after in "(，|。|的人)") {
        let found = scan(&format!("持{number}{after}"));
        prop_assert_eq!(found.len(), 1);
        prop_assert_eq!(found[0].kind, Kind::IdCard);
    }

    #[test]
    fn dates_case_numbers_and_amounts_are_left_alone(day in day(), number in case_number(), amount in amount()) {
        for text in [&day, &number, &amount] {
            prop_assert!(scan(text).is_empty(), "{}: {:?}", text, scan(text));
        }
        let text = format!("{day}，{number}，共{amount}。");
        prop_assert!(scan(&text).is_empty(), "{}: {:?}", text, scan(&text));
    }

    #[test]
    fn masking_hides_all_it_finds_and_keeps_the_length(text in "(\\PC|[0-9０-９一三八 -]|138|0013|号|房|姓名：|张|王|先生|粤A|@|\\.com){0,40}") {
        let masked = mask_text(&text);
        prop_assert_eq!(masked.chars().count(), text.chars().count());
        prop_assert!(scan(&masked).is_empty(), "{} → {}: {:?}", text, masked, scan(&masked));
        let gone = anonymise_text(&text);
        prop_assert!(scan(&gone).is_empty(), "{} → {}: {:?}", text, gone, scan(&gone));
        let found = scan(&text);
        for pair in found.windows(2) {
            prop_assert!(pair[0].span.end <= pair[1].span.start);
        }
    }
}
