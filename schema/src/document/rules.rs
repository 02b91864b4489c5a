//! The rules of the language itself, one a file: decoding finds them.

mod conflicting_nodes;
mod empty_text;
mod fixed_rule;
mod incomplete_choice;
mod invalid_address;
mod invalid_date;
mod invalid_duration;
mod invalid_model;
mod invalid_money;
mod invalid_name;
mod invalid_pattern;
mod invalid_rate;
mod invalid_size;
mod invalid_url;
mod misplaced_node;
mod missing_argument;
mod missing_node;
mod missing_property;
mod missing_workspace;
mod out_of_range;
mod repeated_key;
mod repeated_node;
mod repeated_property;
mod reserved_name;
mod unclear_removal;
mod unexpected_annotation;
mod unexpected_argument;
mod unexpected_block;
mod unknown_edition;
mod unknown_node;
mod unknown_property;
mod unknown_rule;
mod unknown_word;
mod unsafe_path;
mod wrong_type;

use crate::rule::Rule;

pub use conflicting_nodes::CONFLICTING_NODES;
pub use empty_text::EMPTY_TEXT;
pub use fixed_rule::FIXED_RULE;
pub use incomplete_choice::INCOMPLETE_CHOICE;
pub use invalid_address::INVALID_ADDRESS;
pub use invalid_date::INVALID_DATE;
pub use invalid_duration::INVALID_DURATION;
pub use invalid_model::INVALID_MODEL;
pub use invalid_money::INVALID_MONEY;
pub use invalid_name::INVALID_NAME;
pub use invalid_pattern::INVALID_PATTERN;
pub use invalid_rate::INVALID_RATE;
pub use invalid_size::INVALID_SIZE;
pub use invalid_url::INVALID_URL;
pub use misplaced_node::MISPLACED_NODE;
pub use missing_argument::MISSING_ARGUMENT;
pub use missing_node::MISSING_NODE;
pub use missing_property::MISSING_PROPERTY;
pub use missing_workspace::MISSING_WORKSPACE;
pub use out_of_range::OUT_OF_RANGE;
pub use repeated_key::REPEATED_KEY;
pub use repeated_node::REPEATED_NODE;
pub use repeated_property::REPEATED_PROPERTY;
pub use reserved_name::RESERVED_NAME;
pub use unclear_removal::UNCLEAR_REMOVAL;
pub use unexpected_annotation::UNEXPECTED_ANNOTATION;
pub use unexpected_argument::UNEXPECTED_ARGUMENT;
pub use unexpected_block::UNEXPECTED_BLOCK;
pub use unknown_edition::UNKNOWN_EDITION;
pub use unknown_node::UNKNOWN_NODE;
pub use unknown_property::UNKNOWN_PROPERTY;
pub use unknown_rule::UNKNOWN_RULE;
pub use unknown_word::UNKNOWN_WORD;
pub use unsafe_path::UNSAFE_PATH;
pub use wrong_type::WRONG_TYPE;

/// Every rule of this folder.
pub static RULES: &[&Rule] = &[
    &UNKNOWN_NODE,
    &UNKNOWN_PROPERTY,
    &MISSING_ARGUMENT,
    &UNEXPECTED_ARGUMENT,
    &WRONG_TYPE,
    &UNKNOWN_WORD,
    &REPEATED_NODE,
    &REPEATED_PROPERTY,
    &MISSING_NODE,
    &INVALID_NAME,
    &INVALID_DURATION,
    &INVALID_MONEY,
    &INVALID_RATE,
    &INVALID_SIZE,
    &OUT_OF_RANGE,
    &UNEXPECTED_BLOCK,
    &UNEXPECTED_ANNOTATION,
    &CONFLICTING_NODES,
    &MISPLACED_NODE,
    &MISSING_PROPERTY,
    &EMPTY_TEXT,
    &UNSAFE_PATH,
    &INVALID_PATTERN,
    &INVALID_URL,
    &INVALID_MODEL,
    &INVALID_ADDRESS,
    &REPEATED_KEY,
    &MISSING_WORKSPACE,
    &UNKNOWN_EDITION,
    &UNCLEAR_REMOVAL,
    &INCOMPLETE_CHOICE,
    &UNKNOWN_RULE,
    &RESERVED_NAME,
    &FIXED_RULE,
    &INVALID_DATE,
];
