//! The canonical spellings of URLs, as regular expressions.

use std::sync::LazyLock;

use crate::permission::resource::url::escape::{Part, is_unreserved};

/// URLs whose host is a name.
pub(super) static NAMED: LazyLock<String> = LazyLock::new(|| urls(NAME));

/// URLs whose host is an address; IPv6 ones with all their digits.
pub(super) static ADDRESSED: LazyLock<String> = LazyLock::new(|| {
    let byte = "(?:[0-9]|[1-9][0-9]|1[0-9][0-9]|2[0-4][0-9]|25[0-5])";
    let (group, zero) = ("[0-9a-f]{4}", "0000");
    let not_zero = "(?:[1-9a-f][0-9a-f]{3}|0[1-9a-f][0-9a-f]{2}|00[1-9a-f][0-9a-f]|000[1-9a-f])";
    let not_ffff = "(?:[0-9a-e][0-9a-f]{3}|f[0-9a-e][0-9a-f]{2}|ff[0-9a-e][0-9a-f]|fff[0-9a-e])";
    // Five groups of zeros and `ffff` are an IPv4 address, which is spelled as one.
    let heads: Vec<String> = (0..6)
        .map(|zeros| {
            let differs = if zeros == 5 { not_ffff } else { not_zero };
            let mut groups = vec![zero; zeros];
            groups.push(differs);
            groups.resize(8, group);
            groups.join(":")
        })
        .collect();
    urls(&format!(r"(?:{byte}(?:\.{byte}){{3}}|\[(?:{})\])", heads.join("|")))
});

/// Labels of which the last is no number: with one, it would be an address.
const NAME: &str = concat!(
    r"(?:[a-z0-9_\-]+\.)*",
    r"(?:[a-z_\-][a-z0-9_\-]*",
    r"|(?:0[0-9]+|[1-9][0-9]*)[a-z_\-][a-z0-9_\-]*",
    r"|0[a-wyz_\-][a-z0-9_\-]*",
    r"|0x[0-9a-f]*[g-z_\-][a-z0-9_\-]*)",
);

/// All ports but 443.
const NOT_443: &str = concat!(
    "[0-9]|[1-9][0-9]|[1-35-9][0-9]{2}|4[0-35-9][0-9]|44[0-24-9]|[1-9][0-9]{3}",
    "|[1-5][0-9]{4}|6[0-4][0-9]{3}|65[0-4][0-9]{2}|655[0-2][0-9]|6553[0-5]",
);

/// All ports but 80.
const NOT_80: &str = concat!(
    "[0-9]|[1-79][0-9]|8[1-9]|[1-9][0-9]{2}|[1-9][0-9]{3}",
    "|[1-5][0-9]{4}|6[0-4][0-9]{3}|65[0-4][0-9]{2}|655[0-2][0-9]|6553[0-5]",
);

/// URLs with such hosts.
fn urls(host: &str) -> String {
    let sign = |part: Part, but: &[u8]| {
        let plain = (0..128).filter(|byte| part.takes(*byte) && !but.contains(byte));
        let plain: String = plain.map(|byte| format!(r"\x{byte:02X}")).collect();
        let encoded = |high: u8| {
            let all = (0..16).map(|low| high * 16 + low);
            let all = all.filter(|byte| !is_unreserved(*byte) && !part.hides(*byte));
            let low: String = all.map(|byte| format!("{:X}", byte % 16)).collect();
            (!low.is_empty()).then(|| format!("{high:X}[{low}]"))
        };
        let encoded: Vec<String> = (0..16).filter_map(encoded).collect();
        format!("(?:[{plain}]|%(?:{}))", encoded.join("|"))
    };
    let (other, any) = (sign(Part::Segment, b"."), sign(Part::Segment, b""));
    let segment = format!(r"(?:{other}|\.{other}|\.\.{any}){any}*");
    let rest = format!(r"(?:/|(?:/{segment})+)(?:\?{}+)?", sign(Part::Query, b""));
    format!(
        "(?:https?|wss?)://{host}{rest}|(?:https|wss)://{host}:(?:{NOT_443}){rest}|(?:http|ws)://{host}:(?:{NOT_80}){rest}"
    )
}
