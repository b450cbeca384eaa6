//! The schemas that a value is held against at once, and how they hang together: a schema in an `allOf` says something
//! of a value only where one that has it there does.

/// No place, or no schema.
pub const NONE: u32 = u32::MAX;

/// A schema. Those of its `allOf` come before it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Entry {
    /// Its number among the compiled ones.
    pub node: u32,
    /// The place of the schema whose `allOf` it is in, or [`NONE`].
    pub parent: u32,
}

/// Several of them, none of which is there twice.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Entries {
    /// The schemas.
    pub list: Vec<Entry>,
    /// Those that are there in another way, too: each with the number of the schema whose `allOf` has it, or [`NONE`].
    pub links: Vec<(u32, u32)>,
}

impl Entries {
    /// Where a schema is.
    pub fn find(&self, node: u32) -> Option<usize> {
        self.list.iter().position(|entry| entry.node == node)
    }

    /// Notes that a schema is there in another way, too.
    pub fn link(&mut self, node: u32, parent: u32) {
        if !self.links.contains(&(node, parent)) {
            self.links.push((node, parent));
        }
    }

    /// Which of them are reached: they stand by themselves, or in the `allOf` of one that is about the value.
    pub fn reached(&self, is_about: &dyn Fn(u32) -> bool) -> Vec<bool> {
        let mut reached = vec![false; self.list.len()];
        loop {
            let leads = |reached: &[bool], place: usize| {
                let entry = self.list.get(place).filter(|_| reached.get(place) == Some(&true));
                entry.is_some_and(|entry| is_about(entry.node))
            };
            for (place, entry) in self.list.iter().enumerate().rev() {
                let is_reached = entry.parent as usize >= self.list.len() || leads(&reached, entry.parent as usize);
                if let Some(reached) = reached.get_mut(place) {
                    *reached |= is_reached;
                }
            }
            let mut is_more = false;
            for (node, parent) in &self.links {
                let is_reached = *parent == NONE || self.find(*parent).is_some_and(|place| leads(&reached, place));
                if let Some(reached) = self.find(*node).and_then(|place| reached.get_mut(place)) {
                    is_more |= is_reached && !*reached;
                    *reached |= is_reached;
                }
            }
            // What a link leads to may lead on.
            if !is_more {
                return reached;
            }
        }
    }

    /// Those that are reached and about the value.
    #[must_use]
    pub fn about(&self, is_about: &dyn Fn(u32) -> bool) -> Self {
        let mut about = Self::default();
        let mut places = Vec::new();
        for (entry, is_reached) in self.list.iter().zip(self.reached(is_about)) {
            let is_kept = is_reached && is_about(entry.node);
            places.push(if is_kept { u32::try_from(about.list.len()).unwrap_or(NONE) } else { NONE });
            if is_kept {
                about.list.push(*entry);
            }
        }
        for entry in &mut about.list {
            entry.parent = places.get(entry.parent as usize).copied().unwrap_or(NONE);
        }
        about
    }
}
