//! Types as text, for people to read.

use crate::comment::Comment;
use crate::syntax::{Member, Object, Type};

/// Columns that lines may have.
const WIDTH: usize = 120;
/// Columns that comments have, wherever they begin.
const NARROWEST: usize = 60;
const INDENT: &str = "  ";

/// A file in the making.
#[derive(Debug, Default)]
pub struct Printer {
    text: String,
    depth: usize,
    /// Where the current line begins.
    start: usize,
}

impl Printer {
    /// The file.
    #[must_use]
    pub fn into_text(self) -> String {
        self.text
    }

    /// How long it is so far, in bytes.
    #[must_use]
    pub fn length(&self) -> usize {
        self.text.len()
    }

    /// Writes as it is what has no line end in it.
    pub fn write(&mut self, text: &str) {
        self.text.push_str(text);
    }

    /// Ends a line.
    pub fn end_line(&mut self) {
        self.text.push('\n');
        self.start = self.text.len();
        for _ in 0..self.depth {
            self.text.push_str(INDENT);
        }
    }

    /// Writes between braces, a line for each thing.
    pub fn block(&mut self, write: impl FnOnce(&mut Self)) {
        self.write("{");
        self.deeper(write);
        self.end_line();
        self.write("}");
    }

    fn deeper(&mut self, write: impl FnOnce(&mut Self)) {
        self.depth = self.depth.saturating_add(1);
        write(self);
        self.depth = self.depth.saturating_sub(1);
    }

    /// Writes a comment, and goes to the next line.
    pub fn comment(&mut self, comment: &Comment) {
        if comment.is_empty() {
            return;
        }
        let margin = self.depth.saturating_mul(INDENT.len());
        let lines: Vec<_> = comment.lines(WIDTH.saturating_sub(margin).max(NARROWEST)).collect();
        match lines.as_slice() {
            [line] if line.len().saturating_add(margin) < WIDTH => {
                self.write("/** ");
                self.write(line);
            }
            _ => {
                self.write("/**");
                for line in lines {
                    self.end_line();
                    self.write(if line.is_empty() { " *" } else { " * " });
                    self.write(&line);
                }
                self.end_line();
            }
        }
        self.write(" */");
        self.end_line();
    }

    /// Writes a property.
    pub fn member(&mut self, member: &Member) {
        self.comment(&member.comment);
        if member.is_readonly {
            self.write("readonly ");
        }
        self.write(&member.name);
        self.write(if member.is_optional { "?: " } else { ": " });
        self.value(&member.value);
        self.write(";");
    }

    /// Writes the properties of an object, each on a line.
    pub fn members(&mut self, object: &Object) {
        for member in &object.members {
            self.end_line();
            self.member(member);
        }
        if let Some(index) = &object.index {
            self.end_line();
            self.write("[name: string]: ");
            self.value(index);
            self.write(";");
        }
    }

    /// Writes a type.
    pub fn value(&mut self, value: &Type) {
        match value {
            Type::Word(word) => self.write(word),
            Type::Array(item) => {
                self.enclosed(item, is_several(item) || matches!(**item, Type::ReadonlyArray(_)));
                self.write("[]");
            }
            Type::ReadonlyArray(item) => {
                self.write("readonly ");
                self.enclosed(item, is_several(item) || matches!(**item, Type::ReadonlyArray(_)));
                self.write("[]");
            }
            Type::Union(list) => self.several(value, list, "|"),
            Type::Intersection(list) => self.several(value, list, "&"),
            Type::Object(object) => self.object(object),
        }
    }

    fn object(&mut self, object: &Object) {
        match (&object.index, object.members.is_empty()) {
            (Some(index), true) => {
                self.write("{ [name: string]: ");
                self.value(index);
                self.write(" }");
            }
            (None, true) => self.write("{}"),
            _ => match line_of(object) {
                Some(member) => {
                    self.write("{ ");
                    self.member(member);
                    self.text.pop();
                    self.write(" }");
                }
                None => self.block(|printer| printer.members(object)),
            },
        }
    }

    /// Types with a sign between them.
    fn several(&mut self, whole: &Type, list: &[Type], sign: &str) {
        if self.has_room(whole) {
            for (number, one) in list.iter().enumerate() {
                if number > 0 {
                    for text in [" ", sign, " "] {
                        self.write(text);
                    }
                }
                self.enclosed(one, is_several(one));
            }
            return;
        }
        if self.text.ends_with(' ') {
            self.text.pop();
        }
        self.deeper(|printer| {
            for one in list {
                printer.end_line();
                printer.write(sign);
                printer.write(" ");
                printer.enclosed(one, is_several(one));
            }
        });
    }

    /// Whether types stay on the line: where they fit, or where there are few and objects break the line anyway.
    fn has_room(&self, value: &Type) -> bool {
        const FEW: usize = 3;
        let room = WIDTH.saturating_sub(self.text.len().saturating_sub(self.start));
        match value {
            Type::Union(list) | Type::Intersection(list) if list.iter().any(has_block) => list.len() <= FEW,
            _ => fits(value, room),
        }
    }

    fn enclosed(&mut self, value: &Type, is_enclosed: bool) {
        if !is_enclosed {
            return self.value(value);
        }
        self.write("(");
        let has_room = self.has_room(value);
        self.value(value);
        if !has_room {
            self.end_line();
        }
        self.write(")");
    }
}

fn is_several(value: &Type) -> bool {
    matches!(value, Type::Union(_) | Type::Intersection(_))
}

/// The only property of an object that is so short that it can stay on the line.
fn line_of(object: &Object) -> Option<&Member> {
    const LONGEST: usize = 40;
    match object.members.as_slice() {
        [member] if object.index.is_none() && member.comment.is_empty() => {
            let room = LONGEST.checked_sub(member.name.len())?;
            fits(&member.value, room).then_some(member)
        }
        _ => None,
    }
}

/// Whether it is written on several lines wherever it is.
fn has_block(value: &Type) -> bool {
    match value {
        Type::Object(object) if object.members.is_empty() => object.index.as_deref().is_some_and(has_block),
        Type::Object(object) => line_of(object).is_none(),
        Type::Array(item) | Type::ReadonlyArray(item) => has_block(item),
        Type::Word(_) | Type::Union(_) | Type::Intersection(_) => false,
    }
}

/// Whether it fits in so many columns. Looks at no more of it.
fn fits(value: &Type, room: usize) -> bool {
    rest_of(value, room).is_some()
}

/// The columns that are left behind it.
fn rest_of(value: &Type, room: usize) -> Option<usize> {
    const AROUND: usize = 3;
    match value {
        Type::Word(word) => room.checked_sub(word.len()),
        Type::Array(item) | Type::ReadonlyArray(item) => rest_of(item, room)?.checked_sub("readonly ()[]".len()),
        Type::Union(list) | Type::Intersection(list) => {
            list.iter().try_fold(room, |room, one| rest_of(one, room)?.checked_sub(AROUND))
        }
        Type::Object(Object { members, index }) if members.is_empty() => {
            let room = room.checked_sub("{ [name: string]:  }".len())?;
            index.as_deref().map_or(Some(room), |index| rest_of(index, room))
        }
        Type::Object(object) => {
            let member = line_of(object)?;
            rest_of(&member.value, room.checked_sub(member.name.len())?.checked_sub("{ ?:  }".len())?)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{Printer, Type};

    fn printed(value: &Type) -> String {
        let mut printer = Printer::default();
        printer.write("type X = ");
        printer.value(value);
        printer.into_text()
    }

    fn words(count: usize) -> Vec<Type> {
        (0..count).map(|number| Type::word(format!("\"word{number:03}\""))).collect()
    }

    #[test]
    fn short_unions_are_on_one_line_and_long_ones_on_many() {
        assert_eq!(printed(&Type::union(words(2))), r#"type X = "word000" | "word001""#);
        let long = printed(&Type::union(words(12)).array());
        assert!(long.starts_with("type X = (\n  | \"word000\"\n"), "{long}");
        assert!(long.ends_with("\n  | \"word011\"\n)[]"), "{long}");
    }

    #[test]
    fn types_in_types_are_told_apart() {
        let union = Type::Union(words(2));
        let both = Type::Intersection(vec![union.clone(), Type::word("A")]);
        assert_eq!(printed(&both), r#"type X = ("word000" | "word001") & A"#);
        assert_eq!(printed(&union.readonly_array().readonly_array()), {
            r#"type X = readonly (readonly ("word000" | "word001")[])[]"#
        });
    }

    #[test]
    fn nothing_and_anything() {
        assert_eq!(printed(&Type::union([])), "type X = never");
        assert_eq!(printed(&Type::union([Type::word("a"), Type::unknown()])), "type X = unknown");
        assert_eq!(printed(&Type::intersection([Type::word("a"), Type::unknown()])), "type X = a");
    }
}
