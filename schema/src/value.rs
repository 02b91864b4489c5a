//! Values with units: durations, money, rates and sizes, exact.

mod date;
mod duration;
mod money;
mod rate;
mod size;

pub use date::Date;
pub use duration::Duration;
pub use money::Money;
pub use rate::{Rate, TimeUnit};
pub use size::Size;
