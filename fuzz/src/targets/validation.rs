//! A value and a schema, before both judges. Parts: the definitions, of which `S` is what the value is held against;
//! the value, in JSON. What does not begin with a brace is choices instead, of which both are made.

use sne_cotation_reference::compare::differences;
use sne_cotation_reference::draw::case;
use sne_cotation_reference::draws::Draws;

use crate::input::parts;

/// The validator tells what the reference tells, of the text as a whole and however it is cut into pieces.
pub fn run(data: &[u8]) {
    let [definitions, value] =
        if data.starts_with(b"{") { parts(data) } else { case(&mut Draws::of_bytes(data)).into() };
    let found = differences(&definitions, &value);
    assert!(found.is_empty(), "{}\n{definitions}\n{value}", found.join("\n"));
}
