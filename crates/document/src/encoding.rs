//! Bytes to characters: byte-order marks, UTF-8, UTF-16, GBK/GB18030, Big5.

use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::{BIG5, Encoding, GB18030, GBK, UTF_8, UTF_16BE, UTF_16LE};

use crate::normalise::lines::is_han;
use crate::refusal::Refusal;

/// Share of characters that must be Chinese, ASCII or their punctuation, in percent.
const LEAST_PLAUSIBLE_PERCENT: usize = 95;
/// Share of characters that must be usual ones where they are few, in percent; UTF-8 read as GB18030 has
/// about 15.
const LEAST_USUAL_PERCENT: usize = 70;
/// Bytes looked at to tell the encoding.
const SAMPLE_BYTES: usize = 64 * 1024;
/// The commonest characters of Chinese prose, simplified and traditional: any real text is full
/// of them, and bytes read in a wrong encoding are not.
const COMMON: &str = "的一是在有和不人中大为上个国我以要他时来用们生到作地于出就分对成会可主发年动同工也能下过子说产种面而方后多定行学法所民得经十三之进着等部度家电力里如水化高自二理起小物现实加量都两体制机当使点从业本去把性好应开它合还因由其些然前外天政四日那社义事平形相全表间样与关各重新线内数正心反你明看原又么利比或但质气第向道命此变条只没结解问意建月公无系军很情者最立代想已通并提直题党程展五果料象员革位入常文总次品式活设及管特件长求老头基资边流路级少图山统接知较将组见计别她手角期根论运农指几九区强放决西被干做必战先回则任取据处府我報告業務國這們來說對經濟產區為發動過實現後會時與個請審議現";

/// Reads plain text; returns it with the encoding's name. `hint` is what the file itself says,
/// believed only when the bytes agree.
pub(crate) fn decode(
    bytes: &[u8],
    hint: Option<&'static Encoding>,
) -> Result<(String, &'static str), Refusal> {
    if let Some((encoding, mark)) = Encoding::for_bom(bytes) {
        return read_as(&bytes[mark..], encoding).ok_or(Refusal::UnknownEncoding);
    }
    if !bytes.contains(&0)
        && let Ok(text) = std::str::from_utf8(bytes)
    {
        return if is_binary(bytes) {
            Err(Refusal::BinaryFile)
        } else {
            Ok((text.to_owned(), UTF_8.name()))
        };
    }
    let sample = &bytes[..bytes.len().min(SAMPLE_BYTES)];
    let mut detector = EncodingDetector::new(Iso2022JpDetection::Deny);
    detector.feed(sample, true);
    let guess = detector.guess(Some(b"cn"), Utf8Detection::Deny);
    let chinese = if guess == BIG5 {
        [BIG5, GB18030]
    } else {
        [GB18030, BIG5]
    };
    let candidates = hint.into_iter().chain([UTF_16LE, UTF_16BE]).chain(chinese);
    for encoding in candidates {
        if is_plausible(&encoding.decode_without_bom_handling(sample).0)
            && let Some((text, name)) = read_as(bytes, encoding)
        {
            return Ok((text, name));
        }
    }
    Err(if is_binary(bytes) {
        Refusal::BinaryFile
    } else {
        Refusal::UnknownEncoding
    })
}

/// Decodes all bytes; none if more than one character in a hundred cannot be read.
fn read_as(bytes: &[u8], encoding: &'static Encoding) -> Option<(String, &'static str)> {
    let encoding = if encoding == GBK { GB18030 } else { encoding };
    let (text, _) = encoding.decode_without_bom_handling(bytes);
    let lost = text.chars().filter(|&c| c == '\u{fffd}').count();
    (lost * 100 <= text.chars().count()).then(|| (text.into_owned(), encoding.name()))
}

/// A file of few characters, names and places perhaps, as GB18030: told by how many stand in the first
/// level of GB 2312, where the usual ones are and where text in another encoding seldom falls.
pub(crate) fn short_gb18030(bytes: &[u8]) -> Option<String> {
    if is_binary(bytes) {
        return None;
    }
    let text = GB18030.decode_without_bom_handling_and_without_replacement(bytes)?;
    let (mut all, mut usual, mut at) = (0usize, 0usize, 0usize);
    while at < bytes.len() {
        let (lead, trail) = (bytes[at], bytes.get(at + 1).copied().unwrap_or(0));
        at += match (lead, trail) {
            (0..=0x7f, _) => 1,
            (_, b'0'..=b'9') => 4,
            (0xa1..=0xa9, _) => 2,
            _ => {
                all += 1;
                usual += usize::from((0xb0..=0xd7).contains(&lead) && trail >= 0xa1);
                2
            }
        };
    }
    (all > 0 && usual * 100 >= all * LEAST_USUAL_PERCENT).then(|| text.into_owned())
}

/// The characters are those of a Chinese text.
fn is_plausible(text: &str) -> bool {
    let (mut all, mut good, mut han, mut common) = (0usize, 0usize, 0usize, 0usize);
    for c in text.chars() {
        all += 1;
        let is_han = is_han(c);
        han += usize::from(is_han);
        common += usize::from(is_han && COMMON.contains(c));
        good += usize::from(
            is_han
                || matches!(c, '\t' | '\n' | '\r' | ' '..='~' | '\u{2000}'..='\u{206f}' | '\u{3000}'..='\u{303f}' | '\u{ff00}'..='\u{ffef}' | '·' | '×' | '①'..='⑳' | '\u{0c}'),
        );
    }
    han > 0 && good * 100 >= all * LEAST_PLAUSIBLE_PERCENT && common * 5 >= han
}

/// Zero bytes or many control bytes: no text.
fn is_binary(bytes: &[u8]) -> bool {
    let sample = &bytes[..bytes.len().min(SAMPLE_BYTES)];
    let controls = sample
        .iter()
        .filter(|&&b| b < 0x20 && !matches!(b, b'\t' | b'\n' | b'\r' | 0x0b | 0x0c | 0x1b))
        .count();
    sample.contains(&0) || controls * 100 > sample.len()
}

#[cfg(test)]
mod tests {
    use super::*;

    const TEXT: &str = "现在，我代表区人民政府，向大会报告工作，请予审议。\r\n一、工作回顾\r\n全年新增就业１.36万人，增长5.2%。";

    fn utf16(text: &str, big: bool) -> Vec<u8> {
        text.encode_utf16()
            .flat_map(|u| {
                if big {
                    u.to_be_bytes()
                } else {
                    u.to_le_bytes()
                }
            })
            .collect()
    }

    #[test]
    fn every_chinese_encoding_is_told() {
        let cases: [(Vec<u8>, &str); 9] = [
            (TEXT.as_bytes().to_vec(), "UTF-8"),
            (
                [b"\xef\xbb\xbf".as_slice(), TEXT.as_bytes()].concat(),
                "UTF-8",
            ),
            (GBK.encode(TEXT).0.into_owned(), "gb18030"),
            (GB18030.encode(TEXT).0.into_owned(), "gb18030"),
            (utf16(TEXT, false), "UTF-16LE"),
            (utf16(TEXT, true), "UTF-16BE"),
            (
                [b"\xff\xfe".to_vec(), utf16(TEXT, false)].concat(),
                "UTF-16LE",
            ),
            (
                [b"\xfe\xff".to_vec(), utf16(TEXT, true)].concat(),
                "UTF-16BE",
            ),
            (
                GB18030.encode("一般公共预算收入为3.5亿元𠮷").0.into_owned(),
                "gb18030",
            ),
        ];
        for (bytes, name) in &cases[..8] {
            assert_eq!(decode(bytes, None), Ok((TEXT.to_owned(), *name)));
        }
        assert_eq!(decode(&cases[8].0, None).unwrap().1, cases[8].1);
    }

    #[test]
    fn big5_is_told() {
        let text = "現在，我代表區人民政府，向大會報告工作，請予審議，並請各位委員提出意見。過去一年，經濟發展，民生改善。";
        assert_eq!(
            decode(&BIG5.encode(text).0, None),
            Ok((text.to_owned(), "Big5"))
        );
    }

    #[test]
    fn few_characters_are_told_by_their_places() {
        let few = "code,name\r\na,东渚街道\r\nb,望江路12号\r\n";
        let bytes = GB18030.encode(few).0;
        assert_eq!(short_gb18030(&bytes).as_deref(), Some(few));
        assert_eq!(short_gb18030(few.as_bytes()), None, "UTF-8 is no GB18030");
        assert_eq!(short_gb18030(b"a,b"), None);
        let broken = [few.as_bytes(), b"\xff"].concat();
        assert_eq!(crate::decode(&broken), Err(Refusal::UnknownEncoding));
    }

    #[test]
    fn a_wrong_hint_is_not_believed() {
        assert_eq!(decode(&GBK.encode(TEXT).0, Some(BIG5)).unwrap().0, TEXT);
    }

    #[test]
    fn other_encodings_and_binary_are_refused() {
        let koi: Vec<u8> = encoding_rs::KOI8_R
            .encode("отчёт о работе правительства за прошлый год")
            .0
            .into_owned();
        assert_eq!(decode(&koi, None), Err(Refusal::UnknownEncoding));
        let noise: Vec<u8> = (0..4000u32)
            .map(|i| (i.wrapping_mul(2_654_435_761) >> 13) as u8)
            .collect();
        assert_eq!(decode(&noise, None), Err(Refusal::BinaryFile));
        assert_eq!(
            decode(b"\x01\x02\x03\x04abc", None),
            Err(Refusal::BinaryFile)
        );
    }
}
