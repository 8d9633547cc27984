//! Days as Arrow counts them.

use spectable::types::Date;

/// The Julian day of 1970-01-01.
const EPOCH: i32 = 2_440_588;

/// Days since 1970-01-01.
pub(crate) fn days_of(date: Date) -> i32 {
    date.to_julian_day() - EPOCH
}

/// The date so many days after 1970-01-01; `None` if it is beyond what dates can be.
pub(crate) fn date_of(days: i32) -> Option<Date> {
    Date::from_julian_day(days.checked_add(EPOCH)?).ok()
}
