//! Elements written one after another. Any text is made fit for XML here, and only here.

use quick_xml::Writer;
use quick_xml::events::{BytesDecl, BytesEnd, BytesStart, BytesText, Event};

/// Attributes of an element.
pub(super) type Attrs<'a> = &'a [(&'a str, &'a str)];

/// A part of a package under way.
pub(super) struct Xml(Writer<Vec<u8>>);

impl Xml {
    pub fn new() -> Self {
        let mut xml = Self(Writer::new(Vec::new()));
        let decl = BytesDecl::new("1.0", Some("UTF-8"), Some("yes"));
        xml.put(Event::Decl(decl));
        xml
    }

    /// An element with what is in it.
    pub fn with(&mut self, name: &str, attrs: Attrs<'_>, inside: impl FnOnce(&mut Self)) {
        self.put(Event::Start(start(name, attrs)));
        inside(self);
        self.put(Event::End(BytesEnd::new(name)));
    }

    /// An element with nothing in it.
    pub fn leaf(&mut self, name: &str, attrs: Attrs<'_>) {
        self.put(Event::Empty(start(name, attrs)));
    }

    /// An element with one value.
    pub fn val(&mut self, name: &str, value: &str) {
        self.leaf(name, &[("w:val", value)]);
    }

    /// An element that holds text.
    pub fn text(&mut self, name: &str, attrs: Attrs<'_>, text: &str) {
        self.with(name, attrs, |xml| {
            let text = clean(text);
            xml.put(Event::Text(BytesText::new(&text)));
        });
    }

    pub fn done(self) -> Vec<u8> {
        self.0.into_inner()
    }

    fn put(&mut self, event: Event<'_>) {
        // Memory takes whatever is written to it.
        let _ = self.0.write_event(event);
    }
}

fn start<'a>(name: &'a str, attrs: Attrs<'_>) -> BytesStart<'a> {
    let mut start = BytesStart::new(name);
    for (key, value) in attrs {
        let value = clean(value).replace('\n', " ");
        start.push_attribute((*key, value.as_str()));
    }
    start
}

/// Without the characters that XML 1.0 cannot hold.
pub(super) fn clean(text: &str) -> String {
    let fits = |c: &char| match c {
        '\t' | '\n' => true,
        '\u{fffe}' | '\u{ffff}' => false,
        c => *c >= ' ',
    };
    text.chars().filter(fits).collect()
}
