//! Object stores by their URLs: what the variables of the environment say of them is enough to reach them.

use std::{env, sync::Arc};

use datafusion::{
    error::{DataFusionError, Result},
    execution::{
        object_store::{DefaultObjectStoreRegistry, ObjectStoreRegistry},
        runtime_env::{RuntimeEnv, RuntimeEnvBuilder},
    },
    object_store::{ObjectStore, parse_url_opts},
};
use url::Url;

use crate::failure::Failure;

/// The local disk, and each store that a URL leads to: a feature of this crate for each kind (`aws`, `azure`, `gcp`, `http`).
#[derive(Debug, Default)]
pub struct Stores {
    known: DefaultObjectStoreRegistry,
}

impl ObjectStoreRegistry for Stores {
    fn register_store(&self, url: &Url, store: Arc<dyn ObjectStore>) -> Option<Arc<dyn ObjectStore>> {
        self.known.register_store(url, store)
    }

    fn deregister_store(&self, url: &Url) -> Result<Arc<dyn ObjectStore>> {
        self.known.deregister_store(url)
    }

    fn get_store(&self, url: &Url) -> Result<Arc<dyn ObjectStore>> {
        if let Ok(known) = self.known.get_store(url) {
            return Ok(known);
        }
        let (store, _) = parse_url_opts(url, env::vars()).map_err(|error| {
            let message = format!("cannot reach `{url}`: {error}");
            DataFusionError::from(Failure::undecided(
                message,
                "the kinds of stores are features of this program",
            ))
        })?;
        let store: Arc<dyn ObjectStore> = store.into();
        self.known.register_store(url, Arc::clone(&store));
        Ok(store)
    }
}

/// An environment for sessions that reaches these stores.
///
/// # Errors
/// If the system gives no folder for temporary files.
pub fn runtime() -> Result<Arc<RuntimeEnv>> {
    RuntimeEnvBuilder::new().with_object_store_registry(Arc::new(Stores::default())).build_arc()
}
