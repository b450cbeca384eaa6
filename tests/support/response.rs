//! Answers as the core reads them.

use std::rc::Rc;

use sne_cotation::core::platform;

use super::value::Value;

/// A text that was read.
#[derive(Clone)]
pub struct Text(pub Rc<str>);

impl platform::Text for Text {
    fn start(&self, count: u32) -> String {
        self.0.trim_start().chars().take(count as usize).collect()
    }

    fn has(&self, part: &str) -> bool {
        self.0.contains(part)
    }
}

/// An answer: all of it, or of a long failure the beginning.
pub struct Response {
    pub status: u16,
    pub headers: Vec<(String, String)>,
    pub body: Option<Rc<[u8]>>,
}

impl platform::Response for Response {
    type Text = Text;
    type Value = Value;

    fn status(&self) -> u16 {
        self.status
    }

    fn header(&self, name: &str) -> Option<String> {
        let found = self.headers.iter().find(|(known, _)| known.eq_ignore_ascii_case(name));
        found.map(|(_, value)| value.clone())
    }

    fn headers(&self) -> Value {
        let fields = self.headers.iter().map(|(name, value)| (name.to_lowercase(), Value::from(value.as_str())));
        Value::Object(fields.collect())
    }

    fn text(&self) -> Option<Text> {
        let body = self.body.as_deref()?;
        let content_type = self.header("content-type").unwrap_or_default().to_lowercase();
        let charset = content_type.split_once("charset=").map_or("utf-8", |(_, charset)| charset.trim_matches('"'));
        match charset {
            "utf-8" => Some(Text(String::from_utf8_lossy(body).trim_start_matches('\u{feff}').into())),
            "iso-8859-1" => Some(Text(body.iter().map(|byte| char::from(*byte)).collect::<String>().into())),
            _ => None,
        }
    }

    fn bytes(&self) -> Value {
        Value::Bytes(self.body.clone().unwrap_or_default())
    }
}
