//! The machine on which a benchmark ran: what a reader needs to judge its figures.

use std::fmt;
use std::fs;
use std::num::NonZeroUsize;
use std::process::Command;

/// A machine. What it does not tell is empty or 0.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, serde::Serialize, serde::Deserialize)]
pub struct Machine {
    /// The model of the processor, as it names itself.
    pub processor: String,
    /// How many threads run at once.
    pub cores: usize,
    /// Memory in GB, rounded.
    pub memory: u64,
    /// The operating system and the architecture.
    pub system: String,
    /// `rustc --version`.
    pub rustc: String,
}

impl Machine {
    /// This machine. Linux tells the processor and the memory; elsewhere they are left out.
    pub fn this() -> Self {
        let read = |path| fs::read_to_string(path).unwrap_or_default();
        let value = |text: &str, key: &str| {
            let line = text.lines().find_map(|line| line.strip_prefix(key)?.split_once(':'));
            line.map(|(_, value)| value.trim().to_owned()).unwrap_or_default()
        };
        let memory = value(&read("/proc/meminfo"), "MemTotal");
        let kilobytes = memory.split_whitespace().next().and_then(|it| it.parse::<u64>().ok());
        let rustc = std::env::var_os("RUSTC").unwrap_or_else(|| "rustc".into());
        let version = Command::new(rustc).arg("--version").output();
        Self {
            processor: value(&read("/proc/cpuinfo"), "model name"),
            cores: std::thread::available_parallelism().map_or(0, NonZeroUsize::get),
            memory: (kilobytes.unwrap_or_default() * 1024 + 500_000_000) / 1_000_000_000,
            system: format!("{} on {}", std::env::consts::OS, std::env::consts::ARCH),
            rustc: version
                .map(|it| String::from_utf8_lossy(&it.stdout).trim().to_owned())
                .unwrap_or_default(),
        }
    }
}

impl fmt::Display for Machine {
    /// One line, without what is not known.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let some =
            |number: u64, unit: &str| if number == 0 { String::new() } else { format!("{number} {unit}") };
        let cores = some(self.cores as u64, if self.cores == 1 { "core" } else { "cores" });
        let parts = [&self.processor, &cores, &some(self.memory, "GB of memory"), &self.system, &self.rustc];
        let known: Vec<&str> =
            parts.into_iter().map(String::as_str).filter(|part| !part.is_empty()).collect();
        f.write_str(&known.join(", "))
    }
}
