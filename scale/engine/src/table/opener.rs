//! Opens a file, or a part of it, in any object store.

use std::{
    fs::File,
    io::{self, Read, Seek, SeekFrom},
    path::{Path, PathBuf},
    sync::Arc,
};

use datafusion::{
    arrow::{array::RecordBatch, datatypes::SchemaRef},
    common::exec_datafusion_err,
    datasource::{
        listing::PartitionedFile,
        physical_plan::{FileOpenFuture, FileOpener},
    },
    error::{DataFusionError, Result},
    object_store::{GetOptions, GetRange, GetResultPayload, ObjectStore},
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
        Ok(Box::pin(async move {
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
    fn batches(self, bytes: impl Read + Send + 'static) -> io::Result<Batches> {
        let compression = Ending::of(&self.name).compression;
        let text = decompress::reader(bytes, compression)?;
        Ok(match self.range {
            // A file that is compressed is never read in parts.
            Some((start, end)) if compression == Compression::None => {
                let lines = Box::new(LineRange::new(text, start, end));
                let count = self.path.map(|path| Box::new(move || lines_before(&path, start)) as LinesBefore);
                Batches::new(lines, self.name, self.columns, self.wrong, self.batch_size).after(start, count)
            }
            _ => Batches::new(text, self.name, self.columns, self.wrong, self.batch_size),
        })
    }
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
/// pieces come, both tasks end.
fn of_stream(
    part: Part,
    mut pieces: BoxStream<'static, object_store::Result<bytes::Bytes>>,
) -> BoxStream<'static, Result<RecordBatch>> {
    let (piece_sender, receiver) = mpsc::channel(WAITING);
    let (sender, batches) = mpsc::channel(WAITING);
    tokio::spawn(async move {
        while let Some(piece) = pieces.next().await {
            if piece_sender.send(piece).await.is_err() {
                return;
            }
        }
    });
    tokio::task::spawn_blocking(move || {
        let bytes = Pieces { receiver, piece: bytes::Bytes::new() };
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
    futures::stream::unfold(batches, |mut batches| async move { Some((batches.recv().await?, batches)) })
        .boxed()
}

/// The pieces of a file, as a reader that waits for the next one.
struct Pieces {
    receiver: mpsc::Receiver<object_store::Result<bytes::Bytes>>,
    piece: bytes::Bytes,
}

impl Read for Pieces {
    fn read(&mut self, out: &mut [u8]) -> io::Result<usize> {
        while self.piece.is_empty() {
            match self.receiver.blocking_recv() {
                Some(piece) => self.piece = piece.map_err(io::Error::other)?,
                None => return Ok(0),
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
