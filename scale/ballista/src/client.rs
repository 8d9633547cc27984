//! A session whose queries run on a cluster.

use std::{num::NonZeroUsize, sync::Arc};

use ballista_core::extension::{SessionConfigExt, SessionStateExt};
use datafusion::prelude::SessionContext;
use spectable_scale::{documented::Models, failure::Failure, session, table};
use url::Url;

use crate::codec::{ScanCodec, TableCodec};

/// The port of a scheduler whose URL has none.
const PORT: u16 = 50050;

/// A session on the cluster whose scheduler is at this URL, with these compiled models. Queries are cut into so many parts
/// where they read files, and where they join and group: an executor works on as many at once as it has cores.
///
/// # Errors
/// If it is not a URL of a scheduler. Whether one is there turns out at the first query.
pub fn context(url: &str, parts: NonZeroUsize, models: &Models) -> Result<SessionContext, Failure> {
    let config = session::config()
        .with_target_partitions(parts.get())
        .with_ballista_logical_extension_codec(Arc::new(TableCodec::default()))
        .with_ballista_physical_extension_codec(Arc::new(ScanCodec::default()));
    let state = session::state(config)?.upgrade_for_ballista(scheduler(url)?)?;
    let context = SessionContext::new_with_state(state);
    table::register(&context, &models.clone().with_plain_enums());
    Ok(context)
}

/// The URL of a scheduler as Ballista wants it.
fn scheduler(url: &str) -> Result<String, Failure> {
    let wrong = || {
        Failure::bad_input(
            format!("`{url}` is not the URL of a scheduler"),
            "write it as http://localhost:50050",
        )
    };
    let parsed = Url::parse(url).map_err(|_| wrong())?;
    if !matches!(parsed.scheme(), "http" | "df") {
        return Err(wrong());
    }
    let host = parsed.host_str().filter(|it| !it.is_empty()).ok_or_else(wrong)?;
    Ok(format!("http://{host}:{}", parsed.port().unwrap_or(PORT)))
}

#[cfg(test)]
mod tests {
    use super::scheduler;

    #[test]
    fn urls_of_schedulers() {
        assert_eq!(scheduler("http://localhost:1234").unwrap(), "http://localhost:1234");
        assert_eq!(scheduler("df://10.0.0.1").unwrap(), "http://10.0.0.1:50050");
        for wrong in ["localhost:50050", "", "ftp://host", "http://"] {
            let said = scheduler(wrong).unwrap_err().to_string();
            assert!(said.ends_with("write it as http://localhost:50050"), "{said}");
        }
    }
}
