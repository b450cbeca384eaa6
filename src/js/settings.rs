//! The settings of requests (`RequestInit`), and what of them need not be made again for each.

use std::cell::Cell;

use js_sys::{JsString, Object, Reflect};
use wasm_bindgen::prelude::{JsCast, JsValue};
use web_sys::{ReferrerPolicy, Request, RequestCache, RequestCredentials, RequestInit, RequestRedirect};

use super::abort::AbortOnDrop;
use super::bridge;
use crate::core::platform::HttpRequest;
use crate::core::secret::Secret;
use crate::core::slot::with_mut;
use sne_cotation_common::text::owned;

/// Requests for which settings serve. Until they are collected, requests that are over go on listening to the signal.
const MOST_USES: u8 = 10;

thread_local! {
    /// Settings that no request of the platform's own fetch uses.
    static IDLE: Cell<Vec<Settings>> = const { Cell::new(Vec::new()) };
    /// Whether requests have the settings of browsers.
    static KNOWS_BROWSERS: bool = bridge::knows_browser_settings();
}

/// Settings of a request, with what aborts it when it is given up.
pub struct Settings {
    init: RequestInit,
    /// For a request that was made before: the signal alone.
    resending: RequestInit,
    abort: AbortOnDrop,
    method: String,
    /// Whether the platform's own fetch gets them: it looks at them once, and keeps nothing but the signal.
    is_reusable: bool,
    uses: u8,
}

impl Settings {
    /// Settings for the platform's own fetch, or for a caller's function.
    pub fn take(is_own: bool) -> Self {
        let idle = if is_own { IDLE.with(|idle| with_mut(idle, Vec::pop)) } else { None };
        let mut settings = idle.unwrap_or_else(|| Self::new(is_own));
        settings.abort.arm(true);
        settings.uses = settings.uses.saturating_add(1);
        settings
    }

    fn new(is_reusable: bool) -> Self {
        let (init, resending, abort) = (common(), RequestInit::new(), AbortOnDrop::new());
        let signal = abort.signal();
        if !signal.is_undefined() {
            init.set_signal(Some(signal.unchecked_ref()));
            resending.set_signal(Some(signal.unchecked_ref()));
        }
        Self { init, resending, abort, method: String::new(), is_reusable, uses: 0 }
    }

    /// The settings with what one request has of its own.
    pub fn fill(&mut self, method: &str, headers: &JsValue, body: Option<&JsValue>) -> &RequestInit {
        if self.method != method {
            self.init.set_method(method);
            self.method = owned(method);
        }
        self.init.set_headers(headers);
        if let Some(body) = body {
            self.init.set_body(body);
            // What was sent is not to be kept.
            self.is_reusable = false;
            if bridge::is_stream(body) {
                // A stream cannot be sent otherwise (fetch, "half" duplex).
                let _ = Reflect::set(&self.init, &"duplex".into(), &"half".into());
            }
        }
        &self.init
    }

    /// The settings to send a request once more that was made before.
    pub fn resending(&self) -> &RequestInit {
        &self.resending
    }

    /// The request is over, and not to be aborted any more.
    pub fn give_back(mut self) {
        self.abort.arm(false);
        if self.is_reusable && self.uses < MOST_USES {
            IDLE.with(|idle| with_mut(idle, |idle| idle.push(self)));
        }
    }
}

/// What every request has. Redirects are not followed: one could carry the secret or the token elsewhere.
fn common() -> RequestInit {
    let init = RequestInit::new();
    init.set_redirect(RequestRedirect::Manual);
    // Edge runtimes have not, and some refuse to be told about them.
    if KNOWS_BROWSERS.with(|knows| *knows) {
        init.set_credentials(RequestCredentials::Omit);
        init.set_cache(RequestCache::NoStore);
        init.set_referrer_policy(ReferrerPolicy::NoReferrer);
    }
    init
}

/// The last request of a client without a body, which is mostly the next one's, too: what does not change is not made
/// again.
#[derive(Default)]
pub struct Kept(Cell<Option<Last>>);

struct Last {
    method: String,
    url: String,
    /// One of them is the token.
    headers: Vec<(String, Secret)>,
    url_value: JsString,
    headers_value: JsValue,
    /// Made when the same is sent once more.
    request: Option<Request>,
}

impl Kept {
    /// The address and the headers of a request; and the whole request, where the last was the same.
    pub fn parts(&self, sent: &HttpRequest<'_, JsValue>) -> (JsString, JsValue, Option<Request>) {
        with_mut(&self.0, |kept| {
            let is_same = kept.as_ref().is_some_and(|last| last.is(sent));
            let last = match kept {
                Some(last) if is_same => last,
                _ => kept.insert(Last::new(sent)),
            };
            if is_same && last.request.is_none() {
                let init = common();
                init.set_method(sent.method);
                init.set_headers(&last.headers_value);
                last.request = Request::new_with_str_and_init(sent.url, &init).ok();
            }
            (last.url_value.clone(), last.headers_value.clone(), last.request.clone())
        })
    }
}

impl Last {
    fn new(sent: &HttpRequest<'_, JsValue>) -> Self {
        let headers = sent.headers.iter().map(|(name, value)| (owned(name), Secret::new(owned(value))));
        Self {
            method: owned(sent.method),
            url: owned(sent.url),
            headers: headers.collect(),
            url_value: sent.url.into(),
            headers_value: object_of(sent.headers),
            request: None,
        }
    }

    fn is(&self, sent: &HttpRequest<'_, JsValue>) -> bool {
        let is_same = |((name, value), (other, another)): (&(String, Secret), &(&str, &str))| {
            name == other && value.expose() == *another
        };
        self.url == sent.url
            && self.method == sent.method
            && self.headers.len() == sent.headers.len()
            && self.headers.iter().zip(sent.headers).all(is_same)
    }
}

/// Names and values as an object.
pub fn object_of(pairs: &[(&str, &str)]) -> JsValue {
    let object = Object::new();
    for (name, value) in pairs {
        // A plain object takes what it is given.
        let _ = Reflect::set(&object, &(*name).into(), &(*value).into());
    }
    object.into()
}
