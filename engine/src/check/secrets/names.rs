//! Names that secrets have.

/// Words of which a secret's name has one.
const WORDS: &[&str] = &[
    "token",
    "secret",
    "password",
    "passwd",
    "passphrase",
    "apikey",
    "credential",
    "credentials",
    "authorization",
    "pat",
    "pwd",
];

/// What the last word of a secret's name ends in, whatever it is written together with: `PGPASSWORD`, `MYPASS`, `DBPASSWD`.
const ENDINGS: &[&str] = &["password", "passwd", "passphrase", "pass", "pwd"];

/// Words with such an ending that name something else.
const NO_SECRETS: &[&str] =
    &["bypass", "compass", "surpass", "trespass", "encompass", "overpass", "underpass", "oldpwd"];

/// Pairs of words that name a secret together.
const PAIRS: &[(&str, &str)] = &[
    ("api", "key"),
    ("access", "key"),
    ("private", "key"),
    ("secret", "key"),
    ("auth", "key"),
    ("signing", "key"),
    ("encryption", "key"),
    ("account", "key"),
];

/// Words that make another thing of it when they stand last: `TOKEN_FILE`, `SECRET_NAME`.
const OTHERS: &[&str] = &[
    "file",
    "path",
    "dir",
    "name",
    "names",
    "url",
    "uri",
    "id",
    "ids",
    "env",
    "type",
    "limit",
    "limits",
    "ttl",
    "expiry",
    "count",
    "budget",
    "ref",
    "reference",
    "arn",
    "store",
    "provider",
    "header",
    "variable",
    "var",
    "length",
    "field",
    "endpoint",
    "scheme",
    "prefix",
    "mode",
    "manager",
    "vault",
    "expiration",
    "timeout",
    "usage",
    "window",
    "scope",
    "audience",
    "policy",
    "version",
];

/// Where a closer look at a name begins, in a text that may give it a value.
pub(crate) const ANCHORS: &[&str] = &[
    "token",
    "Token",
    "TOKEN",
    "ecret",
    "ECRET",
    "asswor",
    "ASSWOR",
    "asswd",
    "ASSWD",
    "assphrase",
    "ASSPHRASE",
    "pikey",
    "APIKEY",
    "pi_key",
    "pi-key",
    "piKey",
    "API_KEY",
    "API-KEY",
    "ccess_key",
    "ccess-key",
    "ccessKey",
    "ACCESS_KEY",
    "redential",
    "REDENTIAL",
    "uth_key",
    "uth-key",
    "uthKey",
    "AUTH_KEY",
];

/// Whether a variable, header, option or key of this name holds a secret.
pub(crate) fn is_secret_name(name: &str) -> bool {
    let words = words(name);
    let Some(last) = words.last() else { return false };
    if OTHERS.contains(&last.as_str())
        || words.iter().any(|word| matches!(word.as_str(), "max" | "min" | "public" | "num"))
    {
        return false;
    }
    let is_pair =
        |pair: &[String]| matches!(pair, [a, b] if PAIRS.contains(&(a.as_str(), b.as_str())));
    let is_ending = |ending: &&str| last.ends_with(*ending);
    words.iter().any(|word| WORDS.contains(&word.as_str()))
        || words.windows(2).any(is_pair)
        || ENDINGS.iter().any(is_ending) && !NO_SECRETS.contains(&last.as_str())
}

/// The name of a command line option, where it is one: `api-key` of `--api-key`.
pub(crate) fn is_option(word: &str) -> Option<&str> {
    word.strip_prefix("--").or_else(|| word.strip_prefix('-')).filter(|name| !name.is_empty())
}

/// The words of `API_KEY`, `api-key`, `apiKey` in lower case.
fn words(name: &str) -> Vec<String> {
    let mut words = vec![String::new()];
    let mut was_lower = false;
    for character in name.chars() {
        let is_break =
            !character.is_ascii_alphanumeric() || (character.is_ascii_uppercase() && was_lower);
        if is_break {
            words.push(String::new());
        }
        if let Some(word) = words.last_mut()
            && character.is_ascii_alphanumeric()
        {
            word.push(character.to_ascii_lowercase());
        }
        was_lower = character.is_ascii_lowercase() || character.is_ascii_digit();
    }
    words.retain(|word| !word.is_empty());
    words
}

#[cfg(test)]
mod tests {
    use super::is_secret_name;

    #[test]
    fn names_that_programs_give_their_passwords_name_secrets() {
        for name in [
            "PGPASSWORD",
            "SMTP_PASS",
            "MYPASS",
            "MYSQL_PWD",
            "DB_PASSWD",
            "AWS_SECRET_ACCESS_KEY",
            "dbPassword",
            "RABBITMQ_DEFAULT_PASS",
        ] {
            assert!(is_secret_name(name), "{name}");
        }
        for name in [
            "BYPASS",
            "OLDPWD",
            "PASSWORD_FILE",
            "COMPASS",
            "PASS_THROUGH_URL",
            "MAX_TOKENS",
            "PGUSER",
        ] {
            assert!(!is_secret_name(name), "{name}");
        }
    }
}
