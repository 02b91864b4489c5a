//! The shapes of secrets that services give out, as their own documentation or their tokens show them.

/// The shape of one kind of secret: a prefix, and what follows it.
#[derive(Debug)]
pub(super) struct Format {
    /// What it is, with its article.
    pub(super) what: &'static str,
    /// How it begins.
    pub(super) prefix: &'static str,
    /// What stands after the prefix.
    pub(super) body: Body,
    /// The shortest body.
    pub(super) least: usize,
    /// The longest body.
    pub(super) most: usize,
    /// What the body has to hold.
    pub(super) inside: &'static str,
}

/// The characters of a body.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Body {
    /// Letters and digits.
    Alphanumeric,
    /// Letters, digits, `_`, `-`.
    Word,
    /// Hexadecimal digits.
    Hexadecimal,
    /// Capital letters and digits.
    Capital,
    /// Letters, digits, `+`, `/`, `=`.
    Base64,
    /// Letters, digits, `_`, `-`, `.`.
    Dotted,
    /// Letters, digits, `_`, `-`, `/`.
    Path,
    /// Letters, digits, `+`, `/`, `=`, `_`, `-`.
    Base64OrWord,
}

impl Body {
    pub(super) const fn holds(self, byte: u8) -> bool {
        match self {
            Self::Alphanumeric => byte.is_ascii_alphanumeric(),
            Self::Word => byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'-'),
            Self::Hexadecimal => byte.is_ascii_hexdigit(),
            Self::Capital => byte.is_ascii_uppercase() || byte.is_ascii_digit(),
            Self::Base64 => byte.is_ascii_alphanumeric() || matches!(byte, b'+' | b'/' | b'='),
            Self::Dotted => byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'-' | b'.'),
            Self::Path => byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'-' | b'/'),
            Self::Base64OrWord => {
                byte.is_ascii_alphanumeric() || matches!(byte, b'+' | b'/' | b'=' | b'_' | b'-')
            }
        }
    }
}

const fn format(
    what: &'static str,
    prefix: &'static str,
    body: Body,
    least: usize,
    most: usize,
) -> Format {
    Format { what, prefix, body, least, most, inside: "" }
}

const fn marked(
    what: &'static str,
    prefix: &'static str,
    body: Body,
    range: (usize, usize),
    inside: &'static str,
) -> Format {
    Format { what, prefix, body, least: range.0, most: range.1, inside }
}

/// Longer prefixes before the shorter ones that begin them.
pub(super) static FORMATS: &[Format] = &[
    format("an AWS access key", "AKIA", Body::Capital, 16, 16),
    format("an AWS session key", "ASIA", Body::Capital, 16, 16),
    format("an Amazon Bedrock key", "ABSK", Body::Base64, 100, 300),
    format("a GitHub token", "ghp_", Body::Alphanumeric, 36, 255),
    format("a GitHub token", "gho_", Body::Alphanumeric, 36, 255),
    format("a GitHub token", "ghu_", Body::Alphanumeric, 36, 255),
    format("a GitHub token", "ghs_", Body::Dotted, 36, 1024),
    format("a GitHub token", "ghr_", Body::Alphanumeric, 36, 255),
    format("a GitHub token", "github_pat_", Body::Word, 60, 255),
    format("a GitLab token", "glpat-", Body::Dotted, 20, 300),
    format("a GitLab runner token", "glrt-", Body::Dotted, 20, 300),
    format("a GitLab deploy token", "gldt-", Body::Word, 20, 64),
    format("a GitLab trigger token", "glptt-", Body::Word, 40, 64),
    format("a GitLab application secret", "gloas-", Body::Word, 64, 64),
    format("a Slack token", "xoxb-", Body::Word, 24, 255),
    format("a Slack token", "xoxp-", Body::Word, 24, 255),
    format("a Slack token", "xoxa-", Body::Word, 24, 255),
    format("a Slack token", "xoxe-", Body::Word, 24, 255),
    format("a Slack token", "xoxe.", Body::Dotted, 24, 255),
    format("a Slack app token", "xapp-", Body::Word, 24, 255),
    format("a Slack webhook", "hooks.slack.com/services/T", Body::Path, 40, 80),
    format("a Discord webhook", "discord.com/api/webhooks/", Body::Path, 70, 120),
    format("a Stripe key", "sk_live_", Body::Alphanumeric, 20, 255),
    format("a Stripe key", "rk_live_", Body::Alphanumeric, 20, 255),
    format("a Stripe test key", "sk_test_", Body::Alphanumeric, 20, 255),
    format("a webhook signing secret", "whsec_", Body::Base64, 24, 100),
    format("an Anthropic key", "sk-ant-", Body::Word, 40, 255),
    format("an OpenRouter key", "sk-or-v1-", Body::Hexadecimal, 64, 64),
    format("an OpenAI key", "sk-proj-", Body::Word, 40, 255),
    format("an OpenAI key", "sk-svcacct-", Body::Word, 40, 255),
    format("an OpenAI key", "sk-admin-", Body::Word, 40, 255),
    format("a Langfuse key", "sk-lf-", Body::Word, 32, 40),
    format("an API key", "sk-", Body::Alphanumeric, 32, 64),
    format("a Google API key", "AIza", Body::Word, 35, 35),
    format("a Google client secret", "GOCSPX-", Body::Word, 28, 28),
    format("a Google access token", "ya29.", Body::Word, 40, 2048),
    format("an npm token", "npm_", Body::Alphanumeric, 36, 36),
    format("a PyPI token", "pypi-AgE", Body::Word, 50, 255),
    format("a RubyGems key", "rubygems_", Body::Hexadecimal, 48, 48),
    format("a Docker Hub token", "dckr_pat_", Body::Word, 27, 64),
    marked("a JSON Web Token", "eyJ", Body::Dotted, (60, 8192), ".eyJ"),
    marked("a Mapbox secret token", "sk.eyJ", Body::Dotted, (60, 255), "."),
    format("an Azure storage key", "AccountKey=", Body::Base64, 80, 100),
    format("an Azure access key", "SharedAccessKey=", Body::Base64, 40, 100),
    marked("a SendGrid key", "SG.", Body::Dotted, (60, 70), "."),
    format("a Brevo key", "xkeysib-", Body::Word, 64, 100),
    format("a Twilio key", "SK", Body::Hexadecimal, 32, 32),
    format("a Hugging Face token", "hf_", Body::Alphanumeric, 34, 40),
    format("a DigitalOcean token", "dop_v1_", Body::Hexadecimal, 64, 64),
    format("a DigitalOcean token", "doo_v1_", Body::Hexadecimal, 64, 64),
    format("a Vault token", "hvs.", Body::Word, 24, 300),
    format("a Vault batch token", "hvb.", Body::Word, 100, 300),
    format("an age secret key", "AGE-SECRET-KEY-1", Body::Capital, 58, 58),
    format("a Shopify token", "shpat_", Body::Hexadecimal, 32, 32),
    format("a Shopify secret", "shpss_", Body::Hexadecimal, 32, 32),
    format("a Linear key", "lin_api_", Body::Alphanumeric, 40, 48),
    format("a Notion token", "ntn_", Body::Alphanumeric, 40, 60),
    format("a Figma token", "figd_", Body::Word, 40, 64),
    format("an Atlassian token", "ATATT3", Body::Base64OrWord, 100, 255),
    format("a Databricks token", "dapi", Body::Hexadecimal, 32, 34),
    format("a Doppler token", "dp.pt.", Body::Alphanumeric, 40, 48),
    format("a Grafana token", "glsa_", Body::Word, 40, 48),
    format("a New Relic key", "NRAK-", Body::Capital, 27, 27),
    format("a PlanetScale token", "pscale_tkn_", Body::Dotted, 32, 64),
    format("a PlanetScale password", "pscale_pw_", Body::Dotted, 32, 64),
    format("a Postman key", "PMAK-", Body::Word, 55, 64),
    format("a Pulumi token", "pul-", Body::Hexadecimal, 40, 40),
    format("a Square token", "sq0csp-", Body::Word, 40, 48),
    format("a Sentry token", "sntrys_", Body::Base64OrWord, 60, 400),
    format("a Supabase token", "sbp_", Body::Hexadecimal, 40, 40),
    format("a Supabase key", "sb_secret_", Body::Word, 24, 64),
    format("a Tailscale key", "tskey-", Body::Word, 30, 80),
    format("a Groq key", "gsk_", Body::Alphanumeric, 48, 60),
    format("a Replicate token", "r8_", Body::Alphanumeric, 37, 40),
    format("a Perplexity key", "pplx-", Body::Alphanumeric, 40, 64),
    format("an xAI key", "xai-", Body::Alphanumeric, 60, 100),
    format("a LangSmith key", "lsv2_", Body::Word, 40, 64),
    format("a Pinecone key", "pcsk_", Body::Word, 50, 80),
    format("a Tavily key", "tvly-", Body::Word, 24, 64),
    format("an NVIDIA key", "nvapi-", Body::Word, 60, 80),
    format("a Netlify token", "nfp_", Body::Alphanumeric, 36, 48),
];

/// Where a closer look begins: the beginnings of the prefixes, `BEGIN ` of a private key, `://` of a URL.
pub(crate) const ANCHORS: &[&str] = &[
    "BEGIN ",
    "://",
    "AKIA",
    "ASIA",
    "ABSK",
    "ghp_",
    "gho_",
    "ghu_",
    "ghs_",
    "ghr_",
    "github_pat_",
    "glpat-",
    "glrt-",
    "gldt-",
    "glptt-",
    "gloas-",
    "xox",
    "xapp-",
    "hooks.slack.com/s",
    "discord.com/api/w",
    "sk_live_",
    "rk_live_",
    "sk_test_",
    "whsec_",
    "sk-",
    "AIza",
    "GOCSPX-",
    "ya29.",
    "npm_",
    "pypi-AgE",
    "rubygems_",
    "dckr_pat_",
    "eyJ",
    "sk.eyJ",
    "AccountKey=",
    "SharedAccessKey=",
    "SG.",
    "xkeysib-",
    "SK0",
    "SK1",
    "SK2",
    "SK3",
    "SK4",
    "SK5",
    "SK6",
    "SK7",
    "SK8",
    "SK9",
    "SKa",
    "SKb",
    "SKc",
    "SKd",
    "SKe",
    "SKf",
    "hf_",
    "dop_v1_",
    "doo_v1_",
    "hvs.",
    "hvb.",
    "AGE-SECRET-KEY-1",
    "shpat_",
    "shpss_",
    "lin_api_",
    "ntn_",
    "figd_",
    "ATATT3",
    "dapi",
    "dp.pt.",
    "glsa_",
    "NRAK-",
    "pscale_",
    "PMAK-",
    "pul-",
    "sq0csp-",
    "sntrys_",
    "sbp_",
    "sb_secret_",
    "tskey-",
    "gsk_",
    "r8_",
    "pplx-",
    "xai-",
    "lsv2_",
    "pcsk_",
    "tvly-",
    "nvapi-",
    "nfp_",
];
