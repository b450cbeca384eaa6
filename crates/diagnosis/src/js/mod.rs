//! The adapter: what JavaScript sees of a diagnosis. It translates and decides nothing; `pkg-template/lib/diagnosis/`
//! is the rest of it. What goes out goes as numbers, which `messages/ids.json` explains.

use sne_cotation_common::environment::Environment;
use wasm_bindgen::prelude::wasm_bindgen;

use crate::cause::Guide;
use crate::diagnosis::Diagnosis as Core;
use crate::facts::Facts;
use crate::probe::Probe;
use crate::setup::{LastCall, Setup, is_local};
use crate::step::Step;
use crate::verdict::Verdict;

/// What stands for nothing among the numbers.
const NONE: u8 = u8::MAX;

/// A diagnosis on its way.
#[wasm_bindgen]
pub struct Diagnosis {
    core: Core,
    setup: Setup,
}

#[wasm_bindgen]
impl Diagnosis {
    /// A diagnosis of a client with these addresses. `flags` has a bit for each truth of `Setup`, in its order; the
    /// last two say that an operation of the contract is called in the end, or nothing.
    #[wasm_bindgen(constructor)]
    pub fn new(token_url: &str, api_url: &str, flags: u8) -> Self {
        let is = |bit: u8| flags & bit != 0;
        let setup = Setup {
            server: Environment::of_server(token_url),
            gateway: Environment::of_gateway(api_url),
            is_page: is(1),
            is_provided: is(2),
            tries_other: is(4),
            ignores_proxy: is(8) && !is_local(api_url),
            has_store: is(16),
            last_call: match (is(32), is(64)) {
                (true, _) => LastCall::Operation,
                (_, true) => LastCall::Nothing,
                _ => LastCall::Healthcheck,
            },
        };
        Self { core: Core::new(setup), setup }
    }

    /// The number of the API's environment: 0 production, 1 the sandbox, 2 another.
    pub fn environment(&self) -> u8 {
        self.setup.gateway as u8
    }

    /// The number of the environment that is not the authorisation server's.
    pub fn other(&self) -> u8 {
        self.setup.server.other() as u8
    }

    /// The number of the probe to make next; 255 when there is none.
    pub fn next(&self) -> u8 {
        self.core.next().map_or(NONE, Probe::number)
    }

    /// The verdicts that can be given before anything is asked.
    pub fn begin(&mut self) -> Vec<u8> {
        written(&self.core.verdicts(), &self.setup)
    }

    /// Takes what came of a probe, and gives the verdicts that this allows.
    #[allow(clippy::too_many_arguments, reason = "one crossing of the boundary rather than ten")]
    pub fn learn(
        &mut self,
        probe: u8,
        reason: &str,
        status: u16,
        content_type: &str,
        code: &str,
        network: &str,
        retry_after: f64,
        ahead: f64,
        took: f64,
        is_opaque: bool,
        state: &str,
    ) -> Vec<u8> {
        let Some(probe) = Probe::ALL.get(usize::from(probe)).copied() else { return Vec::new() };
        let facts = Facts { reason, status, content_type, code, network, retry_after, ahead, took, is_opaque, state };
        let outcome = facts.outcome(probe, self.setup);
        written(&self.core.learn(probe, outcome), &self.setup)
    }
}

/// The token endpoint of an environment of PISTE's, by its number.
#[wasm_bindgen(js_name = tokenUrlOf)]
pub fn token_url_of(environment: u8) -> String {
    addresses(environment).0.into()
}

/// The API's base address in an environment of PISTE's, by its number.
#[wasm_bindgen(js_name = apiUrlOf)]
pub fn api_url_of(environment: u8) -> String {
    addresses(environment).1.into()
}

/// What may be shown of a client id.
#[wasm_bindgen]
pub fn mask(client_id: &str) -> String {
    crate::mask::mask(client_id)
}

/// What may be shown of the name of an operation.
#[wasm_bindgen(js_name = shownOperation)]
pub fn shown_operation(id: &str) -> String {
    sne_cotation_common::names::shown_operation(id).into()
}

fn addresses(environment: u8) -> (&'static str, &'static str) {
    let environment = if environment == 0 { Environment::Production } else { Environment::Sandbox };
    environment.addresses().map_or(("", ""), |it| (it.token_url, it.api_url))
}

/// Verdicts as numbers: step, status, finding, the step that blocks it; then how many probes and which, how many causes
/// and which, each with its place in the guide.
fn written(verdicts: &[Verdict], setup: &Setup) -> Vec<u8> {
    let mut numbers = Vec::new();
    let count = |length: usize| u8::try_from(length).unwrap_or(NONE);
    for verdict in verdicts {
        let blocker = verdict.blocker.map_or(NONE, Step::number);
        numbers.extend([verdict.step.number(), verdict.status.number(), verdict.finding.number(), blocker]);
        numbers.push(count(verdict.evidence.len()));
        numbers.extend(verdict.evidence.iter().map(|probe| probe.number()));
        numbers.push(count(verdict.causes.len()));
        for cause in &verdict.causes {
            let guide = cause.guide(setup.environment()).map_or(NONE, Guide::number);
            numbers.extend([cause.number(), guide]);
        }
    }
    numbers
}
