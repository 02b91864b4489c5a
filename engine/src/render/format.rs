//! The forms in which a structured output is written; the same value gives the same bytes.

use serde_json::Value;

use super::yaml;

/// A form of structured files.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Format {
    /// JSON, indented by two blanks, members in the order in which they were made.
    Json,
    /// YAML that readers of 1.1 and 1.2 read alike.
    Yaml,
    /// TOML.
    Toml,
}

impl Format {
    /// The form of this name.
    #[must_use]
    pub fn named(name: &str) -> Option<Self> {
        match name {
            "json" => Some(Self::Json),
            "yaml" => Some(Self::Yaml),
            "toml" => Some(Self::Toml),
            _ => None,
        }
    }

    /// A value as a file.
    ///
    /// # Errors
    ///
    /// What the form has no way to say, as a clause for a message.
    pub fn write(self, value: &Value) -> Result<String, String> {
        match self {
            Self::Json => Ok(format!("{value:#}\n")),
            Self::Yaml => Ok(yaml::document(value)),
            Self::Toml => toml::to_string_pretty(value)
                .map_err(|error| format!("TOML cannot say it: {error}")),
        }
    }
}

#[cfg(test)]
mod tests {
    use expect_test::expect;
    use serde_json::json;

    use super::Format;

    #[test]
    fn toml_has_its_tables_behind_its_values() {
        let value = json!({"name": "a\"b", "mcp": {"x y": {"args": ["-y", "z"]}}, "on": true});
        expect![[r#"
            name = 'a"b'
            on = true

            [mcp."x y"]
            args = [
                "-y",
                "z",
            ]
        "#]]
        .assert_eq(&Format::Toml.write(&value).unwrap());
        assert!(Format::Toml.write(&json!([1])).is_err());
    }
}
