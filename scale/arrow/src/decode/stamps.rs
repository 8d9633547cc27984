//! A column of date-times while it grows.

use arrow_array::ArrayRef;
use arrow_array::types::{
    TimestampMicrosecondType, TimestampMillisecondType, TimestampNanosecondType, TimestampSecondType,
};
use arrow_schema::{ArrowError, DataType, TimeUnit};
use spectable::types::OffsetDateTime;

use super::failure::Result;
use super::numbers::Numbers;
use super::reading::Reading;

#[derive(Debug)]
pub(super) enum Stamps {
    Seconds(Numbers<TimestampSecondType>),
    Millis(Numbers<TimestampMillisecondType>),
    Micros(Numbers<TimestampMicrosecondType>),
    Nanos(Numbers<TimestampNanosecondType>),
}

/// Does the same with each variant.
macro_rules! each {
    ($stamps:expr, $numbers:ident => $body:expr) => {
        match $stamps {
            Stamps::Seconds($numbers) => $body,
            Stamps::Millis($numbers) => $body,
            Stamps::Micros($numbers) => $body,
            Stamps::Nanos($numbers) => $body,
        }
    };
}

impl Stamps {
    pub(super) fn new(unit: TimeUnit) -> Self {
        match unit {
            TimeUnit::Second => Self::Seconds(Numbers::new()),
            TimeUnit::Millisecond => Self::Millis(Numbers::new()),
            TimeUnit::Microsecond => Self::Micros(Numbers::new()),
            TimeUnit::Nanosecond => Self::Nanos(Numbers::new()),
        }
    }

    #[inline]
    pub(super) fn len(&self) -> usize {
        each!(self, numbers => numbers.len())
    }

    /// Reads a date-time: the next row.
    #[inline]
    pub(super) fn read(&mut self, reading: &mut Reading<'_>) -> Result<()> {
        let value = reading.date_time()?;
        // Without a column for it, the offset is lost, unless the text is kept.
        if !self.push(value) || !value.offset().is_utc() {
            reading.is_inexact = true;
        }
        Ok(())
    }

    /// Adds an instant, in whole units of the column. Whether it is exact; one that does not fit is a null.
    #[inline]
    pub(super) fn push(&mut self, value: OffsetDateTime) -> bool {
        let nanos_of_unit = match self {
            Self::Seconds(_) => 1_000_000_000,
            Self::Millis(_) => 1_000_000,
            Self::Micros(_) => 1_000,
            Self::Nanos(_) => 1,
        };
        let units_of_second = 1_000_000_000 / i64::from(nanos_of_unit);
        let units = value
            .unix_timestamp()
            .checked_mul(units_of_second)
            .and_then(|units| units.checked_add(i64::from(value.nanosecond() / nanos_of_unit)));
        match units {
            Some(units) => {
                each!(self, numbers => numbers.push(units));
                value.nanosecond().is_multiple_of(nanos_of_unit)
            }
            None => {
                self.pad(self.len() + 1);
                false
            }
        }
    }

    #[inline]
    pub(super) fn pad(&mut self, len: usize) {
        each!(self, numbers => numbers.pad(len));
    }

    pub(super) fn truncate(&mut self, len: usize) {
        each!(self, numbers => numbers.truncate(len));
    }

    pub(super) fn finish(&mut self, data_type: &DataType) -> std::result::Result<ArrayRef, ArrowError> {
        each!(self, numbers => numbers.finish(data_type))
    }
}
