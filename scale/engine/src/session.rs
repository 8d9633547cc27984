//! Sessions as the commands have them.

use datafusion::{
    error::Result,
    execution::{SessionStateBuilder, session_state::SessionState},
    prelude::{SessionConfig, SessionContext},
};

use crate::{documented::Models, stores, table};

/// How a session is set up. Names in SQL are those of the documentation, as they are written: `startTime` needs no quotes. A folder means the files in its
/// folders, too.
pub fn config() -> SessionConfig {
    let mut config = SessionConfig::new().with_information_schema(true);
    config.options_mut().sql_parser.enable_ident_normalization = false;
    config.options_mut().execution.listing_table_ignore_subdirectory = false;
    config
}

/// The state of a session with `STORED AS SPECTABLE`, which reaches object stores by their URLs.
///
/// # Errors
/// If the system gives no folder for temporary files.
pub fn state(config: SessionConfig) -> Result<SessionState> {
    let builder = SessionStateBuilder::new().with_default_features();
    Ok(builder.with_config(config).with_runtime_env(stores::runtime()?).build())
}

/// A session on this machine.
///
/// # Errors
/// If the system gives no folder for temporary files.
pub fn local(models: &Models) -> Result<SessionContext> {
    let context = SessionContext::new_with_state(state(config())?);
    table::register(&context, models);
    Ok(context)
}
