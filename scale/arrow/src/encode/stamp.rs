//! Timestamps as date-times.

use arrow_schema::TimeUnit;
use spectable::pull;
use spectable::types::OffsetDateTime;
use time::UtcOffset;

use super::refused::{Refused, Result};

/// How many units a second has.
fn units_of_second(unit: TimeUnit) -> i64 {
    match unit {
        TimeUnit::Second => 1,
        TimeUnit::Millisecond => 1_000,
        TimeUnit::Microsecond => 1_000_000,
        TimeUnit::Nanosecond => 1_000_000_000,
    }
}

/// The instant of a timestamp.
fn instant(value: i64, unit: TimeUnit) -> Option<OffsetDateTime> {
    let units = units_of_second(unit);
    let nanos = value.rem_euclid(units) * (1_000_000_000 / units);
    let second = OffsetDateTime::from_unix_timestamp(value.div_euclid(units)).ok()?;
    second.replace_nanosecond(u32::try_from(nanos).ok()?).ok()
}

/// Writes a timestamp as a date-time with an offset of so many seconds.
pub(super) fn write(value: i64, unit: TimeUnit, offset: i32, to: &mut Vec<u8>) -> Result<()> {
    let offset = UtcOffset::from_whole_seconds(offset)
        .map_err(|_| Refused::new(format!("{offset} seconds are no offset from UTC")))?;
    let written = instant(value, unit)
        .and_then(|instant| instant.checked_to_offset(offset))
        .is_some_and(|local| pull::write_date_time(local, to));
    if written {
        Ok(())
    } else {
        Err(Refused::new("ISO-8601 has no date-time before the year 0 or after 9999"))
    }
}

/// Whether a timestamp, and its offset if that is known, is what becomes of a date-time.
pub(super) fn is_of(value: i64, unit: TimeUnit, offset: Option<i32>, date_time: &str) -> bool {
    let Ok(date_time) = pull::date_time(date_time) else { return false };
    let units = units_of_second(unit);
    let fraction = i64::from(date_time.nanosecond()) / (1_000_000_000 / units);
    date_time.unix_timestamp().checked_mul(units).and_then(|it| it.checked_add(fraction)) == Some(value)
        && offset.is_none_or(|offset| offset == date_time.offset().whole_seconds())
}
