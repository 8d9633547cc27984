//! Newline-delimited JSON on all cores.
//!
//! The thread that asks for records cuts the stream into blocks of whole lines, and gives them to the threads of `rayon`. It takes them back in their order.
//! A block that no thread has begun is done by the thread that asks for it. So it waits only if other threads work on all blocks.

use std::any::Any;
use std::collections::VecDeque;
use std::fmt;
use std::io::Read;
use std::iter::FusedIterator;
use std::mem;
use std::panic::{AssertUnwindSafe, catch_unwind, resume_unwind};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Condvar, Mutex, MutexGuard, OnceLock, PoisonError};

use super::blocks::{Block, Blocks};
use super::lines::Lines;
use crate::element::Element;
use crate::error::Error;
use crate::reader::Reader;

/// About how many bytes of lines a thread gets at once: few at the beginning, so that the first records come soon, and twice as many each time.
const FIRST_BLOCK: usize = 1 << 10;
const BLOCK: usize = 32 << 10;

/// [`Lines`] on all cores: records in the order of their lines, read by the threads of `rayon`. See [`Lines::par`] and [`Lines::par_map`].
///
/// It has what [`Lines`] has: the same records, the same errors with the same places, limits, and ends.
///
/// **Memory is bounded.** There are four blocks of 32 KiB in work for each thread, and one, each as text or as its records; a line that is longer than a block is
/// a block. No more is read of the stream before a block is taken.
///
/// **Records come a block at a time.** The stream is read on while threads work on a block. Once it is done, at most one block more is read before its records come,
/// or what is left until the stream ends or fails. So a record may wait until its block is full, and then for one block more: for streams that
/// trickle, and where the other side waits for an answer, use [`Lines`].
///
/// **Threads** are those of the pool in which [`next`](Iterator::next) is called: of all cores, or of a pool of yours by `ThreadPool::install`. The thread that calls reads the
/// stream. It does the block that it needs if no other thread has begun it. While another thread works on that one, it does others, and waits only if there is none.
/// Neither the reader nor the iterator has to be sent to another thread.
/// Where the threads of all cores cannot be started, the thread that calls does everything.
///
/// **To drop it** stops the work: blocks that are in work end at their next record. Then nothing holds the function of [`Lines::par_map`] any more.
///
/// **A panic** in the function of [`Lines::par_map`] goes on in the thread that asks for the record, as it would without threads. The other records of its block are
/// lost; if it is caught, the next call goes on with the next block.
pub struct ParLines<R, U> {
    blocks: Blocks<R>,
    work: Arc<dyn Work<U>>,
    shared: Arc<Shared<U>>,
    /// In the order of the stream.
    waiting: VecDeque<Waiting<U>>,
    /// What is made of the records of a block, the next one last.
    current: Vec<Done<U>>,
    /// Memory of blocks that are done, for those that come: the threads would get in each other's way if one freed what another allocates.
    spare: Spare<U>,
    /// What is after the records of the block.
    panic: Option<Payload>,
    has_ended: bool,
    next_size: usize,
    line: u64,
    records: u64,
    offset: u64,
}

type Payload = Box<dyn Any + Send>;

/// What was read and is not taken yet.
enum Waiting<U> {
    /// What becomes of a block, and how many bytes it has.
    Block(Arc<Outcome<U>>, usize),
    /// The error of the reader.
    Failure(Error),
}

/// What became of a record.
struct Done<U> {
    result: U,
    line: u64,
    /// Where the next line begins.
    end: u64,
}

/// What became of the records of a block, and the panic that ended them.
struct Records<U> {
    done: Vec<Done<U>>,
    panic: Option<Payload>,
    /// The memory in which the block was.
    text: Vec<u8>,
}

/// Memory to be used again.
struct Spare<U> {
    texts: Vec<Vec<u8>>,
    done: Vec<Vec<Done<U>>>,
}

/// What becomes of a block, and is there when it is done.
struct Outcome<U> {
    state: Mutex<Option<Records<U>>>,
    is_done: Condvar,
}

/// A block that no thread has begun.
struct Task<U> {
    block: Block,
    /// For what becomes of its records.
    done: Vec<Done<U>>,
    work: Arc<dyn Work<U>>,
    outcome: Arc<Outcome<U>>,
}

/// What the threads share. It does not hold the function, but by its tasks: a helper may stay in the queue of `rayon` for longer than the iterator lives.
struct Shared<U> {
    queue: Mutex<Queue<U>>,
    /// Whether nobody wants the outcomes any more.
    is_dropped: AtomicBool,
}

struct Queue<U> {
    /// In the order of the stream.
    tasks: VecDeque<Task<U>>,
    /// How many closures `rayon` has that will look for tasks.
    helpers: usize,
}

/// What is done with each record.
trait Work<U>: Send + Sync {
    /// Does it with the records of a block, until it is dropped. The memory in which the block was.
    fn block(&self, block: Block, is_dropped: &AtomicBool, done: &mut Vec<Done<U>>) -> Vec<u8>;
    /// Does it with an error of the reader.
    fn failure(&self, error: Error) -> U;
}

struct ReadAndMap<T, U, F> {
    reader: Reader,
    map: F,
    of: std::marker::PhantomData<fn(T) -> U>,
}

impl<T, U, F> Work<U> for ReadAndMap<T, U, F>
where
    T: Element,
    F: Fn(Result<T, Error>) -> U + Send + Sync,
{
    fn block(&self, block: Block, is_dropped: &AtomicBool, done: &mut Vec<Done<U>>) -> Vec<u8> {
        let mut lines = Lines::<_, T>::of_block(self.reader.apart(), block);
        while !is_dropped.load(Ordering::Relaxed) {
            let Some(record) = lines.next() else { break };
            let result = (self.map)(record);
            done.push(Done { result, line: lines.line(), end: lines.byte_offset() });
        }
        lines.into_bytes()
    }

    fn failure(&self, error: Error) -> U {
        (self.map)(Err(error))
    }
}

impl<R: Read, T: Element> Lines<R, T> {
    /// The records that are left, read on all cores, in their order. With the feature `rayon`.
    ///
    /// It is worth it where reading a record takes longer than the reader takes to deliver it. For a few records it is not: a thread gets 32 KiB at once.
    /// Nor is it where records are dropped at once: one thread frees then what others allocate. [`par_map`](Self::par_map), which hands over only what is made of a
    /// record, is faster. Nor for a stream that trickles: a record comes only when its block and often the next one is read, as [`ParLines`] says.
    ///
    /// ```
    /// use spectable::Lines;
    ///
    /// let text = b"[1]\n[1,\n[3]\n";
    /// let mut lines = Lines::<_, Vec<i64>>::new(&text[..]).par();
    /// assert_eq!(lines.next().unwrap()?, [1]);
    /// assert_eq!(lines.next().unwrap().unwrap_err().line(), 2);
    /// assert_eq!(lines.next().unwrap()?, [3]);
    /// assert!(lines.next().is_none());
    /// # Ok::<(), spectable::Error>(())
    /// ```
    pub fn par(self) -> ParLines<R, Result<T, Error>> {
        self.par_map(|record| record)
    }

    /// What a function makes of each record that is left, in their order. The records are read on all cores, and the function runs there, too. With the
    /// feature `rayon`.
    ///
    /// An error of the reader is given to the function as well, on the thread that asks for it.
    ///
    /// The function must end without the thread that asks for records, which waits for it and does nothing else meanwhile. In a pool whose threads ask for records, a
    /// function never ends that waits for all threads of the pool, as `rayon::broadcast` does.
    ///
    /// ```
    /// use spectable::Lines;
    ///
    /// let text = b"[1,2]\n[3]\nno\n";
    /// let lines = Lines::<_, Vec<i64>>::new(&text[..]);
    /// let sums = lines.par_map(|record| record.map(|numbers| numbers.iter().sum::<i64>()).unwrap_or(-1));
    /// assert_eq!(sums.collect::<Vec<_>>(), [3, 3, -1]);
    /// ```
    pub fn par_map<U, F>(self, map: F) -> ParLines<R, U>
    where
        U: Send + 'static,
        F: Fn(Result<T, Error>) -> U + Send + Sync + 'static,
    {
        let (line, records, offset) = (self.line(), self.records(), self.byte_offset());
        let (blocks, reader) = self.into_blocks();
        ParLines {
            blocks,
            work: Arc::new(ReadAndMap { reader, map, of: std::marker::PhantomData }),
            shared: Arc::new(Shared {
                queue: Mutex::new(Queue { tasks: VecDeque::new(), helpers: 0 }),
                is_dropped: AtomicBool::new(false),
            }),
            waiting: VecDeque::new(),
            current: Vec::new(),
            spare: Spare { texts: Vec::new(), done: Vec::new() },
            panic: None,
            has_ended: false,
            next_size: FIRST_BLOCK,
            line,
            records,
            offset,
        }
    }
}

impl<R, U> ParLines<R, U> {
    /// The line of the last record, good or bad, from 1; 0 before the first record.
    pub fn line(&self) -> u64 {
        self.line
    }

    /// How many records were returned, good and bad.
    pub fn records(&self) -> u64 {
        self.records
    }

    /// How many bytes of the stream the records that were returned take, with all that is before them: where reading a file can go on, as with
    /// [`Lines::byte_offset`].
    pub fn byte_offset(&self) -> u64 {
        self.offset
    }

    /// Lets the iterator go on after it has ended with an error of the reader.
    pub fn resume(&mut self) {
        self.blocks.resume();
        self.has_ended = false;
    }

    /// The reader. It has been read further than the records that were returned.
    pub fn get_ref(&self) -> &R {
        self.blocks.reader()
    }
}

impl<R: Read, U: Send + 'static> ParLines<R, U> {
    /// Reads blocks and gives them to the threads: as many as there may be in work; but if the first is done, only one, and those that are read already, so as
    /// not to hold it back. One is always read. Otherwise threads that are quicker than who takes the records would have nothing to do until all is taken.
    fn fill(&mut self) {
        let threads = threads();
        let most = threads * 4 + 1;
        if let Some(Waiting::Failure(_)) = self.waiting.back() {
            return;
        }
        // A long line takes the room of many blocks.
        while self.waiting.len() < most && self.bytes_in_work() < most * BLOCK {
            match self.blocks.next_block(self.next_size, &mut self.spare.texts) {
                Ok(Some(block)) => {
                    self.next_size = (self.next_size * 2).min(BLOCK);
                    self.give(block, threads);
                }
                Ok(None) => return,
                Err(error) => {
                    self.waiting.push_back(Waiting::Failure(error));
                    return;
                }
            }
            if self.is_first_done() && !self.blocks.has(self.next_size) {
                return;
            }
        }
    }

    fn give(&mut self, block: Block, threads: usize) {
        let outcome = Arc::new(Outcome { state: Mutex::new(None), is_done: Condvar::new() });
        self.waiting.push_back(Waiting::Block(Arc::clone(&outcome), block.bytes.len()));
        let needs_helper = {
            let mut queue = self.shared.lock();
            let done = self.spare.done.pop().unwrap_or_default();
            queue.tasks.push_back(Task { block, done, work: Arc::clone(&self.work), outcome });
            // The thread that calls is one of them.
            let needs_helper = queue.helpers < if threads > 1 { threads - 1 } else { threads };
            queue.helpers += usize::from(needs_helper);
            needs_helper
        };
        if needs_helper {
            help(Arc::clone(&self.shared));
        }
    }
}

impl<R, U> ParLines<R, U> {
    fn is_first_done(&self) -> bool {
        match self.waiting.front() {
            Some(Waiting::Block(outcome, _)) => outcome.lock().is_some(),
            _ => false,
        }
    }

    fn bytes_in_work(&self) -> usize {
        let bytes = |waiting: &Waiting<U>| if let Waiting::Block(_, bytes) = waiting { *bytes } else { 0 };
        self.waiting.iter().map(bytes).sum()
    }
}

/// How many threads there are to give blocks to; 0 if they cannot be started.
fn threads() -> usize {
    static HAS_STARTED: OnceLock<bool> = OnceLock::new();
    let is_in_pool = rayon::current_thread_index().is_some();
    if is_in_pool || *HAS_STARTED.get_or_init(start) { rayon::current_num_threads() } else { 0 }
}

/// Starts the threads of all cores, and says whether they run. `rayon` would start them as well, but panic where that fails.
fn start() -> bool {
    // Where there are no threads, `rayon` makes do with the one that calls, but not after this has failed.
    if !cfg!(target_family = "wasm") {
        match rayon::ThreadPoolBuilder::new().build_global() {
            Ok(()) => return true,
            Err(error) if std::error::Error::source(&error).is_some() => return false,
            Err(_) => {}
        }
    }
    // The program has started them before, or has tried to. Nothing but a panic tells whether they run.
    catch_unwind(rayon::current_num_threads).is_ok()
}

/// Has a thread do tasks until there is none. A few at a time, so that the thread can do other things between them; not one, since `rayon` wakes another thread
/// for what comes next.
fn help<U: Send + 'static>(shared: Arc<Shared<U>>) {
    const AT_ONCE: usize = 16;
    rayon::spawn_fifo(move || {
        for _ in 0..AT_ONCE {
            let task = {
                let mut queue = shared.lock();
                let task = queue.tasks.pop_front();
                queue.helpers -= usize::from(task.is_none());
                task
            };
            let Some(task) = task else { return };
            // What is dropped here may be what the function made, or the function. A panic of theirs would end the program, and concerns nobody any more.
            let _panic = catch_unwind(AssertUnwindSafe(|| task.run(&shared.is_dropped)));
        }
        help(shared);
    });
}

impl<U> Shared<U> {
    fn lock(&self) -> MutexGuard<'_, Queue<U>> {
        // Nothing panics while it is locked.
        self.queue.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// What becomes of a block. Until it is done, this thread does what no other one has begun: first of all that block.
    fn outcome(&self, outcome: &Outcome<U>) -> Records<U> {
        loop {
            if let Some(done) = outcome.lock().take() {
                return done;
            }
            let task = self.lock().tasks.pop_front();
            match task {
                Some(task) => task.run(&self.is_dropped),
                None => return outcome.wait(),
            }
        }
    }
}

impl<U> Task<U> {
    fn run(self, is_dropped: &AtomicBool) {
        let Self { block, mut done, work, outcome } = self;
        // A panic that left this thread would end the program, or leave the other one waiting.
        let result = catch_unwind(AssertUnwindSafe(|| work.block(block, is_dropped, &mut done)));
        let (text, panic) = match result {
            Ok(text) => (text, None),
            Err(panic) => (Vec::new(), Some(panic)),
        };
        // The first one is taken first.
        done.reverse();
        *outcome.lock() = Some(Records { done, panic, text });
        outcome.is_done.notify_all();
    }
}

impl<U> Outcome<U> {
    fn lock(&self) -> MutexGuard<'_, Option<Records<U>>> {
        // Nothing panics while it is locked.
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// What came of it, when it is done.
    fn wait(&self) -> Records<U> {
        let mut state = self.lock();
        loop {
            if let Some(outcome) = state.take() {
                return outcome;
            }
            state = self.is_done.wait(state).unwrap_or_else(PoisonError::into_inner);
        }
    }
}

impl<R: Read, U: Send + 'static> Iterator for ParLines<R, U> {
    type Item = U;

    fn next(&mut self) -> Option<U> {
        loop {
            if let Some(Done { result, line, end }) = self.current.pop() {
                (self.line, self.offset) = (line, end);
                self.records += 1;
                return Some(result);
            }
            if let Some(panic) = self.panic.take() {
                resume_unwind(panic);
            }
            if self.has_ended {
                return None;
            }
            self.fill();
            match self.waiting.pop_front() {
                Some(Waiting::Block(outcome, _)) => {
                    let Records { done, panic, text } = self.shared.outcome(&outcome);
                    self.panic = panic;
                    // That of a long line is not kept for others.
                    if text.capacity() <= 2 * BLOCK {
                        self.spare.texts.push(text);
                    }
                    self.spare.done.push(mem::replace(&mut self.current, done));
                }
                Some(Waiting::Failure(error)) => {
                    self.has_ended = true;
                    return Some(self.work.failure(error));
                }
                None => return None,
            }
        }
    }
}

impl<R: Read, U: Send + 'static> FusedIterator for ParLines<R, U> {}

impl<R, U> Drop for ParLines<R, U> {
    fn drop(&mut self) {
        self.shared.is_dropped.store(true, Ordering::Relaxed);
        // They hold the function, and are dropped when the queue is not locked any more.
        let tasks = mem::take(&mut self.shared.lock().tasks);
        drop(tasks);
    }
}

impl<R, U> fmt::Debug for ParLines<R, U> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("ParLines")
            .field("line", &self.line)
            .field("records", &self.records)
            .finish_non_exhaustive()
    }
}
