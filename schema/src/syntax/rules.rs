//! The syntax rules, `BW1xxx`: one file each, with the words and the finding.

pub(in crate::syntax) mod annotation_before_key;
pub(in crate::syntax) mod annotation_without_value;
pub(in crate::syntax) mod bare_keyword;
pub(in crate::syntax) mod byte_order_mark_inside;
pub(in crate::syntax) mod comment_in_word;
pub(in crate::syntax) mod empty_annotation;
pub(in crate::syntax) mod entry_after_children;
pub(in crate::syntax) mod file_too_large;
pub(in crate::syntax) mod invalid_annotation;
pub(in crate::syntax) mod invalid_character;
pub(in crate::syntax) mod invalid_escape;
pub(in crate::syntax) mod invalid_node_name;
pub(in crate::syntax) mod invalid_number;
pub(in crate::syntax) mod invalid_property_key;
pub(in crate::syntax) mod misplaced_line_continuation;
pub(in crate::syntax) mod misplaced_slashdash;
pub(in crate::syntax) mod missing_node_end;
pub(in crate::syntax) mod missing_node_name;
pub(in crate::syntax) mod missing_property_key;
pub(in crate::syntax) mod missing_property_value;
pub(in crate::syntax) mod missing_space;
pub(in crate::syntax) mod multi_line_indentation;
pub(in crate::syntax) mod multi_line_on_one_line;
pub(in crate::syntax) mod nesting_too_deep;
pub(in crate::syntax) mod not_utf_8;
pub(in crate::syntax) mod nul_character;
pub(in crate::syntax) mod old_raw_string;
pub(in crate::syntax) mod other_kdl_version;
pub(in crate::syntax) mod second_children_block;
pub(in crate::syntax) mod stray_semicolon;
pub(in crate::syntax) mod text_beside_triple_quotes;
pub(in crate::syntax) mod too_many_nodes;
pub(in crate::syntax) mod unclosed_annotation;
pub(in crate::syntax) mod unclosed_block;
pub(in crate::syntax) mod unclosed_comment;
pub(in crate::syntax) mod unclosed_multi_line_string;
pub(in crate::syntax) mod unclosed_raw_string;
pub(in crate::syntax) mod unclosed_string;
pub(in crate::syntax) mod unexpected_character;
pub(in crate::syntax) mod unknown_keyword;
pub(in crate::syntax) mod unopened_block;
pub(in crate::syntax) mod unquoted_text;

use crate::rule::Rule;

pub use bare_keyword::RULE as BARE_KEYWORD;

/// All syntax rules in the order of their codes.
pub static RULES: &[&Rule] = &[
    &not_utf_8::RULE,
    &nul_character::RULE,
    &byte_order_mark_inside::RULE,
    &invalid_character::RULE,
    &file_too_large::RULE,
    &too_many_nodes::RULE,
    &nesting_too_deep::RULE,
    &unclosed_string::RULE,
    &unclosed_multi_line_string::RULE,
    &unclosed_raw_string::RULE,
    &unclosed_comment::RULE,
    &unclosed_block::RULE,
    &unopened_block::RULE,
    &unclosed_annotation::RULE,
    &missing_space::RULE,
    &missing_node_end::RULE,
    &second_children_block::RULE,
    &missing_node_name::RULE,
    &invalid_node_name::RULE,
    &invalid_property_key::RULE,
    &missing_property_value::RULE,
    &missing_property_key::RULE,
    &annotation_without_value::RULE,
    &empty_annotation::RULE,
    &invalid_annotation::RULE,
    &annotation_before_key::RULE,
    &misplaced_slashdash::RULE,
    &stray_semicolon::RULE,
    &misplaced_line_continuation::RULE,
    &entry_after_children::RULE,
    &unexpected_character::RULE,
    &invalid_escape::RULE,
    &invalid_number::RULE,
    &bare_keyword::RULE,
    &unknown_keyword::RULE,
    &old_raw_string::RULE,
    &unquoted_text::RULE,
    &multi_line_indentation::RULE,
    &multi_line_on_one_line::RULE,
    &text_beside_triple_quotes::RULE,
    &other_kdl_version::RULE,
    &comment_in_word::RULE,
];
