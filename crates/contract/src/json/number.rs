//! The number that JavaScript has for one as it is written.

/// Powers of ten that are exact.
const POWERS: [f64; 23] = [
    1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15, 1e16, 1e17, 1e18, 1e19, 1e20,
    1e21, 1e22,
];

/// Digits of an integer that is exact, whatever they are.
const EXACT_DIGITS: usize = 15;

/// The number that is nearest to one as JSON writes it.
#[must_use]
pub fn float(letters: &str) -> f64 {
    of_few_digits(letters).unwrap_or_else(|| of_any(letters))
}

/// The same of what has neither too many digits nor an exponent: their integer is exact, so is a power of ten, and the
/// division of the two is rounded once.
fn of_few_digits(letters: &str) -> Option<f64> {
    let digits = letters.strip_prefix('-').unwrap_or(letters);
    let (mut integer, mut count, mut point) = (0_u64, 0_usize, None);
    for byte in digits.bytes() {
        match byte {
            b'0'..=b'9' => {
                integer = integer.wrapping_mul(10).wrapping_add(u64::from(byte & 0xF));
                count = count.wrapping_add(1);
            }
            b'.' => point = Some(count),
            _ => return None,
        }
    }
    let fraction = count.saturating_sub(point.unwrap_or(count));
    let power = POWERS.get(fraction).filter(|_| count <= EXACT_DIGITS)?;
    #[allow(clippy::cast_precision_loss, reason = "it has so few digits that it is exact")]
    let number = integer as f64 / power;
    Some(if digits.len() < letters.len() { -number } else { number })
}

/// JavaScript's own reading: that of Rust's library is a third as large as all of the contract.
#[cfg(all(target_arch = "wasm32", feature = "js"))]
fn of_any(letters: &str) -> f64 {
    #[link(wasm_import_module = "js")]
    #[allow(unsafe_code, reason = "JavaScript looks at these bytes, and keeps none of them")]
    unsafe extern "C" {
        safe fn read(letters: *const u8, length: usize) -> f64;
    }
    read(letters.as_ptr(), letters.len())
}

#[cfg(not(all(target_arch = "wasm32", feature = "js")))]
fn of_any(letters: &str) -> f64 {
    letters.parse().unwrap_or(f64::NAN)
}

#[cfg(test)]
mod tests {
    use super::{float, of_few_digits};

    #[test]
    fn numbers_are_those_of_the_standard_library() {
        let mut state = 1_u64;
        for _ in 0..100_000 {
            state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            let (digits, point, sign) = (state >> (11 + state % 53), state >> 40 & 7, state >> 60 & 1);
            let text = format!("{}{digits}.{:03}", if sign == 1 { "-" } else { "" }, point * 37);
            assert_eq!(float(&text).to_bits(), text.parse::<f64>().unwrap_or_default().to_bits(), "{text}");
            let text = digits.to_string();
            assert_eq!(float(&text).to_bits(), text.parse::<f64>().unwrap_or_default().to_bits(), "{text}");
        }
        for text in ["0", "-0", "-0.0", "0.1", "1e3", "1E-7", "123456789012345", "0.00000000000001", "1e400"] {
            assert_eq!(float(text).to_bits(), text.parse::<f64>().unwrap_or_default().to_bits(), "{text}");
        }
    }

    #[test]
    fn what_most_contracts_have_needs_nobody_else() {
        for text in ["0", "-12", "150", "0.01", "2147483647", "-180.000000"] {
            assert!(of_few_digits(text).is_some(), "{text}");
        }
    }
}
