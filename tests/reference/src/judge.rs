//! The reference: what is wrong with a value, by schemas of a contract.

use std::collections::BTreeSet;

use sne_cotation_contract::validation::Direction;

use crate::json::Json;
use crate::keywords::{broken, is_imprecise, is_of_types, types};
use crate::schemas::{Schemas, contains};

/// Where something is wrong, as a JSON Pointer, and by which rule.
pub type Mistakes = BTreeSet<(String, String)>;

/// What is wrong with a value by a schema. `integers` says that those beyond 2^53 are taken as they are written.
pub fn judge(document: &Json, schema: &Json, value: &Json, direction: Direction, integers: bool) -> Mistakes {
    let mut reference = Reference { schemas: Schemas(document), direction, integers, mistakes: Mistakes::new() };
    reference.judge(&[schema], value, "");
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

    /// Holds a value against the schemas of some places of the contract.
    fn judge(&mut self, sites: &[&'d Json], value: &Json, pointer: &str) {
        let is_given = self.schemas.gives(sites, value);
        let mut schemas = Vec::new();
        for site in sites {
            self.hold(site, value, pointer, is_given, &mut schemas);
        }
        if let Json::Object(_) = value {
            self.discriminate(value, pointer, &mut schemas);
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
        match value {
            Json::Array(items) => self.items(&schemas, items, pointer),
            Json::Object(_) => self.fields(&schemas, value, pointer),
            _ => {}
        }
    }

    /// Adds a schema, and those of its `allOf`, to those that say something of a value: not where `null` passes, nor
    /// where the value is of another type.
    fn hold(&mut self, site: &'d Json, value: &Json, pointer: &str, is_given: bool, schemas: &mut Vec<&'d Json>) {
        let (resolved, is_nullable) = self.schemas.resolved(site);
        let Some(schema) = resolved.filter(|_| !(is_nullable && *value == Json::Null)) else { return };
        if !is_of_types(schema, value) {
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
    fn discriminate(&mut self, value: &Json, pointer: &str, schemas: &mut Vec<&'d Json>) {
        let mut place = 0;
        while let Some(schema) = schemas.get(place).copied() {
            place += 1;
            let name = schema.get("discriminator").text();
            let Some((name, given)) = name.and_then(|name| value.fields()?.get_key_value(name)) else { continue };
            let named = given.text().map(|text| self.schemas.named(text, schema)).unwrap_or_default();
            match named[..] {
                // Which of several is meant, nobody can tell.
                [definition] => self.hold(definition, value, pointer, false, schemas),
                [] if !self.has_values(schemas, name, given) => {
                    self.tell(&below(pointer, name), "discriminator");
                }
                _ => {}
            }
        }
    }

    /// Whether a field has values of its own that are no names, or the contract gives that one for it.
    fn has_values(&self, schemas: &[&'d Json], name: &str, given: &Json) -> bool {
        let sites = self.field(schemas, name).sites;
        self.schemas.has(&sites, "enum") || (given.text().is_some() && self.schemas.gives(&sites, given))
    }

    fn items(&mut self, schemas: &[&'d Json], items: &[Json], pointer: &str) {
        for (place, item) in items.iter().enumerate() {
            let mut sites = Vec::new();
            let own = below(pointer, &place.to_string());
            for schema in schemas {
                match schema.get("items") {
                    Json::Array(list) => match (list.get(place), schema.get("additionalItems")) {
                        (Some(site), _) | (None, site @ Json::Object(_)) => sites.push(site),
                        (None, Json::Bool(false)) => self.tell(&own, "additionalItems"),
                        _ => {}
                    },
                    site => sites.push(site),
                }
            }
            self.judge(&sites, item, &own);
        }
    }

    fn fields(&mut self, schemas: &[&'d Json], value: &Json, pointer: &str) {
        let fields = value.fields().into_iter().flatten();
        for schema in schemas {
            for name in schema.get("required").items().iter().filter_map(Json::text) {
                let is_absent = value.fields().is_some_and(|fields| !fields.contains_key(name));
                if is_absent && !self.is_read_only(&self.field(schemas, name)) {
                    self.tell(&below(pointer, name), "required");
                }
            }
        }
        for (name, given) in fields {
            let (field, own) = (self.field(schemas, name), below(pointer, name));
            if field.is_refused {
                self.tell(&own, "additionalProperties");
            } else if self.is_read_only(&field) {
                self.tell(&own, "readOnly");
            }
            self.judge(&field.sites, given, &own);
        }
    }

    /// What schemas say of a field.
    fn field(&self, schemas: &[&'d Json], name: &str) -> Field<'d> {
        let mut field = Field::default();
        for schema in schemas {
            let named = schema.get("properties").fields().and_then(|properties| properties.get(name));
            match (named, schema.get("additionalProperties")) {
                (Some(site), _) => {
                    field.sites.push(site);
                    field.is_read_only |= self.schemas.resolved(site).0.is_some_and(|it| it.flag("readOnly"));
                }
                (None, Json::Bool(false)) => field.is_refused = true,
                (None, site @ Json::Object(_)) => field.sites.push(site),
                (None, _) => {}
            }
        }
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

/// The pointer to a part of what a pointer points to.
fn below(pointer: &str, name: &str) -> String {
    format!("{pointer}/{}", name.replace('~', "~0").replace('/', "~1"))
}
