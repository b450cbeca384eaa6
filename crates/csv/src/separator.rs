//! What separates the fields of a file: spreadsheets write `;` where a comma is the decimal sign, and `,` elsewhere.

/// Signs that may, the likeliest first.
const SIGNS: [u8; 3] = [b';', b',', b'\t'];

/// The sign that separates the fields of a file that begins so: the one that there is most of in the first line,
/// outside of quotes.
///
/// ```
/// use sne_cotation_csv::separator_of;
///
/// assert_eq!(separator_of("numero;\"nom, prénom\"\n1;a"), b';');
/// assert_eq!(separator_of("numero,nom\n1;2;3,a"), b',');
/// ```
#[must_use]
pub fn separator_of(beginning: &str) -> u8 {
    let mut counts = [0_u32; SIGNS.len()];
    let mut is_quoted = false;
    for byte in beginning.bytes() {
        match byte {
            b'"' => is_quoted = !is_quoted,
            b'\n' | b'\r' if !is_quoted => break,
            _ if is_quoted => {}
            _ => {
                for (count, sign) in counts.iter_mut().zip(SIGNS) {
                    *count = count.saturating_add(u32::from(byte == sign));
                }
            }
        }
    }
    let most = counts.iter().zip(SIGNS).rev().max_by_key(|(count, _)| **count);
    most.map_or(b';', |(_, sign)| sign)
}

#[cfg(test)]
mod tests {
    use super::separator_of;

    #[test]
    fn the_most_frequent_sign_of_the_first_line_separates() {
        for (text, sign) in [
            ("", b';'),
            ("numero", b';'),
            ("a;b;c", b';'),
            ("a,b", b','),
            ("a\tb", b'\t'),
            ("\"a;b;c\",d\n1;2;3", b','),
            ("\"a\nb;c;d\",e;f", b';'),
            ("\"a \"\";\"\" b\",c\r\nx;y;z", b','),
            ("a;b,c", b';'),
        ] {
            assert_eq!(char::from(separator_of(text)), char::from(sign), "{text:?}");
        }
    }
}
