//! Arguments and properties.

use super::header::Phase;
use super::{Liveness, Parser};
use crate::span::Span;
use crate::syntax::character::offset;
use crate::syntax::rules;
use crate::syntax::token::TokenKind;
use crate::syntax::tree::{EntryRecord, NONE};

impl Parser<'_> {
    /// Reads an argument or property.
    pub(super) fn entry(&mut self, id: u32, phase: Phase, liveness: Liveness) {
        let mut record = EntryRecord {
            key: NONE,
            annotation: NONE,
            value: NONE,
            dead: liveness == Liveness::Dead,
        };
        if self.kind() == TokenKind::OpenParenthesis {
            record.annotation = self.annotation(id);
            if !self.valued(id, record.annotation) {
                return;
            }
        }
        if self.is_key() {
            if record.annotation != NONE {
                self.annotated_key(id, record.annotation);
            }
            record.key = self.at;
            if !self.property(id, &mut record) {
                return;
            }
        }
        record.value = self.at;
        self.check_token(id, self.at);
        self.set_last(id, self.at);
        self.at += 1;
        if phase != Phase::Entries {
            return;
        }
        self.entries.push(record);
        if let Some(node) = self.nodes.get_mut(id as usize) {
            node.end_entry = offset(self.entries.len());
        }
    }

    /// Whether the current token is followed by `=`.
    fn is_key(&self) -> bool {
        match self.kind_at(self.at + 1) {
            TokenKind::Equals => true,
            TokenKind::Space | TokenKind::BlockComment | TokenKind::Backslash => {
                self.kind_at(self.after_node_space(self.at + 1)) == TokenKind::Equals
            }
            _ => false,
        }
    }

    /// Whether a value follows an annotation; reports where none does.
    fn valued(&mut self, id: u32, annotation: u32) -> bool {
        let value = self.after_node_space(self.at);
        let kind = self.kind_at(value);
        if kind.is_text() || matches!(kind, TokenKind::Number | TokenKind::Keyword) {
            self.at = value;
            return true;
        }
        self.mark_broken(id);
        let span = Span::new(self.start(annotation), self.start(self.at));
        if kind == TokenKind::Slashdash {
            let slashdash = self.span(value);
            self.at = value + 1;
            self.findings.add(|source| {
                rules::misplaced_slashdash::report_behind_annotation(source, slashdash)
            });
            return false;
        }
        self.findings.add(|source| rules::annotation_without_value::report(source, span));
        false
    }

    fn annotated_key(&mut self, id: u32, annotation: u32) {
        self.mark_broken(id);
        let span = Span::new(self.start(annotation), self.start(self.at));
        let equals = self.after_node_space(self.at + 1);
        let value = Span::at(self.start(self.after_node_space(equals + 1)));
        self.findings.add(|source| rules::annotation_before_key::report(source, span, value));
    }

    /// Reads a property from its key to before its value; says whether there is a value.
    fn property(&mut self, id: u32, record: &mut EntryRecord) -> bool {
        let key = self.at;
        self.check_token(id, key);
        if !self.kind().is_text() {
            self.mark_broken(id);
            let span = self.span(key);
            self.findings.add(|source| rules::invalid_property_key::report(source, span));
        }
        let equals = self.after_node_space(key + 1);
        self.set_last(id, equals);
        self.at = equals + 1;
        let value = self.after_node_space(self.at);
        match self.kind_at(value) {
            TokenKind::OpenParenthesis => {
                self.at = value;
                record.annotation = self.annotation(id);
                self.valued(id, record.annotation)
            }
            kind if kind.is_text() => self.take_value(value),
            TokenKind::Number | TokenKind::Keyword => self.take_value(value),
            kind => {
                self.mark_broken(id);
                let span = self.span(key).to(self.span(equals));
                if kind == TokenKind::Slashdash {
                    self.at = value + 1;
                }
                self.findings.add(|source| rules::missing_property_value::report(source, span));
                false
            }
        }
    }

    fn take_value(&mut self, value: u32) -> bool {
        self.at = value;
        true
    }
}
