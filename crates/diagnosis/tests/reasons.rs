//! Every reason that the client can give is one that a diagnosis understands.

use sne_cotation::core::reason::{Kind, Reason};
use sne_cotation_diagnosis::failure_kind::FailureKind;

#[test]
fn only_mistakes_of_the_caller_are_none_of_the_services() {
    for reason in Reason::ALL {
        let is_the_callers = reason.kind() == Kind::Config || matches!(reason, Reason::Aborted | Reason::QueueFull);
        let failure = FailureKind::of(reason.id(), "");
        assert_eq!(failure == FailureKind::Mistake, is_the_callers, "{}", reason.id());
    }
}
