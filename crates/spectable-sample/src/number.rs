//! Numbers within limits.

use crate::limits::Limits;
use crate::random::Random;

/// How far numbers go from the one limit, or from 0.
const WIDTH: f64 = 1000.0;

/// A whole number between the limits of its type, and those that are said; without a random number, a small one.
pub(crate) fn whole(limits: Limits<'_>, (least, most): (i128, i128), random: Option<&mut Random>) -> i128 {
    let bounds = Bounds::of(limits);
    let (low, high) = bounds.range();
    let (low_is_out, high_is_out) =
        (bounds.low_is_out && low.fract() == 0.0, bounds.high_is_out && high.fract() == 0.0);
    // Types are narrower than `i128`, so what is clamped to one has room for one more.
    let within =
        |number: f64, one_more: i128| ((number as i128).clamp(least, most) + one_more).clamp(least, most);
    let low = within(low.ceil(), i128::from(low_is_out));
    let high = within(high.floor(), -i128::from(high_is_out));
    // A step that is wider than the type has one multiple in it, 0.
    let step = limits.number("multipleOf").map_or(1, |step| step as i128).clamp(1, most);
    let first = low + (-low).rem_euclid(step);
    let steps = (high - first).div_euclid(step).max(0);
    let smallest = if high <= 0 { steps } else { i128::from(steps > 0 && first == 0) };
    let count = random.map_or(smallest, |random| random.within(0, steps));
    (first + step * count).clamp(least, most)
}

/// A number with a fraction, as JSON text.
pub(crate) fn float(limits: Limits<'_>, random: Option<&mut Random>) -> String {
    let bounds = Bounds::of(limits);
    let (low, high) = bounds.range();
    if let Some(step) = limits.number("multipleOf").filter(|step| *step > 0.0) {
        let first = (low / step).ceil();
        let first = if bounds.low_is_out && first * step <= low { first + 1.0 } else { first };
        let steps = ((high / step).floor() - first).clamp(0.0, 1e6);
        let count = random.map_or(0, |random| random.within(0, steps as i128));
        return written((first + count as f64) * step);
    }
    // Sixteenths have few digits, and neither end is among them: it may be out.
    let part = |part: i128| low + (high - low) * part as f64 / 16.0;
    written(match random {
        _ if low >= high => low,
        Some(random) => part(random.within(1, 15)),
        None if low + 1.5 < high => low + 1.5,
        None => part(8),
    })
}

fn written(value: f64) -> String {
    serde_json::Number::from_f64(value).map_or_else(|| "0.5".to_owned(), |number| number.to_string())
}

/// The least and the most, and whether they are themselves out: as numbers (JSON Schema 2020-12), or by a word beside them (OpenAPI 3.0).
struct Bounds {
    low: Option<f64>,
    high: Option<f64>,
    low_is_out: bool,
    high_is_out: bool,
}

impl Bounds {
    fn of(limits: Limits<'_>) -> Self {
        if limits.are_none() {
            return Self { low: None, high: None, low_is_out: false, high_is_out: false };
        }
        let bound = |inner: &str, outer: &str, is_tighter: fn(f64, f64) -> bool| match (
            limits.number(inner),
            limits.number(outer),
        ) {
            (Some(inner), Some(outer)) if is_tighter(inner, outer) => (Some(inner), false),
            (_, Some(outer)) => (Some(outer), true),
            (inner, None) => (inner, limits.is(outer)),
        };
        let (low, low_is_out) = bound("minimum", "exclusiveMinimum", |inner, outer| inner > outer);
        let (high, high_is_out) = bound("maximum", "exclusiveMaximum", |inner, outer| inner < outer);
        Self { low, high, low_is_out, high_is_out }
    }

    fn range(&self) -> (f64, f64) {
        match (self.low, self.high) {
            (Some(low), Some(high)) => (low, high.min(low + 1e9).max(low)),
            (Some(low), None) => (low, low + WIDTH),
            (None, Some(high)) if high < 0.0 => (high - WIDTH, high),
            (None, Some(high)) => (0.0, high.min(1e9)),
            (None, None) => (0.0, WIDTH),
        }
    }
}
