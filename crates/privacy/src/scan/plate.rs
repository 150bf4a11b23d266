//! Number plates: region, letter, five or six characters.

use super::Span;

const REGIONS: &str = "京津沪渝冀豫云辽黑湘皖鲁新苏浙赣鄂桂甘晋蒙陕吉闽贵粤青藏川宁琼";

pub(super) fn find(plain: &[char]) -> Vec<Span> {
    let starts = (0..plain.len()).filter(|at| REGIONS.contains(plain[*at]));
    starts.filter_map(|at| plate(plain, at)).collect()
}

fn plate(plain: &[char], start: usize) -> Option<Span> {
    let authority = plain.get(start + 1)?;
    if !authority.is_ascii_alphabetic() || matches!(authority.to_ascii_uppercase(), 'I' | 'O') {
        return None;
    }
    let mut at = start + 2;
    let mut gaps = 0;
    while gaps < 2 && matches!(plain.get(at), Some(' ' | '·' | '-' | '.' | '•')) {
        at += 1;
        gaps += 1;
    }
    let serial = |c: &&char| c.is_ascii_alphanumeric();
    let own: Vec<char> = plain[at..].iter().take_while(serial).copied().collect();
    let special = matches!(
        plain.get(at + own.len()),
        Some('警' | '学' | '挂' | '港' | '澳')
    );
    let size = own.len() + usize::from(special);
    let digits = own.iter().filter(|c| c.is_ascii_digit()).count();
    (matches!(size, 5 | 6) && digits >= 2).then_some(Span {
        start,
        end: at + size,
    })
}
