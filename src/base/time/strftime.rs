//! Ruby's `Time#strftime`.
use super::Time;
pub(super) fn format(time: &Time, format: &str) -> String {
    time.zoned().strftime(format).to_string()
}
