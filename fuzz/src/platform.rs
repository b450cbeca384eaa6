//! The platform that the targets give to what they try. Nothing is sent through it and its clock stands still, so that
//! one serves for all inputs.

use std::rc::Rc;

use sne_cotation::core::platform::Runtime;
use sne_cotation_simulator::Config;

use crate::support::chance::Chance;
use crate::support::clock::Clock;
use crate::support::network::Network;
use crate::support::platform::TestPlatform;
use crate::support::tasks::Tasks;

thread_local! {
    static PLATFORM: TestPlatform = new();
}

/// The platform, on a server.
#[must_use]
pub fn platform() -> TestPlatform {
    PLATFORM.with(TestPlatform::clone)
}

fn new() -> TestPlatform {
    let clock = Clock::default();
    let network = Network::new(clock.clone(), Config::default());
    let tasks = Tasks::new(clock.clone());
    let (chance, events) = (Chance::default(), Rc::default());
    TestPlatform { clock, network, runtime: Runtime::Server, provider: None, tasks, chance, events }
}
