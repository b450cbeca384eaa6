//! What callers are told of a contract.

#![expect(clippy::panic, reason = "tests")]

mod support;

use serde_json::json;
use sne_cotation_contract::listing;
use support::{contract, with_paths, written};

#[test]
fn operations_are_told_with_all_that_a_form_needs() {
    let document = with_paths(
        &json!({ "/a/{id}": {
            "parameters": [
                { "name": "id", "in": "path", "required": true, "type": "string", "maxLength": 5, "x-a": [1] },
            ],
            "post": {
                "operationId": "op",
                "summary": "Résumé",
                "description": "Plus",
                "tags": ["t"],
                "deprecated": true,
                "parameters": [
                    { "name": "b", "in": "body", "description": "Corps", "schema": { "$ref": "#/definitions/A" } },
                ],
                "produces": ["text/plain"],
                "responses": {
                    "200": { "description": "Bien", "schema": { "$ref": "#/definitions/A" } },
                    "x-note": {},
                    "default": { "$ref": "#/responses/Faute" },
                },
            },
            "get": {},
        } }),
        &json!({ "consumes": ["application/json"], "definitions": { "A": { "type": "object" } },
            "responses": { "Faute": { "description": "Faute" } } }),
    );
    let id = json!({
        "key": "id", "name": "id", "in": "path", "required": true,
        "schema": { "type": "string", "maxLength": 5, "x-a": [1] },
    });
    let expected = json!([
        {
            "id": "GET /a/{id}", "method": "GET", "path": "/a/{id}", "summary": "", "tags": [], "deprecated": false,
            "parameters": [id], "consumes": ["application/json"], "produces": [], "responses": [],
        },
        {
            "id": "op", "method": "POST", "path": "/a/{id}", "summary": "Résumé", "description": "Plus", "tags": ["t"],
            "deprecated": true,
            "parameters": [id, {
                "key": "b", "name": "b", "in": "body", "required": false, "description": "Corps",
                "schema": { "$ref": "#/definitions/A" },
            }],
            "consumes": ["application/json"], "produces": ["text/plain"],
            "responses": [
                { "status": "200", "description": "Bien", "schema": { "$ref": "#/definitions/A" } },
                { "status": "default", "description": "Faute" },
            ],
        },
    ]);
    assert_eq!(written(listing::operations(&contract(&document))), expected);
    assert_eq!(written(listing::definitions(&contract(&document))), json!({ "A": { "type": "object" } }));
    assert_eq!(written(listing::definitions(&contract(&with_paths(&json!({}), &json!({}))))), json!({}));
}
