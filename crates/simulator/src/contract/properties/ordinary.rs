//! A contract whose parameters are what people write: with spaces, accents, slashes and quotes, at every place.

use serde_json::{Map, Value as Json, json};

/// Kinds of parameters, by their names.
fn kinds() -> Vec<(&'static str, Json)> {
    let words = json!(["Accession sociale", "Logement adapté", "l'\"un\" et/ou l'autre", "100 % R&D + 1", "a=b;c?d#e"]);
    let word = json!({ "type": "string", "enum": words });
    let date = json!({ "type": "string", "pattern": r"^\d{2}/\d{2}/\d{4}$", "minLength": 10, "maxLength": 10 });
    let list = |format: &str, items: &Json| json!({ "type": "array", "collectionFormat": format, "items": items });
    vec![
        ("motif", word.clone()),
        ("jour", date.clone()),
        ("lien", json!({ "type": "string", "format": "uri" })),
        ("texte", json!({ "type": "string" })),
        ("court", json!({ "type": "string", "minLength": 1, "maxLength": 3 })),
        ("code", json!({ "type": "string", "pattern": "^[a-z ]+$", "minLength": 12, "maxLength": 15 })),
        ("loyer", json!({ "type": "number", "format": "double", "multipleOf": 0.01 })),
        ("surface", json!({ "type": "number", "format": "int32" })),
        ("motifs", list("pipes", &word)),
        ("jours", list("csv", &date)),
        ("textes", list("csv", &json!({ "type": "string" }))),
        ("mots", list("ssv", &json!({ "type": "string" }))),
        ("grille", list("pipes", &list("csv", &json!({ "type": "integer" })))),
        ("encore", list("csv", &list("csv", &json!({ "type": "string", "enum": ["a", "b c"] })))),
    ]
}

/// The contract, in JSON: an operation for each place, and for both forms.
pub(super) fn contract() -> String {
    let mut paths = Map::new();
    let places = [
        ("path", "application/json"),
        ("query", "application/json"),
        ("header", "application/json"),
        ("formData", "application/x-www-form-urlencoded"),
        ("formData", "multipart/form-data"),
        // A form all the same.
        ("formData", "application/json"),
    ];
    for (number, (place, consumes)) in places.into_iter().enumerate() {
        let mut path = format!("/lieu{number}");
        let mut parameters = Vec::new();
        for (name, mut parameter) in kinds() {
            if place == "path" {
                path.extend(["/{", name, "}"]);
                parameter["required"] = true.into();
            }
            parameter["name"] = name.into();
            parameter["in"] = place.into();
            parameters.push(parameter);
        }
        if matches!(place, "query" | "formData") {
            let items = json!({ "type": "string", "format": "uri" });
            let multi =
                json!({ "name": "liens", "in": place, "type": "array", "collectionFormat": "multi", "items": items });
            parameters.push(multi);
        }
        if place == "formData" {
            let file = json!({ "type": "file" });
            parameters.push(json!({ "name": "pieces", "in": place, "type": "array", "items": file, "minItems": 2 }));
            parameters.push(json!({ "name": "photo", "in": place, "type": "string", "format": "binary" }));
        }
        let operation = json!({ "consumes": [consumes], "parameters": parameters, "responses": {} });
        paths.insert(path, json!({ "post": operation }));
    }
    json!({ "swagger": "2.0", "paths": paths }).to_string()
}
