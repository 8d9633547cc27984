//! Decimal numbers as JSON spells them, compared and turned into whole numbers without rounding.

use std::ops::RangeInclusive;
use std::str::FromStr;

use serde_json::Number;

/// The most digits that any [`Whole`] number has: those of a `u64`.
const LONGEST: i64 = 20;

/// The whole numbers that a leaf can be.
pub(crate) trait Whole: FromStr + TryFrom<i128> {
    /// What a reader expects where the property is of this type.
    const EXPECTED: &'static str;
    /// Between which floats they are.
    const FLOATS: RangeInclusive<f64>;
    /// The number, where serde_json holds it as a whole number that fits.
    fn of(number: &Number) -> Option<Self>;
}

impl Whole for i64 {
    const EXPECTED: &'static str = "a whole number that fits 64 bits";
    const FLOATS: RangeInclusive<f64> = i64::MIN as f64..=i64::MAX as f64;

    #[inline]
    fn of(number: &Number) -> Option<Self> {
        number.as_i64()
    }
}

impl Whole for i32 {
    const EXPECTED: &'static str = "a whole number that fits 32 bits";
    const FLOATS: RangeInclusive<f64> = i32::MIN as f64..=i32::MAX as f64;

    #[inline]
    fn of(number: &Number) -> Option<Self> {
        number.as_i64().and_then(|value| value.try_into().ok())
    }
}

impl Whole for u64 {
    const EXPECTED: &'static str = "a whole number from 0 on that fits 64 bits";
    const FLOATS: RangeInclusive<f64> = 0.0..=u64::MAX as f64;

    #[inline]
    fn of(number: &Number) -> Option<Self> {
        number.as_u64()
    }
}

/// A number taken apart: its digits without the zeros at both ends, times a power of ten. Two spellings of one number become the
/// same value; `-0` is zero.
#[derive(Debug, Clone, Copy)]
struct Decimal<'a> {
    negative: bool,
    /// The digits before the point, and those after it.
    digits: (&'a str, &'a str),
    /// The power of ten of the last digit.
    power: i64,
}

impl<'a> Decimal<'a> {
    /// Takes a JSON number apart. The text is known to be one.
    fn new(token: &'a str) -> Self {
        let (negative, token) = token.strip_prefix('-').map_or((false, token), |rest| (true, rest));
        let (mantissa, exponent) = token.split_once(['e', 'E']).map_or((token, 0), |(mantissa, exponent)| {
            let beyond = if exponent.starts_with('-') { i64::MIN } else { i64::MAX };
            (mantissa, exponent.parse().unwrap_or(beyond))
        });
        let (mut whole, mut fraction) = mantissa.split_once('.').unwrap_or((mantissa, ""));
        whole = whole.trim_start_matches('0');
        fraction = fraction.trim_end_matches('0');
        let mut power = exponent.saturating_sub(length(fraction));
        if whole.is_empty() {
            fraction = fraction.trim_start_matches('0');
        }
        if fraction.is_empty() {
            let trimmed = whole.trim_end_matches('0');
            power = power.saturating_add(length(whole) - length(trimmed));
            whole = trimmed;
        }
        let zero = whole.is_empty() && fraction.is_empty();
        Self { negative: negative && !zero, digits: (whole, fraction), power: if zero { 0 } else { power } }
    }

    fn digits(self) -> impl Iterator<Item = u8> {
        self.digits.0.bytes().chain(self.digits.1.bytes())
    }

    fn to_whole<T: Whole>(self) -> Option<T> {
        let len = length(self.digits.0) + length(self.digits.1);
        // What has too many digits is not computed: an exponent may be as large as it likes.
        if self.power < 0 || self.power.saturating_add(len) > LONGEST {
            return None;
        }
        let digits = self.digits().fold(0, |value: i128, digit| value * 10 + i128::from(digit - b'0'));
        let value = digits * 10_i128.pow(u32::try_from(self.power).ok()?);
        T::try_from(if self.negative { -value } else { value }).ok()
    }
}

fn length(digits: &str) -> i64 {
    i64::try_from(digits.len()).unwrap_or(i64::MAX)
}

/// Whether two JSON numbers are the same number, however they are spelled.
pub(crate) fn same(a: &str, b: &str) -> bool {
    let (a, b) = (Decimal::new(a), Decimal::new(b));
    (a.negative, a.power) == (b.negative, b.power) && a.digits().eq(b.digits())
}

/// The whole number that a JSON number is, such as `1.0` or `1e3` (JSON Schema 2020-12, core 4.2.3); `None` where it is not one,
/// or does not fit.
pub(crate) fn whole<T: Whole>(token: &str) -> Option<T> {
    Decimal::new(token).to_whole()
}

/// From here on a float may be the neighbour of the number that was meant: 9007199254740993.0 becomes 9007199254740992.0.
const INEXACT: f64 = (1_u64 << f64::MANTISSA_DIGITS) as f64;

/// What is wrong with a float that [`may_be_rounded`].
pub(crate) const ROUNDED: &str = "a float of 2^53 or more, which may have been rounded";

/// The whole number that a float is.
pub(crate) fn whole_float<T: Whole>(value: f64) -> Option<T> {
    let whole = value.fract() == 0.0 && value.abs() < INEXACT;
    whole.then_some(value as i128).and_then(|value| T::try_from(value).ok())
}

/// Whether a float would be a whole number if one could rely on its last digit.
pub(crate) fn may_be_rounded<T: Whole>(value: f64) -> bool {
    value.abs() >= INEXACT && T::FLOATS.contains(&value)
}

/// The whole number that a number of serde_json is.
pub(crate) fn whole_number<T: Whole>(number: &Number) -> Option<T> {
    if let Some(value) = T::of(number) {
        return Some(value);
    }
    if numbers_are_text() { whole(&number.to_string()) } else { number.as_f64().and_then(whole_float) }
}

/// Whether serde_json keeps a number as its text: its feature `arbitrary_precision`, which another crate of the same build may
/// turn on. Only then it reads a number that no float can hold.
#[cold]
pub(crate) fn numbers_are_text() -> bool {
    Number::from_str("1e400").is_ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn whole_numbers_in_every_spelling() {
        let cases = [
            ("0", Some(0)),
            ("-0", Some(0)),
            ("-0.0", Some(0)),
            ("0e999999999999999999999999", Some(0)),
            ("0.000e-99", Some(0)),
            ("1.0", Some(1)),
            ("1e3", Some(1000)),
            ("1E+3", Some(1000)),
            ("10e-1", Some(1)),
            ("-1.50e1", Some(-15)),
            ("0.001e3", Some(1)),
            ("120.00", Some(120)),
            ("100e-2", Some(1)),
            ("1e18", Some(1_000_000_000_000_000_000)),
            ("1e19", None),
            ("9007199254740993.0", Some(9_007_199_254_740_993)),
            ("9223372036854775807.0", Some(i64::MAX)),
            ("9223372036854775807000e-3", Some(i64::MAX)),
            ("9223372036854775808.0", None),
            ("-9223372036854775808.0", Some(i64::MIN)),
            ("-9.223372036854775808e18", Some(i64::MIN)),
            ("-9223372036854775809.0", None),
            ("1.5", None),
            ("1e-1", None),
            ("0.1", None),
            ("1.00000000000000000000000001", None),
            ("1e999999999", None),
            ("1e-999999999", None),
            ("1e99999999999999999999999999", None),
            ("1e-99999999999999999999999999", None),
        ];
        for (token, expected) in cases {
            assert_eq!(whole::<i64>(token), expected, "{token}");
        }
        // Miri takes a thousand times as long.
        let zeros = if cfg!(miri) { 500 } else { 100_000 };
        let long = format!("1{}e-{zeros}", "0".repeat(zeros));
        assert_eq!(whole::<i64>(&long), Some(1));
    }

    #[test]
    fn floats_are_whole_numbers_where_they_are_exact() {
        let cases = [
            (1.0, Some(1)),
            (-0.0, Some(0)),
            (0.5, None),
            (9_007_199_254_740_991.0, Some(9_007_199_254_740_991)),
            (-9_007_199_254_740_991.0, Some(-9_007_199_254_740_991)),
            // 9007199254740993.0 is read as this float too.
            (9_007_199_254_740_992.0, None),
            (1e300, None),
            (f64::NAN, None),
            (f64::INFINITY, None),
        ];
        for (value, expected) in cases {
            assert_eq!(whole_float::<i64>(value), expected, "{value}");
            assert!(expected.is_none() || !may_be_rounded::<i64>(value), "{value}");
        }
    }

    #[test]
    fn spellings_of_one_number() {
        let same_ones = [
            ("1", "1.0"),
            ("1000", "1e3"),
            ("-0", "0.0e5"),
            ("0.00012", "1.2e-4"),
            ("1e400", "10.0E+399"),
            ("100", "0.1e3"),
            ("123.4500", "12345e-2"),
        ];
        for (a, b) in same_ones {
            assert!(same(a, b) && same(b, a), "{a} and {b}");
        }
        for (a, b) in [("1", "-1"), ("1", "10"), ("1.1", "1.01"), ("0", "1e-400"), ("12", "1.2"), ("11", "1")]
        {
            assert!(!same(a, b) && !same(b, a), "{a} and {b}");
        }
    }
}
