//! Reads all files on one thread, and counts on all others.

use std::{
    num::NonZeroUsize,
    sync::{
        Arc, Mutex, PoisonError,
        mpsc::{Receiver, sync_channel},
    },
    thread,
};

use crate::{
    chunk::Chunk,
    error::Error,
    plan::Plan,
    source::{self, LONGEST_RECORD, Part, Source},
    tally::Tally,
    work,
};

/// What was read.
pub(crate) struct Read {
    pub(crate) tally: Tally,
    pub(crate) files: Vec<FileRead>,
    pub(crate) bytes: u64,
}

/// A file of traffic.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FileRead {
    /// What the user called it.
    pub name: String,
    /// Why it was not read to its end; `None` if it was.
    pub fault: Option<String>,
}

/// Reads all files.
pub(crate) fn run(plan: &Plan, sources: Vec<Source>, threads: Option<NonZeroUsize>) -> Result<Read, Error> {
    for source in &sources {
        source.check().map_err(|error| Error::unreadable(source.name(), &error))?;
    }
    let threads = threads.or_else(|| thread::available_parallelism().ok()).map_or(1, NonZeroUsize::get);
    let (send, receive) = sync_channel::<Chunk>(threads);
    let receive = Arc::new(Mutex::new(receive));
    thread::scope(|scope| {
        let mut workers = Vec::new();
        for _ in 0..threads {
            let receive = Arc::clone(&receive);
            let work = move || worker(plan, &receive);
            match thread::Builder::new().stack_size(STACK).spawn_scoped(scope, work) {
                Ok(worker) => workers.push(worker),
                // A system that gives fewer threads is slower.
                Err(error) if workers.is_empty() => return Err(Error::no_thread(&error)),
                Err(_) => break,
            }
        }
        // The workers alone have it: without any of them, nothing can be sent.
        drop(receive);
        let mut tally = Tally::of(plan);
        let mut bytes = 0;
        let mut files = Vec::new();
        let mut result = Ok(());
        for (number, source) in (0_u32..).zip(sources) {
            let name = source.name().to_owned();
            let read = source::read(source, number, plan.has_model(), &mut |part| match part {
                Part::Chunk(chunk) => {
                    bytes += chunk.bytes.len() as u64;
                    send.send(chunk).is_ok()
                }
                Part::TooLong(place) => {
                    let message = format!("the record is longer than {} MiB", LONGEST_RECORD >> 20);
                    tally.faults.add(place, || place, || message);
                    true
                }
            });
            let fault = match read {
                Ok(()) => None,
                Err(error) if error.kind() == std::io::ErrorKind::Unsupported => {
                    result = Err(Error::no_model(&name));
                    break;
                }
                Err(error) => Some(error.to_string()),
            };
            files.push(FileRead { name, fault });
        }
        drop(send);
        for worker in workers {
            match worker.join() {
                Ok(counted) => tally.merge(counted),
                Err(panic) => std::panic::resume_unwind(panic),
            }
        }
        result.map(|()| Read { tally, files, bytes })
    })
}

/// Records nest up to 127 levels, each of which takes some frames.
const STACK: usize = 4 << 20;

fn worker(plan: &Plan, receive: &Mutex<Receiver<Chunk>>) -> Tally {
    let mut tally = Tally::of(plan);
    loop {
        let next = receive.lock().unwrap_or_else(PoisonError::into_inner).recv();
        let Ok(chunk) = next else { return tally };
        work::count(plan, &mut tally, &chunk);
    }
}
