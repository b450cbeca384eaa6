//! Access tokens: opaque, about 54 characters, not a JWT (platform notes, "Token").

use std::collections::{BTreeMap, VecDeque};
use std::time::Duration;

use crate::environment::Environment;
use crate::random::Random;

/// Length of the token in the guide's example.
const TOKEN_LENGTH: usize = 54;

/// The most tokens kept; the oldest are forgotten first.
const CAPACITY: usize = 50_000;

/// A token that was granted.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Grant {
    pub(crate) client_id: String,
    pub(crate) environment: Environment,
    pub(crate) scopes: String,
    pub(crate) expires_at: Duration,
}

/// The tokens that the gateways know.
#[derive(Clone, Debug)]
pub(crate) struct TokenStore {
    grants: BTreeMap<String, Grant>,
    age: VecDeque<String>,
    random: Random,
}

impl TokenStore {
    pub(crate) fn new(seed: u64) -> Self {
        Self { grants: BTreeMap::new(), age: VecDeque::new(), random: Random::new(seed) }
    }

    /// Makes a token for a grant.
    pub(crate) fn issue(&mut self, grant: Grant) -> String {
        if self.age.len() >= CAPACITY
            && let Some(oldest) = self.age.pop_front()
        {
            self.grants.remove(&oldest);
        }
        let token: String = (0..TOKEN_LENGTH).map(|_| self.random.alphanumeric()).collect();
        self.age.push_back(token.clone());
        self.grants.insert(token.clone(), grant);
        token
    }

    /// What a token grants in an environment; expired grants included.
    pub(crate) fn find(&self, token: &str, environment: Environment) -> Option<&Grant> {
        self.grants.get(token).filter(|grant| grant.environment == environment)
    }

    /// Forgets the tokens of one application, or all of them.
    pub(crate) fn revoke(&mut self, client_id: Option<&str>) {
        self.grants.retain(|_, grant| client_id.is_some_and(|id| grant.client_id != id));
        self.age.retain(|token| self.grants.contains_key(token));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn grant(client_id: &str) -> Grant {
        Grant {
            client_id: client_id.to_owned(),
            environment: Environment::Sandbox,
            scopes: "openid".to_owned(),
            expires_at: Duration::from_secs(1),
        }
    }

    #[test]
    fn tokens_are_opaque_unlike_and_the_same_for_the_same_seed() {
        let mut store = TokenStore::new(7);
        let (first, second) = (store.issue(grant("a")), store.issue(grant("a")));
        assert_ne!(first, second);
        assert_eq!(first.len(), 54);
        assert!(first.chars().all(|character| character.is_ascii_alphanumeric()));
        assert_eq!(TokenStore::new(7).issue(grant("b")), first);
        assert_ne!(TokenStore::new(8).issue(grant("a")), first);
    }

    #[test]
    fn a_token_is_unknown_in_the_other_environment() {
        let mut store = TokenStore::new(0);
        let token = store.issue(grant("a"));
        assert!(store.find(&token, Environment::Sandbox).is_some());
        assert!(store.find(&token, Environment::Production).is_none());
    }

    #[test]
    fn revoking_forgets_the_tokens_of_one_application_or_of_all() {
        let mut store = TokenStore::new(0);
        let (a, b) = (store.issue(grant("a")), store.issue(grant("b")));
        store.revoke(Some("a"));
        assert!(store.find(&a, Environment::Sandbox).is_none());
        assert!(store.find(&b, Environment::Sandbox).is_some());
        store.revoke(None);
        assert!(store.find(&b, Environment::Sandbox).is_none());
        assert!(store.age.is_empty());
    }

    #[test]
    fn the_store_is_bounded() {
        let mut store = TokenStore::new(0);
        let first = store.issue(grant("a"));
        for _ in 0..CAPACITY {
            store.issue(grant("a"));
        }
        assert_eq!(store.grants.len(), CAPACITY);
        assert!(store.find(&first, Environment::Sandbox).is_none());
    }
}
