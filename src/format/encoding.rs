//! Whether bytes are UTF-8 text, and what they may be if not.

/// The UTF-8 byte-order mark.
pub(super) const BOM: &[u8] = b"\xEF\xBB\xBF";

/// Why bytes are not taken as text. Other charsets are refused, not guessed: a wrong guess is written back.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Fault {
    /// Offset of the first byte at fault.
    pub at: usize,
    /// The cause and the cure, for the user.
    pub message: String,
}

/// `bytes` as text.
pub(super) fn utf8(bytes: &[u8]) -> Result<&str, Fault> {
    const MARKS: [(&[u8], &str); 4] =
        [(b"\xFF\xFE\0\0", "UTF-32"), (b"\0\0\xFE\xFF", "UTF-32"), (b"\xFF\xFE", "UTF-16"), (b"\xFE\xFF", "UTF-16")];
    if let Some((_, charset)) = MARKS.iter().find(|(mark, _)| bytes.starts_with(mark)) {
        let message = format!("the text is {charset}; convert it with `iconv -f {charset} -t UTF-8`");
        return Err(Fault { at: 0, message });
    }
    if let Some(at) = bytes.iter().position(|&byte| byte == 0) {
        let message =
            "a NUL byte, so this is no text or it is UTF-16; convert the latter with `iconv -f UTF-16LE -t UTF-8`";
        return Err(Fault { at, message: message.to_owned() });
    }
    str::from_utf8(bytes).map_err(|error| {
        let at = error.valid_up_to();
        let message = format!(
            "{:#04X} is not UTF-8; if the text is Windows-1252, convert it with `iconv -f WINDOWS-1252 -t UTF-8`",
            bytes[at]
        );
        Fault { at, message }
    })
}

#[cfg(test)]
mod tests {
    use super::{Fault, utf8};

    fn fault(bytes: &[u8]) -> (usize, String) {
        let Fault { at, message } = utf8(bytes).unwrap_err();
        (at, message)
    }

    #[test]
    fn other_charsets_are_named_with_their_cure() {
        assert_eq!(
            fault(b"d\xE9j\xE0"),
            (
                1,
                "0xE9 is not UTF-8; if the text is Windows-1252, convert it with `iconv -f WINDOWS-1252 -t UTF-8`"
                    .into()
            )
        );
        assert_eq!(fault(b"\xFF\xFEa\0"), (0, "the text is UTF-16; convert it with `iconv -f UTF-16 -t UTF-8`".into()));
        assert_eq!(fault(b"\xFF\xFE\0\0").1, "the text is UTF-32; convert it with `iconv -f UTF-32 -t UTF-8`");
        let (at, message) = fault(b"a\0b\0");
        assert_eq!((at, message.starts_with("a NUL byte")), (1, true));
    }

    #[test]
    fn utf_8_is_taken() {
        assert_eq!(utf8("déjà 𝕏 \u{FEFF}".as_bytes()), Ok("déjà 𝕏 \u{FEFF}"));
        assert_eq!(utf8(b""), Ok(""));
    }
}
