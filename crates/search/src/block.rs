//! Terms of up to [`BLOCK_RECORDS`] records turned round: which records have a term. A block is kept
//! in buckets, so that a question reads only those that its terms are in.
//!
//! A bucket is a list of entries, ascending by term: length and bytes of the term, length of the
//! places, the places. Places are numbers of records in the block: differences, or 64 words of bits
//! where many records have the term. Numbers are in base 128, least first.

use crate::hits::{Hits, WORDS};
use crate::query::Wanted;
use crate::term::{SOUND, WRITTEN};
use rustc_hash::FxHashMap;

/// Records of a block at most.
pub const BLOCK_RECORDS: usize = WORDS * 64;
/// Buckets of a block.
const BUCKETS: u32 = 512;
/// From so many records on, bits take less room than differences, in bytes.
const BITS_FROM: usize = WORDS * 8;

/// A block that is not what [`write`] makes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Damaged;

/// The bucket that a term is in; a term asked as a beginning is in that of all its continuations.
pub fn bucket(term: &str) -> i64 {
    let family = term.chars().next().unwrap_or_default();
    let letters = match family {
        // A written character alone is the beginning of its pairs; a sound is asked from two letters on.
        WRITTEN => 2,
        SOUND => 3,
        // Who may see, asked by many codes at once.
        'u' | 'a' => 1,
        _ => usize::MAX,
    };
    let end = term
        .char_indices()
        .nth(letters)
        .map_or(term.len(), |(at, _)| at);
    let hash = term.as_bytes()[..end]
        .iter()
        .fold(0x811c_9dc5_u32, |hash, byte| {
            (hash ^ u32::from(*byte)).wrapping_mul(0x0100_0193)
        });
    i64::from(hash % BUCKETS)
}

/// The buckets of a block whose records have these terms; empty buckets are left out.
pub fn write<S: AsRef<str>>(records: &[Vec<S>]) -> Vec<(i64, Vec<u8>)> {
    let mut places: FxHashMap<&str, Vec<usize>> = FxHashMap::default();
    for (at, terms) in records.iter().take(BLOCK_RECORDS).enumerate() {
        for term in terms {
            let of = places.entry(term.as_ref()).or_default();
            if of.last() != Some(&at) {
                of.push(at);
            }
        }
    }
    let mut all: Vec<(i64, &str, Vec<usize>)> = places
        .into_iter()
        .map(|(term, at)| (bucket(term), term, at))
        .collect();
    all.sort_unstable_by(|a, b| (a.0, a.1).cmp(&(b.0, b.1)));
    let mut buckets: Vec<(i64, Vec<u8>)> = Vec::new();
    for (number, term, at) in all {
        if buckets.last().map(|(last, _)| *last) != Some(number) {
            buckets.push((number, Vec::new()));
        }
        if let Some((_, bytes)) = buckets.last_mut() {
            put(bytes, term.len());
            bytes.extend_from_slice(term.as_bytes());
            let at = packed(&at);
            put(bytes, at.len());
            bytes.extend_from_slice(&at);
        }
    }
    buckets
}

/// The records of a bucket that have a wanted term. Errors: [`Damaged`].
pub fn find(bytes: &[u8], wanted: &Wanted) -> Result<Hits, Damaged> {
    let mut hits = Hits::none();
    each(bytes, |term, places| {
        if term == wanted.term || wanted.beginning && term.starts_with(&wanted.term) {
            hits.or(&unpacked(places)?);
        }
        Ok(())
    })?;
    Ok(hits)
}

/// Gives each record of a block its terms of a bucket back. Errors: [`Damaged`].
pub fn read(bytes: &[u8], records: &mut [Vec<String>]) -> Result<(), Damaged> {
    each(bytes, |term, places| {
        for at in unpacked(places)?.falling() {
            let record = records.get_mut(at).ok_or(Damaged)?;
            record.push(term.to_owned());
        }
        Ok(())
    })
}

fn each(
    mut bytes: &[u8],
    mut take: impl FnMut(&str, &[u8]) -> Result<(), Damaged>,
) -> Result<(), Damaged> {
    while !bytes.is_empty() {
        let term = part(&mut bytes)?;
        let places = part(&mut bytes)?;
        take(std::str::from_utf8(term).map_err(|_| Damaged)?, places)?;
    }
    Ok(())
}

fn part<'a>(bytes: &mut &'a [u8]) -> Result<&'a [u8], Damaged> {
    let length = number(bytes)?;
    let (part, rest) = bytes.split_at_checked(length).ok_or(Damaged)?;
    *bytes = rest;
    Ok(part)
}

fn packed(places: &[usize]) -> Vec<u8> {
    let mut bytes = Vec::new();
    if places.len() < BITS_FROM {
        let mut last = 0;
        for at in places {
            put(&mut bytes, at - last);
            last = *at;
        }
    }
    if places.len() >= BITS_FROM || bytes.len() >= BITS_FROM {
        let mut hits = Hits::none();
        places.iter().for_each(|at| hits.set(*at));
        bytes = hits.bytes();
    }
    bytes
}

fn unpacked(mut bytes: &[u8]) -> Result<Hits, Damaged> {
    if bytes.len() == BITS_FROM {
        return Ok(Hits::from_bytes(bytes));
    }
    let mut hits = Hits::none();
    let mut at = 0;
    while !bytes.is_empty() {
        at += number(&mut bytes)?;
        if at >= BLOCK_RECORDS {
            return Err(Damaged);
        }
        hits.set(at);
    }
    Ok(hits)
}

fn put(bytes: &mut Vec<u8>, mut number: usize) {
    while number >= 128 {
        bytes.push((number & 127) as u8 | 128);
        number >>= 7;
    }
    bytes.push(number as u8);
}

fn number(bytes: &mut &[u8]) -> Result<usize, Damaged> {
    let mut number = 0;
    for shift in [0, 7, 14, 21] {
        let (first, rest) = bytes.split_first().ok_or(Damaged)?;
        *bytes = rest;
        number |= usize::from(first & 127) << shift;
        if *first < 128 {
            return Ok(number);
        }
    }
    Err(Damaged)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn of(buckets: &[(i64, Vec<u8>)], wanted: &Wanted) -> Hits {
        let number = bucket(&wanted.term);
        let found = buckets.iter().find(|(at, _)| *at == number);
        found.map_or(Hits::none(), |(_, bytes)| find(bytes, wanted).unwrap())
    }

    #[test]
    fn terms_of_nearly_all_and_of_few_are_found() {
        let records: Vec<Vec<String>> = (0..BLOCK_RECORDS)
            .map(|n| vec!["h街道".to_owned(), format!("n{n}"), format!("i{}", n % 7)])
            .collect();
        let buckets = write(&records);
        let wanted = |term: &str| Wanted {
            term: term.to_owned(),
            beginning: false,
        };
        assert_eq!(of(&buckets, &wanted("h街道")).count(), BLOCK_RECORDS);
        assert_eq!(of(&buckets, &wanted("n4095")).falling().next(), Some(4095));
        assert_eq!(
            of(&buckets, &wanted("i0")).count(),
            BLOCK_RECORDS.div_ceil(7)
        );
        assert!(find(&[3, b'x'], &wanted("x")).is_err());
    }

    proptest! {
        #[test]
        fn a_block_finds_what_looking_at_each_record_finds(
            texts in prop::collection::vec("[井盖路灯坏了a-c1-3 ]{0,12}", 0..30),
            question in "[井盖路灯坏a-c1-3 ]{0,5}",
        ) {
            let query = crate::Query::read(&question, &crate::Aliases::default());
            let records: Vec<Vec<String>> = texts.iter().map(|t| crate::terms(t)).collect();
            let buckets = write(&records);
            let hits = query.evaluate(&mut |wanted| of(&buckets, wanted));
            for (at, text) in texts.iter().enumerate() {
                prop_assert_eq!(hits.has(at), query.matches(text), "{}", text);
            }
            let mut back = vec![vec![]; records.len()];
            for (_, bytes) in &buckets {
                read(bytes, &mut back).unwrap();
            }
            back.iter_mut().for_each(|terms| terms.sort());
            prop_assert_eq!(back, records);
        }

        #[test]
        fn any_bytes_are_read_or_refused(bytes in prop::collection::vec(any::<u8>(), 0..60)) {
            let wanted = Wanted { term: "h井".to_owned(), beginning: true };
            let _ = find(&bytes, &wanted);
            let _ = read(&bytes, &mut vec![vec![]; 3]);
        }
    }
}
