//! `WWW-Authenticate`: as it comes, and as one that is made of names and values, a line each.

use sne_cotation::core::headers::challenge_parameter;

use crate::input::text;

/// What is found is a part of the header; of a well-formed header, everything is found, and nothing else.
pub fn run(data: &[u8]) {
    let text = text(data);
    for name in ["error", "error_description", "realm", "", "=", "é"] {
        let found = challenge_parameter(&text, name);
        assert_eq!(found, challenge_parameter(&text, name));
        assert!(found.is_none_or(|value| text.contains(value)));
    }
    finds_everything(&parameters(&text));
}

/// Names that HTTP allows, the first of each, with values that can be quoted.
fn parameters(text: &str) -> Vec<(&str, String)> {
    let mut parameters: Vec<(&str, String)> = Vec::new();
    for (name, value) in text.lines().filter_map(|line| line.split_once('=')) {
        let is_name = !name.is_empty() && name.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'_');
        let is_new = parameters.iter().all(|(known, _)| !known.eq_ignore_ascii_case(name));
        if is_name && is_new {
            parameters.push((name, value.replace('\\', "\\\\").replace('"', "\\\"")));
        }
    }
    parameters
}

fn finds_everything(parameters: &[(&str, String)]) {
    for (separator, around) in [(",", "="), (", ", " = "), (" ,\t", "=")] {
        let pairs = parameters.iter().map(|(name, value)| format!("{name}{around}\"{value}\""));
        let header = format!("Bearer {}", pairs.collect::<Vec<_>>().join(separator));
        // The end of a name may be the name of another, or of none.
        for (name, _) in parameters {
            for end in (0..name.len()).map(|start| &name[start..]) {
                let value = parameters.iter().find(|(known, _)| known.eq_ignore_ascii_case(end));
                let value = value.map(|(_, value)| value.as_str());
                assert_eq!(challenge_parameter(&header, end), value, "{end} in {header:?}");
            }
        }
    }
}
