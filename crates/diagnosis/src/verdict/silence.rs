//! What is likely behind a silence, and behind an answer of something else.

use sne_cotation_common::environment::Environment;

use crate::cause::Cause;
use crate::failure_kind::FailureKind;
use crate::network::Network;
use crate::outcome::Outcome;
use crate::setup::Setup;

/// Who was asked.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Who {
    Server,
    Gateway,
}

impl Who {
    /// That it is down.
    pub(super) fn down(self) -> Cause {
        if self == Self::Server { Cause::ServerDown } else { Cause::GatewayDown }
    }

    /// That it is elsewhere.
    pub(super) fn elsewhere(self) -> Cause {
        if self == Self::Server { Cause::TokenAddressWrong } else { Cause::BasePathWrong }
    }

    /// Whether its address is one of PISTE's, so that the name cannot be misspelt.
    fn is_pistes(self, setup: Setup) -> bool {
        let environment = if self == Self::Server { setup.server } else { setup.gateway };
        environment != Environment::Custom
    }
}

/// The likely causes of no answer.
pub(super) fn causes(setup: Setup, outcome: &Outcome, who: Who) -> Vec<Cause> {
    let mut causes = match outcome.failure {
        Some(FailureKind::Hidden) => vec![Cause::ContentPolicy, Cause::PageNetwork],
        Some(FailureKind::TimedOut) => vec![Cause::Slow, Cause::Firewall, Cause::ProxyNeeded],
        Some(FailureKind::Interrupted) => vec![Cause::Incident, Cause::Firewall],
        _ => of_network(outcome.network).to_vec(),
    };
    match outcome.network {
        Network::NameUnknown if !who.is_pistes(setup) => causes.insert(0, Cause::NameWrong),
        Network::Refused if who.is_pistes(setup) => causes.retain(|cause| *cause != Cause::NothingListens),
        Network::Cut => causes.insert(0, who.down()),
        Network::Silent => causes.push(who.down()),
        Network::NotHttp => causes.push(who.elsewhere()),
        _ => {}
    }
    // Whoever does not know the way out knows no names either.
    if setup.ignores_proxy && !says_otherwise(outcome.network) {
        causes.insert(0, Cause::ProxyIgnored);
    }
    causes
}

/// Whether somebody has answered, so that it is no proxy that is missing.
fn says_otherwise(network: Network) -> bool {
    use Network::{CertificateEarly, CertificateExpired, CertificateName, CertificateUnknown, NotHttp, NotTls};
    matches!(network, CertificateEarly | CertificateExpired | CertificateName | CertificateUnknown | NotHttp | NotTls)
}

fn of_network(network: Network) -> &'static [Cause] {
    match network {
        Network::NameUnknown | Network::NameServerSilent => &[Cause::NoNetwork, Cause::ProxyNeeded],
        Network::Refused => &[Cause::NothingListens, Cause::Firewall, Cause::OtherProtocol],
        Network::NoRoute => &[Cause::OtherProtocol, Cause::NoNetwork, Cause::Firewall],
        Network::Silent => &[Cause::Firewall, Cause::ProxyNeeded],
        Network::Cut => &[Cause::Firewall, Cause::Incident],
        Network::CertificateExpired => &[Cause::CertificateExpired, Cause::Clock],
        Network::CertificateEarly => &[Cause::Clock, Cause::CertificateExpired],
        Network::CertificateUnknown => &[Cause::CertificateIntercepted, Cause::CertificateName],
        Network::CertificateName => &[Cause::CertificateName, Cause::CertificateIntercepted],
        Network::NotTls => &[Cause::NotTls, Cause::Intercepted],
        Network::NotHttp => &[Cause::Intercepted],
        Network::Unknown => &[Cause::NoNetwork, Cause::Firewall, Cause::ProxyNeeded],
    }
}

/// The likely causes of an answer that is somebody else's.
pub(super) fn intercepted(setup: Setup, failure: FailureKind, who: Who) -> Vec<Cause> {
    let is_a_page = matches!(failure, FailureKind::Html | FailureKind::Redirected);
    let elsewhere = who.elsewhere();
    match (is_a_page, who.is_pistes(setup)) {
        (true, _) => vec![Cause::Intercepted, elsewhere, Cause::Incident],
        // PISTE itself says 404 when it is not well.
        (false, true) => vec![Cause::Incident, Cause::Intercepted, elsewhere],
        (false, false) => vec![elsewhere, Cause::Intercepted, Cause::Incident],
    }
}
