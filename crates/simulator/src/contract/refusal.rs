//! What the back-end answers to a request that is not as the contract has it.

use serde_json::{Value as Json, json};

use crate::http::Response;

const JSON: &str = "application/json;charset=UTF-8";

/// Something wrong with a request.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Mistake {
    /// Where, as a JSON Pointer into the parameters of the operation.
    pub(crate) pointer: String,
    /// The rule that is broken.
    pub(crate) rule: String,
    /// What is wrong, for people.
    pub(crate) message: String,
}

/// 400, with all that is wrong. The code is the simulator's own, and says so: those of the API are not public.
pub(crate) fn invalid(mistakes: &[Mistake]) -> Response {
    let said: Vec<_> = mistakes.iter().map(|it| format!("{} : {}", it.pointer, it.message)).collect();
    let errors: Vec<Json> =
        mistakes.iter().map(|it| json!({ "pointer": it.pointer, "rule": it.rule, "message": it.message })).collect();
    let message = format!("La requête n'est pas conforme au contrat. {}", said.join(" ; "));
    answer(400, "SIMULATEUR_REQUETE_INVALIDE", &message, Some(errors.into()))
}

/// 415: the body is of a media type that the operation does not take.
pub(crate) fn unsupported(consumes: &[&str]) -> Response {
    let message = format!("Le type du corps n'est pas de ceux de l'opération : {}.", consumes.join(", "));
    answer(415, "SIMULATEUR_TYPE_REFUSE", &message, None)
}

/// 406: the operation gives nothing of what is accepted.
pub(crate) fn not_acceptable(produces: &[String]) -> Response {
    let message = format!("L'opération ne produit que : {}.", produces.join(", "));
    answer(406, "SIMULATEUR_TYPE_NON_PRODUIT", &message, None)
}

/// 416: the part of a list that is asked for begins behind its end.
pub(crate) fn beyond(range: &str) -> Response {
    answer(416, "SIMULATEUR_PLAGE_VIDE", "La plage commence après la fin de la liste.", None)
        .and_header("Content-Range", range)
}

/// 500: no value fits the schema of the answer.
pub(crate) fn unsatisfiable(operation: &str) -> Response {
    let message = format!("Aucune valeur ne satisfait le schéma de la réponse de l'opération « {operation} ».");
    answer(500, "SIMULATEUR_SCHEMA_INSATISFIABLE", &message, None)
}

fn answer(status: u16, code: &str, message: &str, errors: Option<Json>) -> Response {
    let mut body = json!({ "code": code, "message": message });
    if let (Some(errors), Some(fields)) = (errors, body.as_object_mut()) {
        fields.insert("errors".to_owned(), errors);
    }
    Response::with_content(status, JSON, body.to_string())
}
