//! The scheduler: it takes queries, cuts them into tasks, and gives these to executors.

use std::{net::SocketAddr, sync::Arc};

use ballista_core::{
    extension::{
        SessionConfigExt, ballista_aggregate_functions, ballista_scalar_functions, ballista_window_functions,
    },
    optimizer::ballista_default_optimizer_rules,
};
use ballista_scheduler::{
    cluster::BallistaCluster, config::SchedulerConfig, scheduler_process::start_server,
};
use datafusion::{
    execution::{SessionStateBuilder, session_state::SessionState},
    prelude::SessionConfig,
};
use spectable_scale::{failure::Failure, stores};

use crate::codec::{ScanCodec, TableCodec};

/// The command line of a scheduler.
#[derive(Debug, clap::Parser)]
#[command(
    name = "spectable-scheduler",
    version,
    about = "Takes queries over documents, and gives their tasks to executors"
)]
pub struct Args {
    /// The address to listen at; anybody who reaches it can read what the executors can
    #[arg(long, value_name = "HOST", default_value = "127.0.0.1")]
    bind_host: String,

    /// The port to listen at
    #[arg(long, value_name = "PORT", default_value_t = 50050)]
    bind_port: u16,

    /// The name by which clients and executors reach this machine
    #[arg(long, value_name = "HOST", default_value = "localhost")]
    external_host: String,

    /// After how many seconds without a sign of life an executor is gone: its tasks are given to others
    #[arg(long, value_name = "SECONDS", default_value_t = 30, value_parser = clap::value_parser!(u64).range(2..))]
    executor_timeout: u64,
}

/// Runs a scheduler until the process ends.
///
/// # Errors
/// If the address cannot be listened at.
pub async fn run(args: Args) -> Result<(), Failure> {
    let failed =
        |error: &dyn std::fmt::Display| Failure::undecided(format!("the scheduler ended: {error}"), "");
    let address = format!("{}:{}", args.bind_host, args.bind_port);
    let address: SocketAddr = address.parse().map_err(|_| {
        Failure::bad_input(
            format!("`{address}` is not an address"),
            "give `--bind-host` as an IP address, such as 0.0.0.0",
        )
    })?;
    let config = SchedulerConfig {
        bind_host: args.bind_host,
        bind_port: args.bind_port,
        external_host: args.external_host,
        executor_timeout_seconds: args.executor_timeout,
        expire_dead_executor_interval_seconds: (args.executor_timeout / 2).clamp(1, 15),
        override_logical_codec: Some(Arc::new(TableCodec::default())),
        override_physical_codec: Some(Arc::new(ScanCodec::default())),
        override_config_producer: Some(Arc::new(config)),
        override_session_builder: Some(Arc::new(session)),
        ..SchedulerConfig::default()
    };
    let cluster = BallistaCluster::new_from_config(&config).await.map_err(|error| failed(&error))?;
    start_server(cluster, address, Arc::new(config)).await.map_err(|error| failed(&error))
}

/// How sessions are set up on a cluster.
pub(crate) fn config() -> SessionConfig {
    SessionConfig::new_with_ballista()
        .with_ballista_logical_extension_codec(Arc::new(TableCodec::default()))
        .with_ballista_physical_extension_codec(Arc::new(ScanCodec::default()))
}

/// A session of the scheduler; executors have its functions.
pub(crate) fn session(config: SessionConfig) -> datafusion::error::Result<SessionState> {
    Ok(SessionStateBuilder::new()
        .with_default_features()
        .with_config(config)
        .with_runtime_env(stores::runtime()?)
        .with_optimizer_rules(ballista_default_optimizer_rules())
        .with_scalar_functions(ballista_scalar_functions())
        .with_aggregate_functions(ballista_aggregate_functions())
        .with_window_functions(ballista_window_functions())
        .build())
}
