//! Fingerprints of texts: SHA-256, as history holds them and as rows keep them.

use domain::TextRef;
use sha2::{Digest, Sha256};

use crate::Error;

/// The fingerprint of a text, by which history knows it.
pub fn fingerprint(text: &str) -> TextRef {
    reference(&Sha256::digest(text.as_bytes()).into())
}

/// The fingerprint that these 32 bytes are.
pub(crate) fn reference(bytes: &[u8; 32]) -> TextRef {
    const DIGITS: &[u8; 16] = b"0123456789abcdef";
    let digits = bytes.iter().flat_map(|byte| [byte >> 4, byte & 15]);
    TextRef::new(digits.map(|digit| char::from(DIGITS[usize::from(digit)])).collect::<String>())
}

/// The 32 bytes of a fingerprint, as rows keep it.
pub(crate) fn bytes(text: &TextRef) -> Result<[u8; 32], Error> {
    let digits: Option<Vec<u8>> =
        text.as_str().chars().map(|digit| digit.to_digit(16).and_then(|value| u8::try_from(value).ok())).collect();
    let digits = digits.filter(|digits| digits.len() == 64).ok_or_else(not_one)?;
    let mut bytes = [0; 32];
    for (byte, pair) in bytes.iter_mut().zip(digits.chunks_exact(2)) {
        *byte = pair[0] << 4 | pair[1];
    }
    Ok(bytes)
}

fn not_one() -> Error {
    Error::Damaged("a fingerprint does not have 64 hexadecimal digits".to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_fingerprint_is_the_sha_256_of_the_text() {
        // FIPS 180-4, example "abc".
        let abc = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";
        assert_eq!(fingerprint("abc").as_str(), abc);
    }

    #[test]
    fn bytes_and_digits_agree() {
        let one = fingerprint("Bin missed again");
        assert_eq!(bytes(&one).map(|bytes| reference(&bytes)), Ok(one));
        for wrong in ["", "ab", &"g".repeat(64), &"a".repeat(65)] {
            assert!(bytes(&TextRef::new(wrong)).is_err(), "{wrong:?}");
        }
    }
}
