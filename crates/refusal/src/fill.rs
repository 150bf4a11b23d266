//! Names in braces, filled in.

/// Fills each name in braces once, left to right, so that braces in what is filled in stay.
pub(crate) fn filled(template: &str, args: &[(&'static str, String)]) -> String {
    let (mut text, mut rest) = (String::new(), template);
    while let Some((before, name, after)) = next_name(rest) {
        text.push_str(before);
        let value = args.iter().find(|(known, _)| *known == name);
        text.push_str(value.map_or("□", |(_, value)| value.as_str()));
        rest = after;
    }
    text + rest
}

fn next_name(text: &str) -> Option<(&str, &str, &str)> {
    let (before, rest) = text.split_once('{')?;
    let (name, after) = rest.split_once('}')?;
    Some((before, name, after))
}

#[cfg(test)]
mod tests {
    use super::filled;

    #[test]
    fn what_is_filled_in_is_not_filled_again() {
        let args = [("a", "{b}".to_owned()), ("b", "2".to_owned())];
        assert_eq!(filled("{a}，{b}，{c}", &args), "{b}，2，□");
        assert_eq!(filled("no names", &args), "no names");
    }
}
