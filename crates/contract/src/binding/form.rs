//! Fields of forms and of queries: files where the contract takes them, several parts under one name, and objects, for
//! which Swagger 2.0 has no rule.

use super::Binding;
use super::value::of_items;
use crate::collection;
use crate::error::Error;
use crate::flat::{Kind, Value, ValueRef, whole};
use crate::json::printer::print;
use crate::parameter::Place;
use crate::pointer::Pointer;
use crate::reason::Reason;

impl<'c> Binding<'c> {
    /// Looks whether a value is what the contract says of a parameter. A file in a form is what it is: only whether one
    /// is taken there can be said.
    pub(super) fn check(&mut self, into: Place, schema: Value<'c>, given: Value<'_>, place: &Pointer<'_>) {
        let is_in_form = into == Place::Form;
        if is_in_form && given.kind() == Kind::File && takes_file(schema) {
            return;
        }
        if is_in_form && has_file(given) && schema.text_field("type") == Some("array") {
            self.check_count(schema, given, place);
            for (number, item) in given.items().enumerate() {
                self.check(into, of_items(schema), item, &Pointer::Item(place, number));
            }
            return;
        }
        self.validator.look_at_form(is_in_form);
        self.validator.check(schema, given, place);
        self.validator.look_at_form(false);
    }

    /// Looks at how many files are given: of what is in them, JSON knows nothing.
    fn check_count(&mut self, schema: Value<'_>, given: Value<'_>, place: &Pointer<'_>) {
        let count = u64::from(given.len());
        let [most, fewest] = ["maxItems", "minItems"].map(|keyword| schema.part(keyword));
        let broken = [
            (Reason::RuleMaxItems, most, whole(most).is_some_and(|most| count > most)),
            (Reason::RuleMinItems, fewest, whole(fewest).is_some_and(|fewest| count < fewest)),
        ];
        for (rule, limit, _) in broken.into_iter().filter(|(_, _, is_broken)| *is_broken) {
            self.validator.add(Error::at(rule, place).with("limit", limit.letters()));
        }
    }

    /// What is given for a field of a query or of a form: a file, a text, or several under one name. There is no other
    /// way to send several files. An object in a form is sent as JSON, and so is a list of objects, unless each item
    /// goes under that name by itself.
    pub(super) fn word(&mut self, into: Place, schema: Value<'c>, given: Value<'_>, place: &Pointer<'_>) -> ValueRef {
        if into == Place::Form && given.kind() == Kind::File {
            self.has_file = true;
            return given.word();
        }
        let is_multi = collection::of(schema) == "multi";
        let is_of_objects = |item| Self::takes_object(schema.part("items"), item);
        let is_list = given.kind() == Kind::Array && !has_file(given) && !is_multi;
        if into == Place::Form && (Self::takes_object(schema, given) || (is_list && given.items().any(is_of_objects))) {
            return self.json(given);
        }
        if given.kind() != Kind::Array || !(is_multi || (into == Place::Form && has_file(given))) {
            return self.text(schema, given, place).map_or(given.word(), |text| self.writer.text(&text));
        }
        let mut words = Vec::new();
        for (number, item) in given.items().enumerate() {
            if into == Place::Form && item.kind() == Kind::File {
                self.has_file = true;
                words.push(item.word());
            } else if into == Place::Form && is_of_objects(item) {
                words.push(self.json(item));
            } else if let Some(text) = self.text(of_items(schema), item, &Pointer::Item(place, number)) {
                words.push(self.writer.text(&text));
            }
        }
        self.writer.array(&words)
    }

    /// A value as a text in JSON.
    fn json(&mut self, given: Value<'_>) -> ValueRef {
        let mut json = Vec::new();
        print(given, &mut json);
        self.writer.text(&String::from_utf8(json).unwrap_or_default())
    }

    /// Whether an object is given where the contract has none of the types that Swagger 2.0 knows there.
    pub(super) fn takes_object(schema: Value<'_>, given: Value<'_>) -> bool {
        let is_scalar = |kind| matches!(kind, "string" | "number" | "integer" | "boolean" | "array" | "file");
        given.kind() == Kind::Object && !schema.text_field("type").is_some_and(is_scalar)
    }

    /// Puts an object into the query: each of its fields by its own name, as `OpenAPI` 3 does it and Java's servers
    /// read it.
    pub(super) fn spread(&mut self, given: Value<'_>, place: &Pointer<'_>) {
        let none = self.validator.contract.document.value(ValueRef(0));
        for (name, field) in given.fields().filter(|(_, field)| !field.is_null()) {
            let place = &Pointer::Field(place, name);
            let mut words = Vec::new();
            for (number, item) in items_of(field).enumerate() {
                let inside = Pointer::Item(place, number);
                let place = if field.kind() == Kind::Array { &inside } else { place };
                if let Some(text) = self.text(none, item, place) {
                    words.push(self.writer.text(&text));
                }
            }
            let list = self.writer.array(&words);
            self.fields_of_objects.push((name.to_owned(), list));
        }
    }

    /// Whether the operation has a field that may be a file.
    pub(super) fn may_have_file(&self) -> bool {
        let fields = self.operation.parameters.iter().filter(|parameter| parameter.place == Place::Form);
        let mut schemas = fields.map(|field| self.validator.contract.document.value(field.schema));
        schemas.any(|schema| takes_file(schema) || takes_file(schema.part("items")))
    }
}

/// Whether a schema takes a file: by its type, or as what it means elsewhere.
fn takes_file(schema: Value<'_>) -> bool {
    match schema.text_field("type") {
        Some("file") => true,
        Some("string") => schema.text_field("format") == Some("binary"),
        _ => false,
    }
}

/// The items of a list, or the one value.
fn items_of(given: Value<'_>) -> impl Iterator<Item = Value<'_>> {
    let is_list = given.kind() == Kind::Array;
    given.items().filter(move |_| is_list).chain((!is_list).then_some(given))
}

fn has_file(given: Value<'_>) -> bool {
    given.kind() == Kind::Array && given.items().any(|item| item.kind() == Kind::File)
}
