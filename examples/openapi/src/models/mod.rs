// Generated from openapi.yaml, release 1.0.0 by spectable; not to be edited.

mod models_h;
mod models_m;
mod models_q;
mod models_w;

pub use models_h::*;
pub use models_m::*;
pub use models_q::*;
pub use models_w::*;