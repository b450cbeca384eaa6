//! What the native tests of the core share: the platform port over PISTE in miniature, in virtual time.
//!
//! [`scene::Scene`] is where to start: a simulator, a clock that only tests move, and tasks that run until nothing is
//! left to do. Nothing here sleeps, draws randomness or depends on the machine.

pub mod body;
pub mod chance;
pub mod clock;
pub mod network;
pub mod parsing;
pub mod platform;
pub mod response;
pub mod scene;
pub mod signal;
pub mod tasks;
pub mod transport;
pub mod value;
