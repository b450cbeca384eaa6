//! The reference: what is wrong with a value, by schemas of a contract.

use std::collections::BTreeSet;

use sne_cotation_contract::validation::Direction;

use crate::json::Json;
use crate::keywords::{broken, is_imprecise, is_of_types, is_text_of_bytes, types};
use crate::schemas::{Schemas, contains, gives, own};

/// Where something is wrong, as a JSON Pointer, and by which rule.
pub type Mistakes = BTreeSet<(String, String)>;

/// What is wrong with a value by a schema. `integers` says that those beyond 2^53 are taken as they are written.
pub fn judge(document: &Json, schema: &Json, value: &Json, direction: Direction, integers: bool) -> Mistakes {
    let mut reference = Reference { schemas: Schemas(document), direction, integers, mistakes: Mistakes::new() };
    reference.judge(&[schema], value, "", &[]);
    reference.mistakes
}

/// Whether `null` is a value for a schema.
pub fn allows_null(document: &Json, schema: &Json) -> bool {
    let found = judge(document, schema, &Json::Null, Direction::Answer, false);
    !found.contains(&(String::new(), "type".to_owned()))
}

struct Reference<'d> {
    schemas: Schemas<'d>,
    direction: Direction,
    integers: bool,
    mistakes: Mistakes,
}

impl<'d> Reference<'d> {
    fn tell(&mut self, pointer: &str, rule: &str) {
        self.mistakes.insert((pointer.to_owned(), rule.to_owned()));
    }

    /// Holds a value against the schemas of some places of the contract. `around` is what the examples of what it is in
    /// have at its place.
    fn judge(&mut self, sites: &[&'d Json], value: &Json, pointer: &str, around: &[&'d Json]) {
        let given = [around, &self.schemas.given(sites)].concat();
        let is_given = gives(&given, value);
        let is_of_given_kind = is_given || has_kind(&given, value);
        let mut schemas = Vec::new();
        for site in sites {
            self.hold(site, value, pointer, is_of_given_kind, &mut schemas);
        }
        if let Json::Object(_) = value {
            self.discriminate(value, pointer, &mut schemas, around);
        }
        for schema in &schemas {
            if !self.integers && is_imprecise(schema, value) {
                self.tell(pointer, "precision");
            } else if !is_given {
                for rule in broken(schema, value) {
                    self.tell(pointer, rule);
                }
            }
        }
        let around: Vec<&Json> = around.iter().copied().chain(schemas.iter().flat_map(|it| own(it))).collect();
        match value {
            Json::Array(items) => self.items(&schemas, items, pointer, &around),
            Json::Object(_) => self.fields(&schemas, value, pointer, &around),
            _ => {}
        }
    }

    /// Adds a schema, and those of its `allOf`, to those that say something of a value: not where `null` passes, nor
    /// where the value is of another type.
    fn hold(&mut self, site: &'d Json, value: &Json, pointer: &str, is_given: bool, schemas: &mut Vec<&'d Json>) {
        let (resolved, is_nullable) = self.schemas.resolved(site);
        let Some(schema) = resolved.filter(|_| !(is_nullable && *value == Json::Null)) else { return };
        if !is_of_types(schema, value) && !is_text_of_bytes(schema, value) {
            // There is no file in JSON: what stands for one is anything.
            if !is_given && !types(schema).contains(&"file") {
                self.tell(pointer, "type");
            }
            return;
        }
        if !contains(schemas, schema) {
            schemas.push(schema);
            for part in schema.get("allOf").items() {
                self.hold(part, value, pointer, is_given, schemas);
            }
        }
    }

    /// Adds the definitions that an object says that it is, and what these have it say.
    fn discriminate(&mut self, value: &Json, pointer: &str, schemas: &mut Vec<&'d Json>, around: &[&'d Json]) {
        let mut place = 0;
        while let Some(schema) = schemas.get(place).copied() {
            place += 1;
            let name = schema.get("discriminator").text();
            let Some((name, given)) = name.and_then(|name| value.fields()?.get_key_value(name)) else { continue };
            let named = given.text().map(|text| self.schemas.named(text, schema)).unwrap_or_default();
            match named[..] {
                // Which of several is meant, nobody can tell.
                [definition] => {
                    let own = self.schemas.given(&[definition]);
                    let of_schemas = schemas.iter().flat_map(|it| self::own(it));
                    let all: Vec<_> = around.iter().copied().chain(own).chain(of_schemas).collect();
                    self.hold(definition, value, pointer, has_kind(&all, value), schemas);
                }
                [] if !self.has_values(schemas, name, given) && !self.schemas.is_alone(schema) => {
                    self.tell(&below(pointer, name), "discriminator");
                }
                _ => {}
            }
        }
    }

    /// Whether a field has values of its own that are no names, or the contract gives that one for it.
    fn has_values(&self, schemas: &[&'d Json], name: &str, given: &Json) -> bool {
        let sites = self.field(schemas, name).sites;
        let is_own = given.text().is_some() && gives(&self.schemas.given(&sites), given);
        self.schemas.has(&sites, "enum") || is_own || !self.takes_texts(&sites)
    }

    /// Whether a text is of the types of all schemas of some places.
    fn takes_texts(&self, sites: &[&'d Json]) -> bool {
        let text = Json::Text(String::new());
        let takes = |schema: &&Json| is_of_types(schema, &text) || is_text_of_bytes(schema, &text);
        self.schemas.about(sites).iter().all(takes)
    }

    fn items(&mut self, schemas: &[&'d Json], items: &[Json], pointer: &str, around: &[&'d Json]) {
        for (place, item) in items.iter().enumerate() {
            let around: Vec<_> = around.iter().filter_map(|one| one.items().get(place)).collect();
            let mut sites = Vec::new();
            let own = below(pointer, &place.to_string());
            for schema in schemas {
                match schema.get("items") {
                    Json::Array(list) => match (list.get(place), schema.get("additionalItems")) {
                        (Some(site), _) | (None, site @ Json::Object(_)) => sites.push(site),
                        (None, Json::Bool(false)) if !is_plain_of(&around, item) => self.tell(&own, "additionalItems"),
                        _ => {}
                    },
                    site => sites.push(site),
                }
            }
            self.judge(&sites, item, &own, &around);
        }
    }

    fn fields(&mut self, schemas: &[&'d Json], value: &Json, pointer: &str, around: &[&'d Json]) {
        let fields = value.fields().into_iter().flatten();
        for schema in schemas {
            for name in schema.get("required").items().iter().filter_map(Json::text) {
                let is_absent = value.fields().is_some_and(|fields| !fields.contains_key(name));
                let lacks = |one: &&Json| one.fields().is_some_and(|fields| !fields.contains_key(name));
                if is_absent && !self.is_read_only(&self.field(schemas, name)) && !around.iter().any(lacks) {
                    self.tell(&below(pointer, name), "required");
                }
            }
        }
        for (name, given) in fields {
            let (field, own) = (self.field(schemas, name), below(pointer, name));
            let around: Vec<_> = around.iter().filter_map(|one| one.fields()?.get(name)).collect();
            if is_plain_of(&around, given) {
            } else if field.is_refused {
                self.tell(&own, "additionalProperties");
            } else if self.is_read_only(&field) {
                self.tell(&own, "readOnly");
            }
            self.judge(&field.sites, given, &own, &around);
        }
    }

    /// What schemas say of a field.
    fn field(&self, schemas: &[&'d Json], name: &str) -> Field<'d> {
        let mut field = Field::default();
        let mut is_named = false;
        for schema in schemas {
            let named = schema.get("properties").fields().and_then(|properties| properties.get(name));
            match (named, schema.get("additionalProperties")) {
                (Some(site), _) => {
                    is_named = true;
                    field.sites.push(site);
                    field.is_read_only |= self.schemas.resolved(site).0.is_some_and(|it| it.flag("readOnly"));
                }
                (None, Json::Bool(false)) => field.is_refused = true,
                (None, site @ Json::Object(_)) => field.sites.push(site),
                (None, _) => {}
            }
        }
        // What one of them names is not refused by another.
        field.is_refused &= !is_named;
        field
    }

    fn is_read_only(&self, field: &Field<'_>) -> bool {
        field.is_read_only && self.direction == Direction::Request
    }
}

#[derive(Default)]
struct Field<'d> {
    sites: Vec<&'d Json>,
    is_refused: bool,
    is_read_only: bool,
}

/// Whether one of the values that the contract gives is a list or an object, as a value is.
fn has_kind(given: &[&Json], value: &Json) -> bool {
    given
        .iter()
        .any(|one| matches!((one, value), (Json::Array(_), Json::Array(_)) | (Json::Object(_), Json::Object(_))))
}

/// Whether a value that holds no others is one that the contract gives.
fn is_plain_of(given: &[&Json], value: &Json) -> bool {
    !matches!(value, Json::Array(_) | Json::Object(_)) && given.contains(&value)
}

/// The pointer to a part of what a pointer points to.
fn below(pointer: &str, name: &str) -> String {
    format!("{pointer}/{}", name.replace('~', "~0").replace('/', "~1"))
}
