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

/// The variables of the environment that say how stores are reached begin with one of these.
const PREFIXES: [&str; 3] = ["AWS_", "AZURE_", "GOOGLE_"];

/// The variables that say how stores are reached.
fn variables() -> Result<Vec<(String, String)>> {
    let mut variables = Vec::new();
    for (name, value) in env::vars_os() {
        let Some(name) = name.to_str().filter(|name| PREFIXES.iter().any(|it| name.starts_with(it))) else {
            continue;
        };
        let Ok(value) = value.into_string() else {
            let message = format!("the variable `{name}` of the environment is not Unicode");
            return Err(Failure::bad_input(message, "set it again, or unset it").into());
        };
        variables.push((name.to_owned(), value));
    }
    Ok(variables)
}

/// The scheme and host of a URL: the rest of it may hold a password.
fn shown(url: &Url) -> String {
    format!("{}://{}", url.scheme(), url.host_str().unwrap_or_default())
}

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
        let (store, _) = parse_url_opts(url, variables()?).map_err(|error| {
            let reason = error.to_string().replace(url.as_str(), &shown(url));
            let message = format!("cannot reach `{}`: {reason}", shown(url));
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

#[cfg(test)]
mod tests {
    use datafusion::execution::object_store::ObjectStoreRegistry;
    use url::Url;

    use super::Stores;

    #[test]
    fn a_message_has_no_password() {
        for url in ["nothing://ada:secret@bucket/calls/?secret", "nothing://bucket/secret"] {
            let said = Stores::default().get_store(&Url::parse(url).unwrap()).unwrap_err().to_string();
            assert!(said.contains("cannot reach `nothing://bucket`") && !said.contains("secret"), "{said}");
        }
    }
}
