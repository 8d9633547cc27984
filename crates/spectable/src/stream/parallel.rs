//! Newline-delimited JSON on all cores.
//!
//! The thread that asks for records cuts the stream into blocks of whole lines, and gives them to the threads of `rayon`. It takes them back in their order.
//! A block that no thread has begun is done by the thread that waits for it, so that it never waits for a thread that waits for it.

use std::any::Any;
use std::collections::VecDeque;
use std::fmt;
use std::io::Read;
use std::iter::FusedIterator;
use std::panic::{AssertUnwindSafe, catch_unwind, resume_unwind};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};
use std::vec;

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
/// **Memory is bounded.** There are as many blocks of 32 KiB in work as there are threads, and as many again and one, each as text or as its records; a line that
/// is longer than a block is a block. No more is read of the stream before a block is taken.
///
/// **Threads** are those of the pool in which [`next`](Iterator::next) is called: of all cores, or of a pool of yours by `ThreadPool::install`. The thread that calls reads the
/// stream, and works as well while it waits. So neither the reader nor the iterator has to be sent to another thread.
///
/// **To drop it** stops the work: blocks that are in work end at their next record.
///
/// **A panic** in the function of [`Lines::par_map`] goes on in the thread that asks for the record, as it would without threads. The other records of its block are
/// lost; if it is caught, the next call goes on with the next block.
pub struct ParLines<R, U> {
    blocks: Blocks<R>,
    work: Arc<dyn Work<U>>,
    /// In the order of the stream.
    waiting: VecDeque<Waiting<U>>,
    current: vec::IntoIter<Done<U>>,
    /// What is after the records of the block.
    panic: Option<Payload>,
    has_ended: bool,
    next_size: usize,
    line: u64,
    records: u64,
    offset: u64,
}

type Payload = Box<dyn Any + Send>;

/// What is in work.
enum Waiting<U> {
    /// A block with its job, and how many bytes it has.
    Block(Arc<Job<U>>, usize),
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

struct Job<U> {
    state: Mutex<State<U>>,
    is_done: Condvar,
    /// Whether nobody wants it any more.
    is_dropped: AtomicBool,
}

enum State<U> {
    Waiting(Block),
    InWork,
    Done(Vec<Done<U>>, Option<Payload>),
}

/// What is done with each record.
trait Work<U>: Send + Sync {
    /// Does it with the records of a block, until it is dropped.
    fn block(&self, block: Block, is_dropped: &AtomicBool, done: &mut Vec<Done<U>>);
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
    fn block(&self, block: Block, is_dropped: &AtomicBool, done: &mut Vec<Done<U>>) {
        let mut lines = Lines::<_, T>::of_block(self.reader.apart(), block);
        while !is_dropped.load(Ordering::Relaxed) {
            let Some(record) = lines.next() else { break };
            let result = (self.map)(record);
            done.push(Done { result, line: lines.line(), end: lines.byte_offset() });
        }
    }

    fn failure(&self, error: Error) -> U {
        (self.map)(Err(error))
    }
}

impl<R: Read, T: Element> Lines<R, T> {
    /// The records that are left, read on all cores, in their order. With the feature `rayon`.
    ///
    /// It is worth it where reading a record takes longer than the reader takes to deliver it. For a few records it is not: a thread gets 32 KiB at once.
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
            waiting: VecDeque::new(),
            current: Vec::new().into_iter(),
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
    /// Reads blocks and gives them to the threads, as many as there may be in work.
    fn fill(&mut self) {
        let most = rayon::current_num_threads() * 2 + 1;
        if let Some(Waiting::Failure(_)) = self.waiting.back() {
            return;
        }
        // A long line takes the room of many blocks.
        while self.waiting.len() < most && self.bytes_in_work() < most * BLOCK {
            match self.blocks.next_block(self.next_size) {
                Ok(Some(block)) => {
                    self.next_size = (self.next_size * 2).min(BLOCK);
                    self.give(block);
                }
                Ok(None) => return,
                Err(error) => {
                    self.waiting.push_back(Waiting::Failure(error));
                    return;
                }
            }
        }
    }

    fn give(&mut self, block: Block) {
        let bytes = block.bytes.len();
        let job = Arc::new(Job {
            state: Mutex::new(State::Waiting(block)),
            is_done: Condvar::new(),
            is_dropped: AtomicBool::new(false),
        });
        self.waiting.push_back(Waiting::Block(Arc::clone(&job), bytes));
        let work = Arc::clone(&self.work);
        rayon::spawn_fifo(move || {
            // What is dropped here may be what the function made, or the function. A panic of theirs would end the program, and concerns nobody any more.
            let _panic = catch_unwind(AssertUnwindSafe(move || {
                job.begin(&*work);
                drop((job, work));
            }));
        });
    }

    fn bytes_in_work(&self) -> usize {
        let bytes = |waiting: &Waiting<U>| if let Waiting::Block(_, bytes) = waiting { *bytes } else { 0 };
        self.waiting.iter().map(bytes).sum()
    }
}

impl<U> Job<U> {
    fn lock(&self) -> MutexGuard<'_, State<U>> {
        // Nothing panics while it is locked.
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Does it, if it has not begun.
    fn begin(&self, work: &dyn Work<U>) {
        let block = {
            let mut state = self.lock();
            match std::mem::replace(&mut *state, State::InWork) {
                State::Waiting(block) => block,
                other => {
                    *state = other;
                    return;
                }
            }
        };
        let mut done = Vec::new();
        // A panic that left this thread would end the program, or leave the other one waiting.
        let panic = catch_unwind(AssertUnwindSafe(|| work.block(block, &self.is_dropped, &mut done))).err();
        *self.lock() = State::Done(done, panic);
        self.is_done.notify_all();
    }

    /// What came of it, when it is done.
    fn wait(&self) -> (Vec<Done<U>>, Option<Payload>) {
        let mut state = self.lock();
        loop {
            match std::mem::replace(&mut *state, State::InWork) {
                State::Done(done, panic) => return (done, panic),
                other => *state = other,
            }
            state = self.is_done.wait(state).unwrap_or_else(PoisonError::into_inner);
        }
    }
}

impl<R: Read, U: Send + 'static> Iterator for ParLines<R, U> {
    type Item = U;

    fn next(&mut self) -> Option<U> {
        loop {
            if let Some(Done { result, line, end }) = self.current.next() {
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
                Some(Waiting::Block(job, _)) => {
                    job.begin(&*self.work);
                    let (done, panic) = job.wait();
                    (self.current, self.panic) = (done.into_iter(), panic);
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
        for waiting in &self.waiting {
            if let Waiting::Block(job, _) = waiting {
                job.is_dropped.store(true, Ordering::Relaxed);
            }
        }
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
