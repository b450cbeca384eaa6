//! The cell `token`: the token that all use, encrypted, and who asks for the next one. Its times are those of the
//! store's clock.
//!
//! `1 <at> <generation> <lease's owner> <lease's end> <retry at> <refused until> <status> <code> <by> <obtained>
//! <lifetime> <sealed>`; a `-` stands for a word that there is not. The token is sealed: nothing else in it is secret.

use crate::fields::{Reader, Writer};

/// How this cell is written.
const VERSION: u64 = 1;
/// A word that there is not.
const NOTHING: &str = "-";
/// Letters of the longest code.
const LONGEST_CODE: usize = 40;

/// Who may ask for a token.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Lease {
    /// The process.
    pub owner: u64,
    /// Until when the others wait for it.
    pub until: f64,
}

/// A refusal of the credentials that all believe.
#[derive(Clone, Debug, PartialEq)]
pub struct Refusal {
    /// Until when.
    pub until: f64,
    /// The status of the answer.
    pub status: u16,
    /// The code of the OAuth error, if there was one.
    pub code: String,
}

/// A token, sealed.
#[derive(Clone, Debug, PartialEq)]
pub struct Sealed {
    /// Who obtained it.
    pub by: u64,
    /// When it was asked for.
    pub obtained: f64,
    /// Milliseconds for which it may be used.
    pub lifetime: f64,
    /// The text that only those with the key can read.
    pub text: String,
}

/// What is in the cell.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct TokenCell {
    /// A time of the store's before it was written.
    pub at: f64,
    /// How many tokens there were.
    pub generation: u64,
    /// Who asks for the next one.
    pub lease: Option<Lease>,
    /// When the server may be asked again.
    pub retry_at: f64,
    /// Why it would be asked in vain.
    pub refusal: Option<Refusal>,
    /// The token.
    pub token: Option<Sealed>,
}

impl TokenCell {
    /// Reads a cell; nothing if it is written in another way.
    #[must_use]
    pub fn read(text: &str) -> Option<Self> {
        let reader = &mut Reader::new(text);
        if reader.number()? != VERSION {
            return None;
        }
        let (at, generation) = (reader.time()?, reader.number()?);
        let (owner, until) = (reader.number()?, reader.time()?);
        let lease = (owner > 0).then_some(Lease { owner, until });
        let (retry_at, until) = (reader.time()?, reader.time()?);
        let status = u16::try_from(reader.number()?).ok()?;
        let code = Some(reader.word()?).filter(|code| *code != NOTHING).unwrap_or_default().to_owned();
        let refusal = (status > 0).then_some(Refusal { until, status, code });
        let (by, obtained, lifetime) = (reader.number()?, reader.time()?, reader.time()?);
        let text = reader.word()?;
        let token = (text != NOTHING).then(|| Sealed { by, obtained, lifetime, text: text.to_owned() });
        reader.is_over().then_some(Self { at, generation, lease, retry_at, refusal, token })
    }

    /// As it is written.
    #[must_use]
    pub fn write(&self) -> String {
        let mut writer = Writer::default();
        let Self { at, generation, lease, retry_at, refusal, token } = self;
        writer.number(VERSION);
        writer.time(*at);
        writer.number(*generation);
        writer.number(lease.map_or(0, |lease| lease.owner));
        writer.time(lease.map_or(0.0, |lease| lease.until));
        writer.time(*retry_at);
        let refusal = refusal.as_ref();
        writer.time(refusal.map_or(0.0, |refusal| refusal.until));
        writer.number(refusal.map_or(0, |refusal| refusal.status.into()));
        writer.word(refusal.map_or(NOTHING, |refusal| or_nothing(&refusal.code)));
        let token = token.as_ref();
        writer.number(token.map_or(0, |token| token.by));
        writer.time(token.map_or(0.0, |token| token.obtained));
        writer.time(token.map_or(0.0, |token| token.lifetime));
        writer.word(token.map_or(NOTHING, |token| or_nothing(&token.text)));
        writer.take()
    }

    /// The same, read at that time of the store's. Where its clock was set back, nobody knows how long ago the cell was
    /// written: refusals, which are short, are over.
    #[must_use]
    pub fn heard_at(mut self, store: f64) -> Self {
        if store < self.at {
            (self.retry_at, self.refusal) = (0.0, None);
        }
        self
    }

    /// What of a token is known to everybody, and must not be changed by anybody: it is authenticated with it.
    #[must_use]
    pub fn label(generation: u64, obtained: f64, lifetime: f64) -> String {
        let mut writer = Writer::default();
        writer.number(generation);
        writer.time(obtained);
        writer.time(lifetime);
        writer.take()
    }
}

fn or_nothing(word: &str) -> &str {
    let is_word = !word.is_empty() && word.bytes().all(|byte| byte.is_ascii_graphic());
    if is_word { word } else { NOTHING }
}

/// The code of an OAuth error as it may be kept: the servers' own words, and nothing else that they might repeat.
#[must_use]
pub fn code(code: &str) -> String {
    let is_code = code.len() <= LONGEST_CODE && code.bytes().all(|byte| byte.is_ascii_lowercase() || byte == b'_');
    if is_code { code.to_owned() } else { String::new() }
}

#[cfg(test)]
mod tests {
    use super::{Lease, Refusal, Sealed, TokenCell, code};

    #[test]
    fn what_was_written_is_read_and_anything_else_is_nothing() {
        let cell = TokenCell {
            at: 1_764_500_000_000.0,
            generation: 9,
            lease: Some(Lease { owner: 5, until: 1_764_500_010_000.0 }),
            retry_at: 1_764_500_000_500.0,
            refusal: Some(Refusal { until: 1.0, status: 401, code: "invalid_client".to_owned() }),
            token: Some(Sealed { by: 6, obtained: 2.5, lifetime: 3_600_000.0, text: "AbC-_9".to_owned() }),
        };
        assert_eq!(TokenCell::read(&cell.write()), Some(cell.clone()));
        assert_eq!(TokenCell::read(&TokenCell::default().write()), Some(TokenCell::default()));
        for text in ["", "1 2 3", "{\"token\":1}", &format!("{} 1", cell.write()), &cell.write().replacen('1', "2", 1)]
        {
            assert_eq!(TokenCell::read(text), None, "{text}");
        }
    }

    #[test]
    fn only_words_of_servers_are_codes() {
        assert_eq!([code("invalid_client"), code("S3cret"), code("a b")], ["invalid_client", "", ""]);
        assert_eq!(code(&"x".repeat(41)), "");
    }
}
