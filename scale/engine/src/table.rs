//! Documents as tables of DataFusion.
//!
//! ```no_run
//! # async fn example() -> datafusion::error::Result<()> {
//! use datafusion::prelude::SessionContext;
//! use spectable_scale::{documented::Models, table};
//!
//! let context = SessionContext::new();
//! table::register(&context, &Models::default());
//! context
//!     .sql("CREATE EXTERNAL TABLE calls STORED AS SPECTABLE LOCATION 'calls/' OPTIONS (model 'Call', schema 'docs/')")
//!     .await?;
//! context.sql("SELECT direction, count(*) FROM calls GROUP BY direction").await?.show().await
//! # }
//! ```

pub mod format;
pub(crate) mod locations;
mod narrow;
mod opener;
pub mod options;
pub mod provider;
pub mod source;

use std::sync::Arc;

use datafusion::prelude::SessionContext;

use self::{format::SpectableFormatFactory, provider::SpectableTableFactory};
use crate::documented::Models;

/// Makes `STORED AS SPECTABLE` known to a session, with these compiled models.
pub fn register(context: &SessionContext, models: &Models) {
    let formats = Arc::new(SpectableFormatFactory::new(models.clone()));
    let state = context.state_ref();
    let mut state = state.write();
    // What was registered under this name before is replaced, so that this cannot fail.
    if state.register_file_format(Arc::clone(&formats) as _, true).is_ok() {
        let tables = Arc::new(SpectableTableFactory::new(formats));
        state.table_factories_mut().insert(format::NAME.to_owned(), tables);
    }
}
