//! The tokens of a client: one is obtained for all who wait for it, kept while it is good, replaced shortly before its
//! end, dropped when it is refused.

use std::cell::Cell;
use std::future::{Future, poll_fn};
use std::pin::Pin;
use std::rc::Rc;
use std::task::{Poll, Waker};

use sne_cotation_common::text::split;

use super::circuit::Circuit;
use super::error::Error;
use super::event::EventKind;
use super::history::History;
use super::options::TokenSource;
use super::platform::{Moment, Platform};
use super::reason::{Kind, Reason};
use super::retry::{Budget, RetryPolicy};
use super::secret::Secret;
use super::single_flight::{Handle, SingleFlight};
use super::slot::{copied, with_mut};
use super::token::Token;
use super::token_answer::Grant;

/// Milliseconds after a failure in the background before it is tried again.
const PAUSE_AHEAD: f64 = 10_000.0;
/// Milliseconds, at most, that a refusal is believed without asking again.
const MEMORY: f64 = 60_000.0;

/// The token of a client, and the one request for the next, if one is under way.
pub struct Tokens<P: Platform>(Rc<Inner<P>>);

/// What they all share: those who hold them, and the requests for the next (`token_request.rs`).
pub(super) struct Inner<P: Platform> {
    pub(super) platform: Rc<P>,
    pub(super) source: TokenSource,
    pub(super) timeout: u32,
    pub(super) policy: RetryPolicy,
    pub(super) budget: Rc<Budget>,
    pub(super) circuit: Circuit,
    pub(super) history: History,
    pub(super) current: Cell<Option<Token>>,
    /// The token that the gateway refused last, for the caller's provider to know.
    pub(super) rejected: Cell<Option<Token>>,
    /// The request for the next token.
    pub(super) pending: Cell<Option<SingleFlight<Result<Token, Error>>>>,
    /// How many tokens were obtained.
    pub(super) count: Cell<u64>,
    /// How often all was forgotten: a token asked for before is not kept after.
    pub(super) generation: Cell<u64>,
    /// A refusal that is believed, and until when on the monotonic clock.
    pub(super) refusal: Cell<Option<(Error, f64)>>,
    /// When a request in the background may be made again, on the monotonic clock.
    pub(super) ahead_from: Cell<f64>,
    /// Until when the server wants no request, whoever waits for one, on the monotonic clock.
    pub(super) not_before: Cell<f64>,
    /// Wakes the request in the background, so that it sees that all was forgotten.
    pub(super) background: Cell<Option<Waker>>,
}

impl<P: Platform> Tokens<P> {
    /// The tokens from that source, each request for one within that many milliseconds and repeated by that plan.
    pub fn new(platform: Rc<P>, source: TokenSource, timeout: u32, policy: RetryPolicy, budget: Rc<Budget>) -> Self {
        Self(Rc::new(Inner {
            platform,
            source,
            timeout,
            policy,
            budget,
            circuit: Circuit::new(EventKind::TokenCircuitOpen, EventKind::TokenCircuitClosed),
            history: History::default(),
            current: Cell::default(),
            rejected: Cell::default(),
            pending: Cell::default(),
            count: Cell::default(),
            generation: Cell::default(),
            refusal: Cell::default(),
            ahead_from: Cell::default(),
            not_before: Cell::default(),
            background: Cell::default(),
        }))
    }

    /// A token to use now: the one there is, or a new one. However many callers wait, one request is made at a time,
    /// which ends after that many milliseconds, or those that the client allows, whichever is more.
    pub async fn get(&self, timeout: u32) -> Result<Token, Error> {
        loop {
            let now = self.0.platform.now();
            let current = copied(&self.0.current).filter(|token| token.is_usable(now));
            if let Some(token) = current {
                if token.is_near_its_end(now) && now.monotonic >= self.0.ahead_from.get() {
                    self.renew();
                }
                return Ok(token);
            }
            let under_way = self.join();
            let is_joined = under_way.is_some();
            if let (false, Some(error)) = (is_joined, self.0.refusal_at(now)) {
                return Err(error);
            }
            match under_way.unwrap_or_else(|| self.start(timeout)).await {
                // The limit was that of who had asked first. This caller's own ends its wait.
                Err(error) if is_joined && error.reason() == Reason::Timeout => {}
                result => return result,
            }
        }
    }

    /// Drops the token, so that the next call obtains another.
    pub fn forget(&self) {
        self.0.platform.forget();
        self.0.current.take();
        self.0.rejected.take();
        self.0.pending.take();
        self.0.refusal.take();
        self.0.not_before.take();
        self.0.history.forget();
        self.0.generation.set(self.0.generation.get().wrapping_add(1));
        let background = self.0.background.take();
        background.into_iter().for_each(Waker::wake);
    }

    /// Whether they come from the caller's provider.
    #[must_use]
    pub fn are_provided(&self) -> bool {
        matches!(self.0.source, TokenSource::Provider)
    }

    /// How many tokens were obtained so far.
    #[must_use]
    pub fn count(&self) -> u64 {
        self.0.count.get()
    }

    /// The gateway lets that token pass.
    pub fn accepted(&self, token: &Token) {
        self.0.history.accepted(token.ordinal());
    }

    /// Whether the gateway has let any pass.
    #[must_use]
    pub fn have_been_accepted(&self) -> bool {
        self.0.history.has_accepted()
    }

    /// Whether the API behind the gateway refuses whatever token, as was seen before or is now.
    #[must_use]
    pub fn is_replaced_in_vain(&self, is_seen: bool) -> bool {
        self.0.history.is_replaced_in_vain(is_seen)
    }

    /// Drops that token, and no newer one, because the gateway refused it.
    pub fn refused(&self, token: &Token) {
        // By what it is, not by when it came: a provider may have given the same one again.
        let is_last = copied(&self.0.current).is_none_or(|current| current.expose() == token.expose());
        let known = copied(&self.0.rejected).map_or(0, |known| known.ordinal());
        if !is_last || known > token.ordinal() {
            return;
        }
        // Many calls may tell of the same refusal.
        if known < token.ordinal() && !self.0.history.refused(token.ordinal(), self.0.platform.monotonic()) {
            return;
        }
        self.0.current.take();
        self.0.rejected.replace(Some(token.clone()));
    }

    /// An error without what is secret here, and without that token.
    #[must_use]
    pub fn redact(&self, error: Error, token: &Token) -> Error {
        self.0.redact(error, Some(token))
    }

    /// Every form in which an answer may repeat what is secret here, or that token, a line each.
    #[must_use]
    pub fn secrets(&self, token: &Token) -> Secret {
        self.0.secrets(Some(token))
    }

    fn join(&self) -> Option<Handle<Result<Token, Error>>> {
        with_mut(&self.0.pending, |pending| pending.as_ref().and_then(SingleFlight::join))
    }

    /// Obtains the next token in the background, unless that is under way. Whatever comes of it, nobody waits for it.
    fn renew(&self) {
        if self.join().is_some() || self.0.refusal_at(self.0.platform.now()).is_some() {
            return;
        }
        let (inner, generation) = (Rc::clone(&self.0), self.0.generation.get());
        let mut handle = self.start(self.0.timeout);
        self.0.platform.spawn(async move {
            poll_fn(|context| {
                if inner.generation.get() != generation {
                    return Poll::Ready(());
                }
                inner.background.replace(Some(context.waker().clone()));
                Pin::new(&mut handle).poll(context).map(drop)
            })
            .await;
        });
    }

    fn start(&self, timeout: u32) -> Handle<Result<Token, Error>> {
        let handle = Handle::start(Box::pin(Rc::clone(&self.0).fly(timeout)));
        self.0.pending.replace(Some(handle.pending()));
        handle
    }
}

/// What a request for a token comes to: a grant and the instant from which its life counts, or the token that there
/// was before, which need not be replaced.
pub(super) enum Obtained {
    New(Grant, Moment),
    Before(Token),
}

impl<P: Platform> Inner<P> {
    /// Obtains a token and keeps it, unless all was forgotten meanwhile.
    async fn fly(self: Rc<Self>, timeout: u32) -> Result<Token, Error> {
        let generation = self.generation.get();
        let result = self.try_repeatedly(timeout.max(self.timeout)).await;
        let is_current = self.generation.get() == generation;
        if is_current {
            // It has landed: whoever comes now is not to be given the same again.
            self.pending.take();
        }
        let (grant, obtained) = match result {
            Ok(Obtained::New(grant, obtained)) => (grant, obtained),
            Ok(Obtained::Before(token)) => return Ok(token),
            Err(error) => {
                let error = self.redact(error, None);
                if is_current {
                    self.remember(&error);
                }
                return Err(error);
            }
        };
        let ordinal = self.count.get().wrapping_add(1);
        self.count.set(ordinal);
        let token = Token::new(&grant, obtained, ordinal);
        if is_current {
            self.current.replace(Some(token.clone()).filter(Token::lives));
            self.rejected.take();
        }
        Ok(token)
    }

    /// The token there is, if it may be used now.
    pub(super) fn usable(&self) -> Option<Token> {
        let now = self.platform.now();
        copied(&self.current).filter(|token| token.is_usable(now))
    }

    /// Remembers a failure as far as it says that asking again soon is of no use.
    fn remember(&self, error: &Error) {
        let now = self.platform.monotonic();
        self.ahead_from.set(now + PAUSE_AHEAD);
        let length = match error.reason() {
            Reason::ClientRefusedForNow => Some(self.history.row_at(now)),
            Reason::TokenOAuthError => Some(MEMORY),
            reason if reason.is_transient() => error.seconds_to_wait().map(|seconds| seconds * 1000.0),
            reason => (reason.kind() == Kind::Credentials).then_some(MEMORY),
        };
        if let Some(length) = length {
            self.refusal.replace(Some((error.clone(), now + length.min(MEMORY))));
        }
    }

    /// The refusal that is still believed, of the authorisation server's or of the gateway's.
    fn refusal_at(&self, now: Moment) -> Option<Error> {
        let refusal = copied(&self.refusal).filter(|(_, end)| now.monotonic < *end).map(|(error, _)| error);
        let replaces = copied(&self.rejected).is_some();
        refusal.or_else(|| self.history.check_replacement(now.monotonic).filter(|_| replaces))
    }

    /// Whether the credentials have worked, so that a refusal of them may pass by itself.
    pub(super) fn is_trusted(&self) -> bool {
        self.history.trusts_credentials(self.platform.monotonic())
    }

    /// An error without the client's secret and the tokens, in whatever form they may be repeated.
    fn redact(&self, error: Error, token: Option<&Token>) -> Error {
        error.without(&split(self.secrets(token).expose(), b'\n').collect::<Vec<_>>())
    }

    fn secrets(&self, token: Option<&Token>) -> Secret {
        let secret = match &self.source {
            TokenSource::Credentials(_, credentials) => credentials.secret().expose(),
            TokenSource::Provider => "",
        };
        let tokens = [copied(&self.current), copied(&self.rejected), token.cloned()];
        let mut forms = String::new();
        for secret in tokens.iter().flatten().map(Token::expose).chain([secret]) {
            forms.push_str(&self.platform.forms_of(secret));
            forms.push('\n');
        }
        Secret::new(forms)
    }
}
