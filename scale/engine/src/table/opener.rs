//! Opens a file, or a part of it, in any object store.

use std::{
    fs::File,
    io::{self, Read, Seek, SeekFrom},
    path::{Path, PathBuf},
    sync::Arc,
};

use datafusion::{
    arrow::{array::RecordBatch, datatypes::SchemaRef},
    common::{exec_datafusion_err, runtime::SpawnedTask},
    datasource::{
        listing::PartitionedFile,
        physical_plan::{FileOpenFuture, FileOpener},
    },
    error::{DataFusionError, Result},
    object_store::{GetOptions, GetRange, GetResultPayload, ObjectStore, ObjectStoreExt},
};
use futures::{StreamExt, stream::BoxStream};
use tokio::sync::mpsc;

use crate::{
    batches::{Batches, LinesBefore, ReadError, WrongValues},
    decompress,
    ending::{Compression, Ending},
    line_range::{LineRange, first_byte},
};

/// How many pieces of a file, or batches, wait for who reads them.
const WAITING: usize = 4;

/// How many bytes of a file are looked at to know whether it is a list. One that has more white space before its bracket is taken for lines.
const BEGINNING: u64 = 1024;

/// Opens files for one partition of a scan.
#[derive(Debug)]
pub(super) struct Opener {
    pub(super) store: Arc<dyn ObjectStore>,
    /// What is decoded.
    pub(super) columns: SchemaRef,
    /// Which of it is given on; `None` for all of it.
    pub(super) kept: Option<Vec<usize>>,
    pub(super) wrong: WrongValues,
    pub(super) batch_size: usize,
}

/// What is read of a file.
struct Part {
    name: String,
    columns: SchemaRef,
    wrong: WrongValues,
    batch_size: usize,
    range: Option<(u64, u64)>,
    /// Where the file is, if it is on this disk.
    path: Option<PathBuf>,
}

impl FileOpener for Opener {
    fn open(&self, file: PartitionedFile) -> Result<FileOpenFuture> {
        let offset = |at: i64| {
            u64::try_from(at)
                .map_err(|_| exec_datafusion_err!("a part of a file begins before the file: {at}"))
        };
        let range =
            file.range.as_ref().map(|it| Ok::<_, DataFusionError>((offset(it.start)?, offset(it.end)?)));
        let location = file.object_meta.location.clone();
        let (columns, wrong, batch_size) = (Arc::clone(&self.columns), self.wrong, self.batch_size);
        let part = Part {
            name: location.to_string(),
            columns,
            wrong,
            batch_size,
            range: range.transpose()?,
            path: None,
        };
        let (store, kept) = (Arc::clone(&self.store), self.kept.clone());
        let size = file.object_meta.size;
        Ok(Box::pin(async move {
            let mut part = part;
            if part.is_cut(size) && is_list(&*store, &location, size).await? {
                if part.range.is_some_and(|(start, _)| start > 0) {
                    // The first part reads the whole list.
                    return Ok(futures::stream::empty().boxed());
                }
                part.range = None;
            }
            if !part.is_cut(size) {
                part.range = None;
            }
            let first = part.range.map_or(0, |(start, _)| first_byte(start));
            // An empty file has no first byte that could be asked for.
            let range = (first > 0).then_some(GetRange::Offset(first));
            let found = store.get_opts(&location, GetOptions { range, ..GetOptions::default() }).await?;
            let batches = match found.payload {
                GetResultPayload::File(file, path) => {
                    let part = Part { name: path.display().to_string(), path: Some(path), ..part };
                    of_file(part, file, first)?
                }
                GetResultPayload::Stream(pieces) => of_stream(part, pieces),
            };
            Ok(match kept {
                Some(kept) => batches.map(move |batch| Ok(batch?.project(&kept)?)).boxed(),
                None => batches,
            })
        }))
    }
}

impl Part {
    /// Whether it is less than the whole of a file of a size.
    fn is_cut(&self, size: u64) -> bool {
        self.range.is_some_and(|(start, end)| start > 0 || end < size)
    }

    fn batches(self, bytes: impl Read + Send + 'static) -> io::Result<Batches> {
        let compression = Ending::of(&self.name).compression;
        let text = decompress::reader(bytes, compression)?;
        Ok(match self.range {
            // A file that is compressed is never read in parts.
            Some((start, end)) if compression == Compression::None => {
                let lines = Box::new(LineRange::new(text, start, end));
                let count = self.path.map(|path| Box::new(move || lines_before(&path, start)) as LinesBefore);
                Batches::lines(lines, self.name, self.columns, self.wrong, self.batch_size)
                    .after(start, count)
            }
            _ => Batches::new(text, self.name, self.columns, self.wrong, self.batch_size),
        })
    }
}

/// Whether a file is one list of documents: its beginning says so, and it cannot be read from its middle.
async fn is_list(store: &dyn ObjectStore, location: &object_store::path::Path, size: u64) -> Result<bool> {
    let beginning = store.get_range(location, 0..size.min(BEGINNING)).await?;
    Ok(beginning.iter().find(|byte| !byte.is_ascii_whitespace()) == Some(&b'['))
}

/// How many lines a file has before those that begin from a byte on.
fn lines_before(path: &Path, start: u64) -> io::Result<u64> {
    let mut text = io::BufReader::new(File::open(path)?.take(first_byte(start)));
    let mut lines = 1;
    loop {
        let buffer = io::BufRead::fill_buf(&mut text)?;
        if buffer.is_empty() {
            return Ok(lines);
        }
        lines += buffer.iter().filter(|&&byte| byte == b'\n').count() as u64;
        let length = buffer.len();
        io::BufRead::consume(&mut text, length);
    }
}

fn of_file(part: Part, mut file: File, first: u64) -> Result<BoxStream<'static, Result<RecordBatch>>> {
    file.seek(SeekFrom::Start(first))?;
    let batches = part.batches(file)?;
    Ok(futures::stream::iter(batches).map(|batch| batch.map_err(failed)).boxed())
}

fn failed(error: ReadError) -> DataFusionError {
    DataFusionError::External(Box::new(error))
}

/// Pieces of a file that arrive one by one are read on a thread that may wait for them. If nobody wants the batches any more, or no more
/// pieces come, both tasks end. A task that is lost is an error: what it would have given is missing.
fn of_stream(
    part: Part,
    mut pieces: BoxStream<'static, object_store::Result<bytes::Bytes>>,
) -> BoxStream<'static, Result<RecordBatch>> {
    let (piece_sender, receiver) = mpsc::channel(WAITING);
    let (sender, batches) = mpsc::channel(WAITING);
    let fetching = SpawnedTask::spawn(async move {
        while let Some(piece) = pieces.next().await {
            if piece_sender.send(Some(piece)).await.is_err() {
                return;
            }
        }
        let _nobody_waits = piece_sender.send(None).await;
    });
    let reading = SpawnedTask::spawn_blocking(move || {
        let bytes = Pieces { receiver, piece: bytes::Bytes::new(), has_ended: false };
        let batches = match part.batches(bytes) {
            Ok(batches) => batches,
            Err(error) => {
                let _nobody_waits = sender.blocking_send(Err(error.into()));
                return;
            }
        };
        for batch in batches {
            if sender.blocking_send(batch.map_err(failed)).is_err() {
                return;
            }
        }
    });
    let tasks = Some((fetching, reading));
    futures::stream::unfold((batches, tasks), |(mut batches, tasks)| async move {
        let (fetching, reading) = tasks?;
        if let Some(batch) = batches.recv().await {
            return Some((batch, (batches, Some((fetching, reading)))));
        }
        match reading.join().await {
            Ok(()) => None,
            Err(error) => Some((Err(DataFusionError::ExecutionJoin(Box::new(error))), (batches, None))),
        }
    })
    .boxed()
}

/// The pieces of a file, as a reader that waits for the next one. `None` is their end.
struct Pieces {
    receiver: mpsc::Receiver<Option<object_store::Result<bytes::Bytes>>>,
    piece: bytes::Bytes,
    has_ended: bool,
}

impl Read for Pieces {
    fn read(&mut self, out: &mut [u8]) -> io::Result<usize> {
        while self.piece.is_empty() && !self.has_ended {
            match self.receiver.blocking_recv() {
                Some(Some(piece)) => self.piece = piece.map_err(io::Error::other)?,
                Some(None) => self.has_ended = true,
                None => {
                    let message = "the file is not read to its end: what fetches it has stopped";
                    return Err(io::Error::new(io::ErrorKind::UnexpectedEof, message));
                }
            }
        }
        let length = self.piece.len().min(out.len());
        let taken = self.piece.split_to(length);
        if let Some(to) = out.get_mut(..length) {
            to.copy_from_slice(&taken);
        }
        Ok(length)
    }
}

#[cfg(test)]
mod tests {
    use std::{io::Read, sync::Arc};

    use datafusion::arrow::datatypes::Schema;
    use futures::{StreamExt, TryStreamExt};

    use super::{Part, Pieces, of_stream};
    use crate::batches::WrongValues;

    #[test]
    fn pieces_without_an_end_are_an_error() {
        for (has_end, expected) in [(true, Some("ab")), (false, None)] {
            let (sender, receiver) = tokio::sync::mpsc::channel(4);
            sender.blocking_send(Some(Ok("a".into()))).unwrap();
            sender.blocking_send(Some(Ok("b".into()))).unwrap();
            if has_end {
                sender.blocking_send(None).unwrap();
            }
            drop(sender);
            let mut text = String::new();
            let read =
                Pieces { receiver, piece: bytes::Bytes::new(), has_ended: false }.read_to_string(&mut text);
            assert_eq!(read.ok().map(|_| text.as_str()), expected);
        }
    }

    #[tokio::test]
    async fn a_task_that_is_lost_is_an_error() {
        let part = Part {
            name: "a.ndjson".to_owned(),
            columns: Arc::new(Schema::empty()),
            wrong: WrongValues::Refuse,
            batch_size: 1,
            range: None,
            path: None,
        };
        let pieces = futures::stream::iter([Ok("{}
"
        .into())]);
        let lost = futures::stream::poll_fn(|_| panic!("the store is gone"));
        let read = of_stream(part, pieces.chain(lost).boxed()).try_collect::<Vec<_>>().await;
        let said = read.unwrap_err().to_string();
        assert!(said.contains("a.ndjson: the file is not read to its end"), "{said}");
    }
}
