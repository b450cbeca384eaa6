//! Lists that JavaScript knows by numbers: `messages/ids.json` has their ids in their order here, `messages/fr.json`
//! and `messages/en.json` the texts for people. Tests keep them in step.

/// Declares an enum whose variants have ids.
macro_rules! numbered {
    ($(#[$of:meta])* $list:ident { $($(#[$doc:meta])* $name:ident $id:literal;)* }) => {
        $(#[$of])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
        pub enum $list { $($(#[$doc])* $name,)* }

        impl $list {
            /// All of them.
            pub const ALL: &'static [Self] = &[$(Self::$name,)*];

            /// The id that callers see, or under which the catalogues have its texts.
            #[must_use]
            pub fn id(self) -> &'static str {
                match self { $(Self::$name => $id,)* }
            }

            /// Its place in `messages/ids.json`.
            #[must_use]
            pub fn number(self) -> u8 {
                self as u8
            }
        }
    };
}

pub(crate) use numbered;
