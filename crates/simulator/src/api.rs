//! The back-end: `healthcheck`, as far as SNE-Cotation is public (guide, "Appel d'un endpoint"), and the operations of
//! a contract when one is given.

use crate::application::Application;
use crate::call::Call;
use crate::contract::Backend;
use crate::environment::BASE_PATH;
use crate::http::{Request, Response};
use crate::pages;

const JSON: &str = "application/json;charset=UTF-8";

/// The guide's answer to an application without business profile.
const NO_PROFILE: &str = "{\"code\":\"ERRAUTUSR0001\",\"message\":\"Aucun profil métier n'est attribué à cette \
    application cliente. Veuillez contacter les administrateurs de l'API SNE-Cotation.\"}";

/// The guide's answer when all is well.
const WELL: &str = r#"{"version":"1.0","etat":"OK"}"#;

/// The answer to a call that the gateway let through.
pub(crate) fn respond(application: &Application, backend: Option<&Backend>, call: &Call<'_>) -> Response {
    let (request, address) = (call.request, call.address);
    let healthcheck = healthcheck(request, address.path);
    let is_public = healthcheck.is_ok();
    let own = backend.and_then(|backend| backend.find(call).map(|found| (backend, found)));
    let target = match own {
        // What the contract says of its own `healthcheck` goes before what is documented of the public one.
        Some((backend, Ok(target))) => Ok(Some((backend, target))),
        Some((_, Err(refusal))) if healthcheck.is_err() => Err(refusal),
        _ => healthcheck.map(|()| None),
    };
    match target {
        Err(refusal) => *refusal,
        Ok(_) if !application.business_profile => Response::with_content(application.profile_status, JSON, NO_PROFILE),
        Ok(None) => Response::with_content(200, JSON, WELL),
        Ok(Some((backend, target))) => {
            let answer = backend.respond(&target, request, address.query);
            let is_documented = is_public && answer.status == 200 && backend.describes(&target, WELL);
            if is_documented { Response::with_content(200, JSON, WELL) } else { answer }
        }
    }
}

/// Whether a call is for the one operation that is public, and if not, the gateway's refusal.
fn healthcheck(request: &Request, path: &str) -> Result<(), Box<Response>> {
    if path.strip_prefix(BASE_PATH) != Some("/healthcheck") {
        return Err(Box::new(pages::general_exception(request)));
    }
    if request.method != "GET" {
        return Err(Box::new(pages::reflecting(405, request).and_header("Allow", "GET")));
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use crate::environment::Environment;
    use crate::testing::*;
    use crate::{ReadyMade, Request};

    #[test]
    fn healthcheck_answers_as_in_the_guide() {
        let answer = call(&mut simulator(), ReadyMade::Works);
        assert_eq!((answer.status, text(&answer)), (200, r#"{"version":"1.0","etat":"OK"}"#));
        assert_eq!(answer.header("content-type"), Some("application/json;charset=UTF-8"));
        assert_eq!(answer.header("content-length"), Some("29"));
    }

    #[test]
    fn without_business_profile_the_answer_is_the_guides_error() {
        let answer = call(&mut simulator(), ReadyMade::NoProfile);
        assert_eq!(answer.status, 403);
        assert_eq!(
            text(&answer),
            "{\"code\":\"ERRAUTUSR0001\",\"message\":\"Aucun profil métier n'est attribué à cette application cliente. \
             Veuillez contacter les administrateurs de l'API SNE-Cotation.\"}"
        );
        assert_eq!(answer.header("content-type"), Some("application/json;charset=UTF-8"));
    }

    #[test]
    fn the_status_of_the_missing_profile_can_be_any_200_included() {
        let mut simulator = simulator();
        let id = ReadyMade::NoProfile.client_id(SANDBOX);
        assert!(simulator.update(&id, |application| application.profile_status = 200));
        let answer = call(&mut simulator, ReadyMade::NoProfile);
        assert_eq!((answer.status, json(&answer)["code"].as_str()), (200, Some("ERRAUTUSR0001")));
    }

    #[test]
    fn an_unknown_path_is_a_general_exception() {
        let mut simulator = simulator();
        let token = token(&mut simulator, ReadyMade::Works);
        for path in ["", "/", "/healthcheck/", "/healthcheck2", "/demandes"] {
            let answer = simulator.handle(&Request { url: SANDBOX.api_url() + path, ..healthcheck(&token) });
            assert_eq!(answer.status, 404, "{path}");
            assert!(text(&answer).contains("General Exception"));
        }
        let elsewhere = "https://sandbox-api.piste.gouv.fr/dila/legifrance/lf-engine-app/consult/ping";
        assert_eq!(simulator.handle(&Request { url: elsewhere.to_owned(), ..healthcheck(&token) }).status, 404);
    }

    #[test]
    fn answers_404_and_405_reflect_the_request_body() {
        let mut simulator = simulator();
        let token = token(&mut simulator, ReadyMade::Works);
        for (path, status) in [("/demandes", 404), ("/healthcheck", 405)] {
            let request = Request {
                method: "POST".to_owned(),
                url: SANDBOX.api_url() + path,
                body: b"{\"nom\":\"Dupont\"}".to_vec(),
                ..healthcheck(&token).with_header("Content-Type", "application/json")
            };
            let answer = simulator.handle(&request);
            assert_eq!((answer.status, text(&answer)), (status, r#"{"nom":"Dupont"}"#));
            assert_eq!(answer.header("content-type"), Some("application/json"));
        }
        let delete = simulator.handle(&Request { method: "DELETE".to_owned(), ..healthcheck(&token) });
        assert_eq!((delete.status, delete.body.len(), delete.header("allow")), (405, 0, Some("GET")));
    }

    #[test]
    fn production_works_too() {
        let mut simulator = simulator();
        let environment = Environment::Production;
        let grant = simulator.handle(&token_request(environment, &credentials(ReadyMade::Works, environment)));
        let token = json(&grant)["access_token"].as_str().unwrap().to_owned();
        let url = format!("{}/healthcheck", environment.api_url());
        assert_eq!(simulator.handle(&Request { url, ..healthcheck(&token) }).status, 200);
    }
}
