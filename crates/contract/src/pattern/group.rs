//! Groups, and the flags that they have.

use super::compile::Compiler;
use super::fault::Fault;
use super::flag::{ANY_CASE, COMMENTS, DOT_ALL, LINES, UNICODE};
use super::program::Action;

/// A flag by its letter; none of what is no flag. Those that make no difference here are none of ours.
pub fn flag(sign: char) -> Option<u8> {
    Some(match sign {
        'i' => ANY_CASE,
        's' => DOT_ALL,
        'm' => LINES,
        'x' => COMMENTS,
        'U' => UNICODE,
        'u' => 0,
        _ => return None,
    })
}

impl Compiler<'_> {
    /// The rest of a group.
    pub(super) fn group(&mut self, depth: u32) {
        let start = self.code.len();
        let flags = self.flags;
        let mut action = Action::Match;
        if self.eat('?') {
            match self.next() {
                Some(':') => {}
                Some('=') => action = Action::Ahead,
                Some('!') => action = Action::NotAhead,
                Some('<') => self.group_name(),
                // As Python and Go name a group.
                Some('P') if self.eat('<') => self.group_name(),
                Some('>') => {
                    self.needs_java();
                    action = Action::Perhaps;
                }
                sign => {
                    self.needs_java();
                    if !self.group_flags(sign) {
                        return;
                    }
                }
            }
        }
        match depth.checked_sub(1) {
            Some(depth) => self.alternatives(depth),
            None => self.fail(Fault::Unknown),
        }
        if !self.eat(')') {
            self.fail(Fault::Syntax);
        }
        self.flags = flags;
        let argument = if action == Action::Ahead || action == Action::NotAhead { self.close(start) } else { 0 };
        if action != Action::Match {
            self.push(action, argument);
        }
    }

    /// The rest of `(?i-s:` or `(?i-s)`, from that sign on; whether it is the first of the two.
    fn group_flags(&mut self, mut sign: Option<char>) -> bool {
        let mut is_on = true;
        loop {
            let flag = match sign {
                Some(':') => return true,
                Some(')') => return false,
                Some('-') => 0,
                Some(sign) => flag(sign).unwrap_or_else(|| {
                    self.fail(Fault::Syntax);
                    0
                }),
                None => {
                    self.fail(Fault::Syntax);
                    return false;
                }
            };
            is_on = is_on && sign != Some('-');
            self.flags = if is_on { self.flags | flag } else { self.flags & !flag };
            sign = self.next();
        }
    }

    /// The rest of `(?<name>`, which only a reference would need.
    fn group_name(&mut self) {
        if matches!(self.peek(), Some('=' | '!')) {
            self.fail(Fault::Unknown);
        }
        while !self.eat('>') {
            if self.next().is_none() {
                return self.fail(Fault::Syntax);
            }
        }
    }
}
