//! Every rule, in groups; a rule is a file and a line here.

macro_rules! groups {
    ($($group:ident { $($rule:ident),* $(,)? })*) => {
        $(
            #[doc = concat!("Rules about: ", stringify!($group), ".")]
            pub mod $group {
                $(pub mod $rule;)*
            }
        )*
        /// Every check of this crate, in the order of its groups.
        pub static CHECKS: &[&super::Check] = &[$($(&$group::$rule::CHECK),*),*];
    };
}

groups! {
    workspace { unreadable_file, unknown_module, unmatched_include }
    suppression { unused_suppression, suppression_without_reason, misspelt_suppression }
    reference {
        dangling_reference, duplicate_name, unused_declaration, case_clash, repeated_use, misplaced_workspace, shared_email,
    }
    composition {
        empty_block, repeated_value, overlay_without_effect, self_delegation, absent_delegate, delegate_to_instances, unmatched_tool, no_tools_left, contradicting_overlays,
    }
    environment { unordered_environment, promotion_cycle }
    lifecycle {
        second_lifecycle, dead_overlay, agent_without_environment, unreachable_stage, foreign_stage, agent_without_stage,
        retired_delegate, misspelt_environment,
    }
    permission {
        malformed_condition, malformed_pattern, unnormalised_pattern, dead_rule, shadowed_rule, conflicting_rules, redundant_rule, root_grant, interpreter_grant, package_runner_grant,
        metadata_grant, any_host_grant, own_configuration, credential_grant, destructive_command, destructive_tool,
        star_before_words, evadable_guard,
    }
    scenario { idle_scenario, unreadable_resource, undeclared_resource }
    policy {
        policy_violation, limit_above_policy, missing_requirement, unproven_policy, expired_exception, idle_exception, malformed_policy,
    }
    render { clashing_output, unknown_target, broken_target, deprecated_target }
    limit {
        unlimited_agent, run_dearer_than_day, mixed_currencies, tokens_below_output, retry_without_backoff,
        retry_without_timeout, timeout_over_wall_clock, unlimited_retention, session_retention, zero_limit,
        fraction_of_a_cent,
    }
    model {
        floating_model_alias, retired_model, deprecated_model, repeated_fallback, unknown_provider, agent_without_model,
    }
    identity {
        agent_without_owner, principal_without_email, silent_escalation, shared_credential, credential_across_environments,
    }
    server {
        unpinned_package, fetched_at_start, plain_http, foreign_package_source, lookalike_package, image_without_digest,
        shell_command, personal_path, metadata_address, ineffective_setting, shadowed_tool, too_many_tools,
        unresolved_secret, joined_command, repeated_header,
    }
    text { bidirectional_control, tag_character, invisible_character, meaningless_character, hidden_comment, encoded_blob, override_phrase, oversized_instructions, confusable_name, confusable_word, missing_reference, foreign_tool_directive, single_quotes, }
    skill {
        missing_skill, skill_name, skill_description, skill_without_licence, skill_frontmatter, unknown_skill_field,
        unknown_skill_tool, remote_instructions, risky_download, shared_folder,
    }
    secret { literal_secret, secret_in_instructions, private_key, secret_in_server, random_value, echoed_secret, environment_file }
    content { missing_file, undecodable_text, empty_instructions, large_file_pointer, agent_without_instructions, unmatched_knowledge, invalid_template, failing_template, unknown_template_variable, unused_template, unset_param, wrong_param_value, invalid_instances, instance_param, invalid_schema, invalid_extra }
}

pub(crate) use content::large_file_pointer;
pub(crate) use secret::environment_file;
pub(crate) use suppression::misspelt_suppression::RULE as MISSPELT_SUPPRESSION;
pub(crate) use suppression::suppression_without_reason::RULE as SUPPRESSION_WITHOUT_REASON;
pub(crate) use suppression::unused_suppression::RULE as UNUSED_SUPPRESSION;
pub(crate) use workspace::{unknown_module, unreadable_file};

use bailiwick_schema::diagnostic::Diagnostic;
use bailiwick_schema::document::rules::UNKNOWN_RULE;
use bailiwick_schema::path::FilePath;
use bailiwick_schema::rule::Rule;
use bailiwick_schema::span::Span;
use bailiwick_schema::suggest::nearest;

/// Every rule of every stage, sorted by code.
#[must_use]
pub fn all() -> Vec<&'static Rule> {
    let stages = [
        bailiwick_schema::syntax::rules::RULES,
        bailiwick_schema::document::rules::RULES,
        crate::compose::rules::RULES,
    ];
    let mut all: Vec<&'static Rule> = stages.into_iter().flatten().copied().collect();
    all.extend(CHECKS.iter().map(|check| check.rule));
    all.sort_by_key(|rule| rule.code);
    all
}

/// The rule of this code or name.
#[must_use]
pub fn find(name: &str) -> Option<&'static Rule> {
    all().into_iter().find(|rule| rule.name == name || rule.code.eq_ignore_ascii_case(name))
}

/// Whether an error of this rule means that something is not taken as it is written, so that an answer may be wrong; others
/// judge what is there.
#[must_use]
pub fn leaves_out(rule: &Rule) -> bool {
    let malformed =
        [&permission::malformed_condition::CHECK, &permission::malformed_pattern::CHECK];
    // Syntax, language, references and composition; scenarios that test nothing; content that cannot be read.
    ["BW1", "BW2", "BW3", "BW52", "BW82"].iter().any(|front| rule.code.starts_with(front))
        || malformed.iter().any(|check| check.rule.code == rule.code)
}

/// Whether an error of this rule means that something would not be rendered as it is written.
#[must_use]
pub fn spoils_rendering(rule: &Rule) -> bool {
    leaves_out(rule) || rule.code.starts_with("BW70")
}

/// The finding where a name is that of no rule.
pub(crate) fn unknown(path: &FilePath, span: Span, name: &str) -> Diagnostic {
    let found = Diagnostic::new(&UNKNOWN_RULE, path, span, format!("no rule is called `{name}`"));
    match nearest(name, all().iter().map(|rule| rule.name)) {
        Some(near) => found.did_you_mean(near),
        None => found.help("`bailiwick explain` lists all rules"),
    }
}
