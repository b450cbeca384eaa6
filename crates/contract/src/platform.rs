//! The port: what reading and binding need of the platform. JavaScript does it better, or smaller, than code of our
//! own.

/// The platform.
pub trait Platform {
    /// A number as the platform writes it: `1`, `0.5`, `1e+21`.
    fn write_number(&self, number: f64) -> String;
}
