//! Width and height of a picture whose structure holds to its end; none where it does not.

type Size = Option<(u32, u32)>;

/// Most chunks, segments or boxes walked.
const PARTS_MAX: usize = 100_000;

fn be32(bytes: &[u8], at: usize) -> Option<u32> {
    let four = bytes.get(at..at.checked_add(4)?)?;
    four.try_into().ok().map(u32::from_be_bytes)
}

fn be16(bytes: &[u8], at: usize) -> Option<u16> {
    let two = bytes.get(at..at.checked_add(2)?)?;
    two.try_into().ok().map(u16::from_be_bytes)
}

fn le24(bytes: &[u8], at: usize) -> Option<u32> {
    let three = bytes.get(at..at.checked_add(3)?)?;
    Some(u32::from_le_bytes([three[0], three[1], three[2], 0]))
}

/// IHDR first, pixels (IDAT), IEND last; each chunk inside the file.
pub(super) fn png(bytes: &[u8]) -> Size {
    if !bytes.starts_with(b"\x89PNG\r\n\x1a\n") || bytes.get(12..16)? != b"IHDR" {
        return None;
    }
    let size = (be32(bytes, 16)?, be32(bytes, 20)?);
    let depth = *bytes.get(24)?;
    let known = matches!(bytes.get(25)?, 0 | 2 | 3 | 4 | 6);
    if be32(bytes, 8)? != 13 || !known || !matches!(depth, 1 | 2 | 4 | 8 | 16) {
        return None;
    }
    let (mut at, mut pixels) = (8, false);
    for _ in 0..PARTS_MAX {
        let length = be32(bytes, at)? as usize;
        let name = bytes.get(at + 4..at + 8)?;
        let end = at.checked_add(12)?.checked_add(length)?;
        if end > bytes.len() {
            return None;
        }
        match name {
            b"IDAT" => pixels |= length > 0,
            b"IEND" => return pixels.then_some(size),
            _ => {}
        }
        at = end;
    }
    None
}

/// Segments up to the first scan with a frame among them, and an end of image behind it.
pub(super) fn jpeg(bytes: &[u8]) -> Size {
    if !bytes.starts_with(b"\xff\xd8") {
        return None;
    }
    let (mut at, mut size) = (2, None);
    for _ in 0..PARTS_MAX {
        if *bytes.get(at)? != 0xff {
            return None;
        }
        let marker = *bytes.get(at + 1)?;
        if marker == 0xff {
            at += 1;
            continue;
        }
        if matches!(marker, 0x01 | 0xd0..=0xd7) {
            at += 2;
            continue;
        }
        let length = usize::from(be16(bytes, at + 2)?);
        let end = at + 2 + length;
        if length < 2 || end > bytes.len() {
            return None;
        }
        match marker {
            0xc0..=0xcf if !matches!(marker, 0xc4 | 0xc8 | 0xcc) => {
                let (height, width) = (be16(bytes, at + 5)?, be16(bytes, at + 7)?);
                size = Some((u32::from(width), u32::from(height)));
            }
            0xda => {
                let rest = &bytes[end..];
                let ends = rest.windows(2).position(|two| two == b"\xff\xd9");
                return size.filter(|_| ends.is_some_and(|pixels| pixels > 0));
            }
            0xd8 | 0xd9 => return None,
            _ => {}
        }
        at = end;
    }
    None
}

/// A RIFF as long as it says, whose first chunk is a known one.
pub(super) fn webp(bytes: &[u8]) -> Size {
    let le32 = |at: usize| -> Option<u32> {
        let four = bytes.get(at..at + 4)?;
        four.try_into().ok().map(u32::from_le_bytes)
    };
    let riff = usize::try_from(le32(4)?).ok()?.checked_add(8)?;
    let chunk = usize::try_from(le32(16)?).ok()?.checked_add(20)?;
    if !bytes.starts_with(b"RIFF") || bytes.get(8..12)? != b"WEBP" {
        return None;
    }
    if riff > bytes.len() || chunk > bytes.len() {
        return None;
    }
    match bytes.get(12..16)? {
        b"VP8X" => Some((le24(bytes, 24)? + 1, le24(bytes, 27)? + 1)),
        b"VP8L" if *bytes.get(20)? == 0x2f => {
            let bits = le32(21)?;
            Some(((bits & 0x3fff) + 1, ((bits >> 14) & 0x3fff) + 1))
        }
        b"VP8 " if bytes.get(23..26)? == b"\x9d\x01\x2a" => {
            let side = |at: usize| le24(bytes, at).map(|n| n & 0x3fff);
            Some((side(26)?, side(28)?))
        }
        _ => None,
    }
}

/// Boxes from end to end with `meta` and picture data; the size is that of the largest item.
pub(super) fn heif(bytes: &[u8]) -> Size {
    let top = boxes(bytes)?;
    let has_data = top
        .iter()
        .any(|(name, body)| name == b"mdat" && !body.is_empty());
    let (_, meta) = top.iter().find(|(name, _)| name == b"meta")?;
    let properties = boxes(meta.get(4..)?)?;
    let (_, iprp) = properties.iter().find(|(name, _)| name == b"iprp")?;
    let iprp = boxes(iprp)?;
    let (_, ipco) = iprp.iter().find(|(name, _)| name == b"ipco")?;
    let sizes = boxes(ipco)?.into_iter().filter(|(name, _)| name == b"ispe");
    sizes
        .filter_map(|(_, body)| Some((be32(body, 4)?, be32(body, 8)?)))
        .max_by_key(|(w, h)| u64::from(*w) * u64::from(*h))
        .filter(|_| has_data)
}

type Boxes<'a> = Vec<([u8; 4], &'a [u8])>;

/// Name and body of each box; none where one leaves its room.
fn boxes(bytes: &[u8]) -> Option<Boxes<'_>> {
    let (mut at, mut found) = (0, Vec::new());
    while at < bytes.len() {
        let name: [u8; 4] = bytes.get(at + 4..at + 8)?.try_into().ok()?;
        let (head, length) = match be32(bytes, at)? {
            0 => (8, bytes.len() - at),
            1 => {
                let long = bytes.get(at + 8..at + 16)?.try_into().ok()?;
                (16, usize::try_from(u64::from_be_bytes(long)).ok()?)
            }
            short => (8, short as usize),
        };
        let end = at.checked_add(length)?;
        if length < head || end > bytes.len() || found.len() == PARTS_MAX {
            return None;
        }
        found.push((name, &bytes[at + head..end]));
        at = end;
    }
    Some(found)
}
