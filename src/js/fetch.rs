//! The platform's fetch, or the caller's, with the settings that every request has.

use js_sys::{Function, Object, Promise, Reflect, global};
use wasm_bindgen::prelude::{JsCast, JsValue, wasm_bindgen};
use web_sys::{AbortSignal, ReferrerPolicy, RequestCache, RequestCredentials, RequestInit, RequestRedirect};

use crate::core::request::Outgoing;
use crate::core::value::Value;

#[wasm_bindgen]
extern "C" {
    // Looked up at each call, as the platform's own code would: it may have been replaced meanwhile.
    #[wasm_bindgen(js_name = fetch, catch)]
    fn global_fetch(url: &str, init: &RequestInit) -> Result<Promise, JsValue>;
}

/// A fetch function, and what it can be told.
pub struct Fetch {
    given: Option<Function>,
    /// Edge runtimes have neither cookies, cache nor referrer, and refuse to be told about them.
    knows_browser_settings: bool,
}

impl Fetch {
    /// The caller's function, or the platform's.
    pub fn new(given: Option<JsValue>) -> Self {
        let global: JsValue = global().into();
        let prototype = global.field("Request").and_then(|request| request.field("prototype"));
        let has = |name: &str| prototype.as_ref().is_some_and(|it| Reflect::has(it, &name.into()).unwrap_or(false));
        Self {
            given: given.map(JsCast::unchecked_into),
            knows_browser_settings: has("credentials") && has("cache") && has("referrerPolicy"),
        }
    }

    /// Sends a request.
    pub fn send(&self, request: &Outgoing<'_, JsValue>, signal: Option<&AbortSignal>) -> Result<Promise, JsValue> {
        let init = self.init(request);
        if let Some(signal) = signal {
            init.set_signal(Some(signal));
        }
        match &self.given {
            Some(fetch) => Ok(Promise::resolve(&fetch.call2(&JsValue::UNDEFINED, &request.url.into(), &init)?)),
            None => global_fetch(request.url, &init),
        }
    }

    fn init(&self, request: &Outgoing<'_, JsValue>) -> RequestInit {
        let init = RequestInit::new();
        init.set_method(request.method);
        // Never followed: it could carry the secret or the token elsewhere.
        init.set_redirect(RequestRedirect::Manual);
        if self.knows_browser_settings {
            init.set_credentials(RequestCredentials::Omit);
            init.set_cache(RequestCache::NoStore);
            init.set_referrer_policy(ReferrerPolicy::NoReferrer);
        }
        // A plain object: building `Headers` costs, and fetch would build its own all the same.
        let headers = Object::new();
        for (name, value) in request.headers {
            // Setting a field of a plain object does not fail.
            let _ = Reflect::set(&headers, &(*name).into(), &(*value).into());
        }
        init.set_headers(&headers);
        if let Some(body) = request.body {
            init.set_body(body);
        }
        init
    }
}
