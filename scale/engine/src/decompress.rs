//! A reader of what a compressed file holds.

use std::io::{self, BufRead, BufReader, Read};

use crate::ending::Compression;

/// How much is read of a file at once, in bytes.
const CHUNK: usize = 256 * 1024;

/// Reads the text of a file that is compressed so.
///
/// # Errors
/// If there is no memory for the decoder. What is wrong with the file itself is said while it is read.
pub fn reader<'a>(
    file: impl Read + Send + 'a,
    compression: Compression,
) -> io::Result<Box<dyn BufRead + Send + 'a>> {
    Ok(match compression {
        Compression::None => Box::new(BufReader::with_capacity(CHUNK, file)),
        Compression::Gzip => {
            let text = flate2::bufread::MultiGzDecoder::new(BufReader::with_capacity(CHUNK, file));
            Box::new(BufReader::with_capacity(CHUNK, text))
        }
        Compression::Zstd => {
            Box::new(BufReader::with_capacity(CHUNK, zstd::stream::read::Decoder::new(file)?))
        }
    })
}

#[cfg(test)]
mod tests {
    use std::io::{Read, Write};

    use super::{Compression, reader};

    fn text_of(bytes: &[u8], compression: Compression) -> std::io::Result<String> {
        let mut text = String::new();
        reader(bytes, compression)?.read_to_string(&mut text)?;
        Ok(text)
    }

    #[test]
    fn files_of_several_parts_are_read_to_their_end() {
        let gzip = |text: &str| {
            let mut encoder = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::fast());
            encoder.write_all(text.as_bytes()).unwrap();
            encoder.finish().unwrap()
        };
        let two = [gzip("a\n"), gzip("b\n")].concat();
        assert_eq!(text_of(&two, Compression::Gzip).unwrap(), "a\nb\n");
        let zstd = |text: &str| zstd::encode_all(text.as_bytes(), 1).unwrap();
        let two = [zstd("a\n"), zstd("b\n")].concat();
        assert_eq!(text_of(&two, Compression::Zstd).unwrap(), "a\nb\n");
        assert_eq!(text_of(b"a\n", Compression::None).unwrap(), "a\n");
    }

    #[test]
    fn a_file_that_is_cut_off_is_an_error() {
        let whole = zstd::encode_all("a line\n".repeat(100).as_bytes(), 1).unwrap();
        assert!(text_of(&whole[..whole.len() - 3], Compression::Zstd).is_err());
        assert!(text_of(b"not gzip", Compression::Gzip).is_err());
    }
}
