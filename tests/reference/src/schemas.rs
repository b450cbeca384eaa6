//! The schemas of a contract: what references refer to, and which schemas are about one value at once.

use std::ptr;

use crate::json::Json;

/// Keywords by which `null` passes.
const NULLABLE: [&str; 3] = ["x-nullable", "nullable", "x-isnullable"];
/// Where a contract gives a value for a schema.
const OWN: [&str; 3] = ["example", "x-example", "default"];

/// The contract.
#[derive(Clone, Copy)]
pub struct Schemas<'d>(pub &'d Json);

impl<'d> Schemas<'d> {
    /// The schema that one refers to in the end, which is mostly itself, and whether `null` passes by what is beside
    /// the references. None where a reference leads nowhere: such a schema says nothing.
    pub fn resolved(self, site: &'d Json) -> (Option<&'d Json>, bool) {
        let (mut schema, mut is_nullable, mut seen) = (site, is_nullable(site), Vec::new());
        while *schema.get("$ref") != Json::Null {
            seen.push(schema);
            match self.target(schema.get("$ref")).filter(|next| !contains(&seen, next)) {
                Some(next) => schema = next,
                None => return (None, is_nullable),
            }
            is_nullable |= self::is_nullable(schema);
        }
        (Some(schema), is_nullable)
    }

    /// What a JSON Pointer of the contract refers to.
    fn target(self, reference: &Json) -> Option<&'d Json> {
        let pointer = reference.text()?.strip_prefix('#')?;
        let mut found = self.0;
        for part in pointer.split('/').skip(1) {
            found = found.fields()?.get(&part.replace("~1", "/").replace("~0", "~"))?;
        }
        (pointer.is_empty() || pointer.starts_with('/')).then_some(found)
    }

    /// The schemas that a value is held against: those of some places of the contract, and what is in their `allOf`.
    pub fn about(self, sites: &[&'d Json]) -> Vec<&'d Json> {
        let mut about = Vec::new();
        for site in sites {
            self.add(site, &mut about);
        }
        about
    }

    fn add(self, site: &'d Json, about: &mut Vec<&'d Json>) {
        let Some(schema) = self.resolved(site).0.filter(|schema| !contains(about, schema)) else { return };
        about.push(schema);
        schema.get("allOf").items().iter().for_each(|part| self.add(part, about));
    }

    /// The values that the contract gives itself for these places.
    pub fn given(self, sites: &[&'d Json]) -> Vec<&'d Json> {
        self.about(sites).into_iter().flat_map(own).collect()
    }

    /// Whether one of these places, or what is in its `allOf`, has a keyword.
    pub fn has(self, sites: &[&'d Json], keyword: &str) -> bool {
        self.about(sites).into_iter().any(|schema| *schema.get(keyword) != Json::Null)
    }

    /// Whether no definition extends a schema but that schema itself.
    pub fn is_alone(self, extended: &Json) -> bool {
        let definitions = self.0.get("definitions").fields().into_iter().flatten();
        let mut extending = definitions.map(|(_, it)| it).filter(|it| contains(&self.about(&[it]), extended));
        extending.all(|definition| self.resolved(definition).0.is_some_and(|it| ptr::eq(it, extended)))
    }

    /// The definitions that the value of a discriminator may name, by their names or by what they say that they are
    /// called: those that are a schema, or have it among their `allOf`.
    pub fn named(self, value: &str, extended: &Json) -> Vec<&'d Json> {
        let mut named = Vec::new();
        for (name, definition) in self.0.get("definitions").fields().into_iter().flatten() {
            let Some(schema) = self.resolved(definition).0 else { continue };
            let is_called = |alias| schema.get(alias).text() == Some(value);
            let is_named = name == value || is_called("x-discriminator-value") || is_called("x-ms-discriminator-value");
            if is_named && contains(&self.about(&[definition]), extended) && !contains(&named, schema) {
                named.push(schema);
            }
        }
        named
    }
}

/// The values that the contract gives itself for one schema.
pub fn own(schema: &Json) -> impl Iterator<Item = &Json> {
    OWN.iter().map(|name| schema.get(name)).filter(|value| **value != Json::Null)
}

/// Whether one of the values that the contract gives is that text, number or truth value.
pub fn gives(given: &[&Json], value: &Json) -> bool {
    matches!(value, Json::Text(_) | Json::Number(_) | Json::Bool(_)) && given.contains(&value)
}

/// Whether a schema is among others: it, and not one that has the same keywords.
pub fn contains(schemas: &[&Json], schema: &Json) -> bool {
    schemas.iter().any(|other| ptr::eq(*other, schema))
}

fn is_nullable(schema: &Json) -> bool {
    NULLABLE.iter().any(|name| schema.flag(name)) || schema.get("enum").items().contains(&Json::Null)
}
