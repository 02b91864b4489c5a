//! Arguments as JSON has them, without loss.

use std::fmt;

use serde::de::{DeserializeSeed, Deserializer as _, Error as _, MapAccess, SeqAccess, Visitor};
use serde_json::Deserializer;
use serde_json::value::RawValue;

use super::{Arguments, Pointer, Scalar};
use crate::permission::number::Number;

/// How deep objects and arrays may stand in each other.
const DEEPEST: usize = 64;

/// Why a text is no arguments.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ArgumentsError(String);

impl Arguments {
    /// Reads a JSON object; numbers keep every digit.
    ///
    /// # Errors
    ///
    /// What is no JSON object, names a member twice, or is nested deeper than 64.
    pub fn from_json(text: &str) -> Result<Self, ArgumentsError> {
        let mut arguments = Self::default();
        if !text.trim_start().starts_with('{') {
            return Err(ArgumentsError("arguments are a JSON object".to_owned()));
        }
        let place = Place { into: &mut arguments, at: None, depth: 0 };
        place.read(text).map_err(|error| ArgumentsError(error.to_string()))?;
        Ok(arguments)
    }
}

impl Scalar {
    /// Reads a value as a command line gives it: JSON where it is a number, a boolean, `null` or quoted; else text.
    #[must_use]
    pub fn from_word(word: &str) -> Self {
        match word {
            "true" => Self::Boolean(true),
            "false" => Self::Boolean(false),
            "null" => Self::Nothing,
            quoted if quoted.starts_with('"') => serde_json::from_str::<String>(quoted)
                .map_or_else(|_| Self::Text(word.into()), |text| Self::Text(text.into())),
            other => Number::read(other).map_or_else(|| Self::Text(word.into()), Self::Number),
        }
    }
}

/// A place that a value is read into.
struct Place<'a> {
    into: &'a mut Arguments,
    /// Where; none for the object of all arguments.
    at: Option<Pointer>,
    depth: usize,
}

impl Place<'_> {
    fn read(self, text: &str) -> Result<(), serde_json::Error> {
        let mut reader = Deserializer::from_str(text);
        match text.trim_start().as_bytes() {
            [b'{', ..] => reader.deserialize_map(self)?,
            [b'[', ..] => reader.deserialize_seq(self)?,
            [b'-' | b'0'..=b'9', ..] => {
                let number = Number::read(text.trim()).map_or(Scalar::Nothing, Scalar::Number);
                self.put(number);
                return Ok(());
            }
            _ => {
                let value = match serde_json::from_str(text)? {
                    serde_json::Value::Bool(value) => Scalar::Boolean(value),
                    serde_json::Value::String(value) => Scalar::Text(value.into()),
                    _ => Scalar::Nothing,
                };
                self.put(value);
                return Ok(());
            }
        }
        reader.end()
    }

    fn put(self, value: Scalar) {
        if let Some(at) = self.at {
            self.into.set(at, value);
        }
    }

    fn inner(&mut self, name: &str) -> Place<'_> {
        let at = self.at.as_ref().map_or_else(|| Pointer::named(name), |at| at.child(name));
        Place { into: self.into, at: Some(at), depth: self.depth + 1 }
    }
}

impl<'de> Visitor<'de> for Place<'_> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a JSON value")
    }

    fn visit_map<A: MapAccess<'de>>(mut self, mut map: A) -> Result<(), A::Error> {
        if self.depth >= DEEPEST {
            return Err(A::Error::custom(format!("arguments are nested deeper than {DEEPEST}")));
        }
        let mut names = rustc_hash::FxHashSet::default();
        while let Some(name) = map.next_key::<String>()? {
            map.next_value_seed(self.inner(&name))?;
            if !names.insert(name) {
                return Err(A::Error::custom("an argument is given twice"));
            }
        }
        if names.is_empty() {
            self.put(Scalar::Nothing);
        }
        Ok(())
    }

    fn visit_seq<A: SeqAccess<'de>>(mut self, mut items: A) -> Result<(), A::Error> {
        if self.depth >= DEEPEST {
            return Err(A::Error::custom(format!("arguments are nested deeper than {DEEPEST}")));
        }
        let mut count = 0_usize;
        while items.next_element_seed(self.inner(&count.to_string()))?.is_some() {
            count += 1;
        }
        if count == 0 {
            self.put(Scalar::Nothing);
        }
        Ok(())
    }
}

impl<'de> DeserializeSeed<'de> for Place<'_> {
    type Value = ();

    fn deserialize<D: serde::Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        let raw: &RawValue = serde::Deserialize::deserialize(deserializer)?;
        self.read(raw.get()).map_err(D::Error::custom)
    }
}

impl fmt::Display for ArgumentsError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}
