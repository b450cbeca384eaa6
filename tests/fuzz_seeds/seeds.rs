//! The seeds of a target: `fuzz/seeds/<target>.txt`. A seed is what stands between a line `=== its-name` and the next,
//! or the end of the file; after `=== its-name (escaped)`, as the words of `fuzz/dictionary.txt` are escaped. The
//! script `scripts/fuzz/seeds.mjs` reads the same.

use std::fs;

/// The seeds of a target, by name.
pub fn seeds(target: &str) -> Vec<(String, Vec<u8>)> {
    let path = super::fuzz("seeds").join(format!("{target}.txt"));
    let file = fs::read_to_string(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
    read(&file)
}

fn read(file: &str) -> Vec<(String, Vec<u8>)> {
    let mut seeds: Vec<(&str, Vec<&str>)> = Vec::new();
    for line in file.strip_suffix('\n').unwrap_or(file).split('\n') {
        match line.strip_prefix("=== ") {
            Some(head) => seeds.push((head, Vec::new())),
            None => seeds.last_mut().expect("a seed begins with its name").1.push(line),
        }
    }
    let bytes = |(head, lines): (&str, Vec<&str>)| {
        let text = lines.join("\n");
        match head.strip_suffix(" (escaped)") {
            Some(name) => (name.to_owned(), unescaped(&text)),
            None => (head.to_owned(), text.into_bytes()),
        }
    };
    seeds.into_iter().map(bytes).collect()
}

/// A text as the bytes that it stands for: `\xff` is a byte, a backslash before anything else stands for that.
pub fn unescaped(text: &str) -> Vec<u8> {
    let mut bytes = text.bytes();
    let mut unescaped = Vec::new();
    while let Some(byte) = bytes.next() {
        let escaped = if byte == b'\\' { bytes.next() } else { None };
        unescaped.push(match escaped {
            None => byte,
            Some(b'x') => {
                let digits = [bytes.next().unwrap(), bytes.next().unwrap()];
                u8::from_str_radix(std::str::from_utf8(&digits).unwrap(), 16).unwrap()
            }
            Some(other) => other,
        });
    }
    unescaped
}

#[test]
fn seeds_are_what_stands_between_their_names() {
    let file = "=== nothing\n\n=== lines\na\n---\n\nb\n\n=== bytes (escaped)\n\\x00\\\\\\xff\n";
    let expected: [(&str, &[u8]); 3] = [("nothing", b""), ("lines", b"a\n---\n\nb\n"), ("bytes", b"\0\\\xff")];
    assert_eq!(read(file), expected.map(|(name, bytes)| (name.to_owned(), bytes.to_vec())));
}
