//! An executor: it reads documents, and does its part of queries.

use std::sync::Arc;

use ballista_core::registry::BallistaFunctionRegistry;
use ballista_executor::executor_process::{ExecutorProcessConfig, start_executor_process};
use spectable_scale::{failure::Failure, stores};

use crate::{
    codec::{ScanCodec, TableCodec},
    scheduler,
};

/// The command line of an executor.
#[derive(Debug, clap::Parser)]
#[command(name = "spectable-executor", version, about = "Reads documents, and does its part of queries")]
pub struct Args {
    /// Where the scheduler is
    #[arg(long, value_name = "HOST", default_value = "localhost")]
    scheduler_host: String,

    /// The port of the scheduler
    #[arg(long, value_name = "PORT", default_value_t = 50050)]
    scheduler_port: u16,

    /// The address to listen at, for other executors and the scheduler
    #[arg(long, value_name = "HOST", default_value = "127.0.0.1")]
    bind_host: String,

    /// The port at which others fetch what this executor has done
    #[arg(long, value_name = "PORT", default_value_t = 50051)]
    bind_port: u16,

    /// The port at which the scheduler gives tasks
    #[arg(long, value_name = "PORT", default_value_t = 50052)]
    bind_grpc_port: u16,

    /// The name by which others reach this machine [default: the address that the scheduler sees]
    #[arg(long, value_name = "HOST")]
    external_host: Option<String>,

    /// How many tasks run at once [default: one for each core]
    #[arg(long, value_name = "N")]
    vcores: Option<usize>,

    /// Where what was done is kept until it is fetched [default: a new folder for temporary files]
    #[arg(long, value_name = "DIR")]
    work_dir: Option<String>,

    /// After how many seconds there is a sign of life for the scheduler
    #[arg(long, value_name = "SECONDS", default_value_t = 5, value_parser = clap::value_parser!(u64).range(1..))]
    heartbeat: u64,

    /// For how many seconds to wait for the scheduler at the start
    #[arg(long, value_name = "SECONDS", default_value_t = 30)]
    wait: u16,
}

/// Runs an executor until the process ends.
///
/// # Errors
/// If there is no scheduler, the address cannot be listened at, or the system gives no folder for temporary files.
pub async fn run(args: Args) -> Result<(), Failure> {
    // Those of Ballista leave out functions of lists, which the scheduler has: its tasks could not be decoded.
    let functions = BallistaFunctionRegistry::from(&scheduler::session(scheduler::config())?);
    let default = ExecutorProcessConfig::default();
    let config = ExecutorProcessConfig {
        scheduler_host: args.scheduler_host,
        scheduler_port: args.scheduler_port,
        scheduler_connect_timeout_seconds: args.wait,
        bind_host: args.bind_host,
        port: args.bind_port,
        grpc_port: args.bind_grpc_port,
        external_host: args.external_host,
        vcores: args.vcores.unwrap_or(default.vcores),
        work_dir: args.work_dir,
        executor_heartbeat_interval_seconds: args.heartbeat,
        override_logical_codec: Some(Arc::new(TableCodec::default())),
        override_physical_codec: Some(Arc::new(ScanCodec::default())),
        override_function_registry: Some(Arc::new(functions)),
        override_config_producer: Some(Arc::new(scheduler::config)),
        override_runtime_producer: Some(Arc::new(|_| stores::runtime())),
        ..default
    };
    let ended = start_executor_process(Arc::new(config)).await;
    ended.map_err(|error| {
        Failure::undecided(
            format!("the executor ended: {error}"),
            "start the scheduler first, and look at the ports",
        )
    })
}
