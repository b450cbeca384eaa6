//! `multipart/form-data` (RFC 7578).

/// The fields of a form: name, content, and whether it is a file.
pub(super) type Fields = Vec<(String, Vec<u8>, bool)>;

/// The fields of a form in parts. What is broken is left out.
pub(super) fn read(content_type: &str, body: &[u8]) -> Fields {
    let Some(boundary) = parameter(content_type, "boundary") else {
        return Vec::new();
    };
    let separator = format!("\r\n--{boundary}");
    // The first boundary has no line before it.
    let whole = [b"\r\n", body].concat();
    let mut parts = split(&whole, separator.as_bytes()).skip(1);
    std::iter::from_fn(|| parts.next()).take_while(|part| !part.starts_with(b"--")).filter_map(field).collect()
}

/// A part: its header, an empty line, its content.
fn field(part: &[u8]) -> Option<(String, Vec<u8>, bool)> {
    let part = part.strip_prefix(b"\r\n")?;
    let end = part.windows(4).position(|window| window == b"\r\n\r\n")?;
    let (head, content) = (part.get(..end)?, part.get(end.checked_add(4)?..)?);
    let head = String::from_utf8_lossy(head);
    let (_, disposition) = head
        .split("\r\n")
        .filter_map(|line| line.split_once(':'))
        .find(|(name, _)| name.eq_ignore_ascii_case("content-disposition"))?;
    let name = parameter(disposition, "name")?;
    Some((name, content.to_vec(), parameter(disposition, "filename").is_some()))
}

/// A parameter of a header, with the escapes that browsers write (HTML, "Multipart form data").
fn parameter(header: &str, wanted: &str) -> Option<String> {
    let mut rest = header.split_once(';')?.1;
    loop {
        let (name, after) = rest.split_once('=')?;
        let (value, after) = match after.strip_prefix('"') {
            Some(quoted) => quoted.split_once('"')?,
            None => (after.split(';').next().unwrap_or_default(), after.split_once(';').map_or("", |it| it.1)),
        };
        if name.trim_matches([' ', ';', '\t']).eq_ignore_ascii_case(wanted) {
            return Some(value.trim().replace("%22", "\"").replace("%0D", "\r").replace("%0A", "\n"));
        }
        rest = after.trim_start_matches([';', ' ']);
    }
}

/// The parts of bytes between others.
fn split<'b>(bytes: &'b [u8], separator: &'b [u8]) -> impl Iterator<Item = &'b [u8]> {
    let mut rest = Some(bytes);
    std::iter::from_fn(move || {
        let bytes = rest?;
        let Some(place) = bytes.windows(separator.len()).position(|window| window == separator) else {
            return rest.take();
        };
        rest = bytes.get(place.saturating_add(separator.len())..);
        bytes.get(..place)
    })
}

#[cfg(test)]
mod tests {
    use super::read;

    #[test]
    fn fields_and_files_are_told_apart() {
        let body = "--x\r\nContent-Disposition: form-data; name=\"a b\"\r\n\r\n1\r\n2\r\n--x\r\n\
                    content-disposition: form-data; filename=\"n.png\"; name=f\r\n\
                    Content-Type: image/png\r\n\r\n--\r\n--x--\r\n";
        let fields = read("multipart/form-data; boundary=x", body.as_bytes());
        assert_eq!(fields, [("a b".to_owned(), b"1\r\n2".to_vec(), false), ("f".to_owned(), b"--".to_vec(), true)]);
        assert_eq!(read("multipart/form-data; charset=utf-8; boundary=\"x\"", body.as_bytes()).len(), 2);
    }

    #[test]
    fn what_is_broken_has_no_fields() {
        for body in ["", "--x", "--x\r\n", "--x\r\n\r\n\r\n--x--", "--x\r\nContent-Disposition: form-data\r\n\r\n--x--"]
        {
            assert!(read("multipart/form-data; boundary=x", body.as_bytes()).is_empty(), "{body}");
        }
        assert!(read("multipart/form-data", b"--\r\n").is_empty());
    }
}
