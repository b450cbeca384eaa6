//! Answers that are not the API's: the gateway's fault page, the login page, and bodies sent back as they came.

use crate::http::{Request, Response};

/// Where the login page is, on any of the hosts. PISTE's own address is not known; only that HTML comes back.
pub(crate) const LOGIN_PATH: &str = "/login";
/// Where it is when the contract has an operation there.
pub(crate) const OTHER_LOGIN_PATH: &str = "/piste/login";

const HTML: &str = "text/html;charset=UTF-8";

/// An answer that reflects the request's body, as the vendor's gateway does on 400, 404, 405 and 429 unless told
/// otherwise (platform notes, below "Gateway answers"). Empty when the request had none.
pub(crate) fn reflecting(status: u16, request: &Request) -> Response {
    if request.body.is_empty() {
        return Response::empty(status);
    }
    let media_type = request.header("content-type").unwrap_or("application/octet-stream");
    Response::with_content(status, media_type, request.body.clone())
}

/// 404 "General Exception": for unknown paths and for faults of the gateway alike.
pub(crate) fn general_exception(request: &Request) -> Response {
    if !request.body.is_empty() {
        return reflecting(404, request);
    }
    let page = "<html><head><title>404</title></head><body><h1>General Exception</h1></body></html>\n";
    Response::with_content(404, HTML, page)
}

/// 504: the back-end took too long.
pub(crate) fn gateway_timeout() -> Response {
    Response::with_content(504, "text/plain", "Gateway Timeout\n")
}

/// The page on which a person would log in, under any status.
pub(crate) fn login_page() -> Response {
    let page = "<!DOCTYPE html>\n<html lang=\"fr\"><head><title>Connexion</title></head>\
        <body><form method=\"post\"><label>Identifiant <input name=\"login\"></label></form></body></html>\n";
    Response::with_content(200, HTML, page)
}

/// A redirect to [`login_page`] on the host that was called.
pub(crate) fn login_redirect(host: &str, path: &str) -> Response {
    let mut response = Response::with_content(302, HTML, "<html><body>Moved</body></html>\n");
    response.set_header("Location", format!("https://{host}{path}"));
    response
}
