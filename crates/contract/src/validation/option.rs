//! The option `validate`, of `create` and of a call: what is validated, and what comes of a mistake.

use super::Flags;
use crate::error::Error;
use crate::flat::{Kind, Value, ValueRef};
use crate::reason::Reason;
use crate::writer::Writer;
use sne_cotation_common::names::shown;
use sne_cotation_common::text;

/// What a mistake can be: a failure, an event, or not looked for.
const MODES: &str = "error, event, off";
/// What integers of an answer can become, other than numbers.
const INTEGERS: &str = "number, text, bigint";
/// What messages show.
const KNOWN: &str = "request, response: error, event, off; values: true, false; validate: true, false";

/// What is wanted of the validation of a call.
#[derive(Clone, Copy)]
struct Wanted<'v> {
    request: &'v str,
    response: &'v str,
    values: bool,
    integers: &'v str,
}

/// What is wanted when nothing is said: a mistake of the caller's is told before it leaves, one of the API's loses no
/// answer.
const USUAL: Wanted<'static> = Wanted { request: "error", response: "event", values: false, integers: "number" };

/// Reads the options, given as `[validate, before, integers]`: `before` is what this gave for the client, in place of
/// what is usual.
///
/// Gives `{ request, response, values, ofRequest, ofAnswer, integers? }`; the two in between are [`Flags`].
pub fn read_option(told: Value<'_>) -> Result<Writer, Error> {
    let mut parts = told.items();
    let [given, before, integers] = [parts.next(), parts.next(), parts.next()];
    let [given, before, integers] = [given, before, integers].map(|part| part.filter(|part| !part.is_null()));
    if given.or(before).or(integers).is_none() { Ok(USUAL.written()) } else { read_given(given, before, integers) }
}

/// The same where something is given.
// A part of the wasm begins here (scripts/build/wasm.mjs).
#[inline(never)]
fn read_given(
    given: Option<Value<'_>>,
    before: Option<Value<'_>>,
    integers: Option<Value<'_>>,
) -> Result<Writer, Error> {
    let before = before.map_or(USUAL, Wanted::again);
    let wanted = match given {
        Some(given) => before.with(given)?,
        None => before,
    };
    let Some(integers) = integers else { return Ok(wanted.written()) };
    let known = integers.text().filter(|kind| text::place(INTEGERS, kind).is_some());
    let integers = known.ok_or_else(|| Error::new(Reason::IntegersOption).with("known", INTEGERS))?;
    Ok(Wanted { integers, ..wanted }.written())
}

impl<'v> Wanted<'v> {
    /// What was written before.
    fn again(written: Value<'v>) -> Self {
        let mode = |name, usual| written.text_field(name).unwrap_or(usual);
        let [request, response] = [mode("request", USUAL.request), mode("response", USUAL.response)];
        Self { request, response, values: written.flag("values"), integers: mode("integers", USUAL.integers) }
    }

    /// The same, but for what is given. `true` is "error" and `false` is "off", both ways.
    fn with(self, given: Value<'v>) -> Result<Self, Error> {
        match given.kind() {
            Kind::Null => return Ok(self),
            Kind::True => return Ok(Self { request: "error", response: "error", ..self }),
            Kind::False => return Ok(Self { request: "off", response: "off", ..self }),
            Kind::Object => {}
            _ => return Err(refused("validate")),
        }
        if let Some((other, _)) =
            given.fields().find(|(name, _)| text::place("request, response, values", name).is_none())
        {
            return Err(refused(shown(other)));
        }
        let values = given.get("values");
        if values.is_some_and(|values| !matches!(values.kind(), Kind::True | Kind::False)) {
            return Err(refused("values"));
        }
        Ok(Self {
            request: mode(given, "request", self.request)?,
            response: mode(given, "response", self.response)?,
            values: values.map_or(self.values, Value::is_true),
            ..self
        })
    }

    fn written(self) -> Writer {
        let mut writer = Writer::default();
        let validates = Flags { validates: true, shows_values: self.values, ..Flags::default() };
        let of_request = match self.request {
            "error" => validates,
            "event" => Flags { tolerates: true, ..validates },
            _ => Flags::default(),
        };
        let of_answer = Flags { keeps_integers: self.integers != USUAL.integers, ..validates };
        let mut fields: Vec<(&str, ValueRef)> = vec![
            ("request", writer.text(self.request)),
            ("response", writer.text(self.response)),
            ("values", writer.boolean(self.values)),
            ("ofRequest", writer.whole(u64::from(of_request.number()))),
            ("ofAnswer", writer.whole(u64::from(of_answer.number()))),
        ];
        if of_answer.keeps_integers {
            fields.push(("integers", writer.text(self.integers)));
        }
        let whole = writer.object(&fields);
        writer.finish(whole)
    }
}

/// A mode that is given, or what it is otherwise.
fn mode<'v>(given: Value<'v>, name: &str, otherwise: &'v str) -> Result<&'v str, Error> {
    let Some(mode) = given.get(name) else { return Ok(otherwise) };
    mode.text().filter(|mode| text::place(MODES, mode).is_some()).ok_or_else(|| refused(name))
}

fn refused(option: &str) -> Error {
    Error::new(Reason::ValidateOption).with("option", option).with("known", KNOWN)
}
