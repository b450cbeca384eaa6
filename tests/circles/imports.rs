//! What each file of a crate imports, from its syntax tree.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

use proc_macro2::{TokenStream, TokenTree};
use syn::visit::{self, Visit};
use syn::{Attribute, Item, ItemMod, Macro, UseTree};

use crate::graph::Imports;

/// A module by the names that lead to it from the crate.
type Module = Vec<String>;

/// Reads the crate in a folder `src`.
pub fn imports_of_crate(sources: &Path) -> Imports {
    let mut files = BTreeMap::new();
    for root in ["lib.rs", "main.rs"] {
        if sources.join(root).is_file() {
            read_module(&sources.join(root), sources, Module::new(), &mut files);
        }
    }
    assert!(!files.is_empty(), "no crate in {}", sources.display());
    let places: BTreeMap<Module, PathBuf> =
        files.iter().map(|(module, (file, _))| (module.clone(), file.clone())).collect();
    files.iter().map(|(module, (file, syntax))| (file.clone(), imports_of(module, syntax, &places))).collect()
}

/// Reads a file, and those of the modules that it declares, which are in the folder.
fn read_module(file: &Path, folder: &Path, module: Module, files: &mut BTreeMap<Module, (PathBuf, syn::File)>) {
    let text = fs::read_to_string(file).unwrap_or_else(|error| panic!("{}: {error}", file.display()));
    let syntax = syn::parse_file(&text).unwrap_or_else(|error| panic!("{}: {error}", file.display()));
    for item in &syntax.items {
        let Item::Mod(ItemMod { ident, content, attrs, .. }) = item else { continue };
        if is_of_tests(attrs) {
            continue;
        }
        assert!(content.is_none(), "{}: {ident} is a module within a file, which is not followed here", file.display());
        let name = ident.to_string();
        let (own, nested) = (folder.join(format!("{name}.rs")), folder.join(&name).join("mod.rs"));
        let child = if own.is_file() { own } else { nested };
        read_module(&child, &folder.join(&name), [module.clone(), vec![name]].concat(), files);
    }
    files.insert(module, (file.to_path_buf(), syntax));
}

fn is_of_tests(attributes: &[Attribute]) -> bool {
    attributes.iter().any(|attribute| {
        attribute.path().is_ident("cfg") && attribute.parse_args::<syn::Ident>().is_ok_and(|what| what == "test")
    })
}

fn imports_of(module: &Module, syntax: &syn::File, places: &BTreeMap<Module, PathBuf>) -> BTreeSet<PathBuf> {
    let mut finder = Finder { module, places, found: BTreeSet::new() };
    finder.visit_file(syntax);
    finder.found
}

/// Follows every path in a file to the file that it leads to.
struct Finder<'a> {
    module: &'a Module,
    places: &'a BTreeMap<Module, PathBuf>,
    found: BTreeSet<PathBuf>,
}

impl Finder<'_> {
    /// Adds the file of the innermost module that a path names, when it is one of the crate's and another.
    fn follow(&mut self, path: &[String]) {
        let mut module = self.module.clone();
        let mut names = path.iter().peekable();
        match names.peek().map(|name| name.as_str()) {
            Some("crate") => module.clear(),
            Some("self" | "super") => {}
            // Else a name that was imported, whose import is followed by itself, or a module of this one's.
            Some(name) if self.places.contains_key(&[module.clone(), vec![name.to_owned()]].concat()) => {}
            _ => return,
        }
        for name in names {
            match name.as_str() {
                "crate" | "self" => {}
                "super" => drop(module.pop()),
                name => {
                    module.push(name.to_owned());
                    if !self.places.contains_key(&module) {
                        module.pop();
                        break;
                    }
                }
            }
        }
        if module != *self.module
            && let Some(file) = self.places.get(&module)
        {
            self.found.insert(file.clone());
        }
    }

    fn follow_use(&mut self, before: &[String], tree: &UseTree) {
        let with = |name: &syn::Ident| [before, &[name.to_string()]].concat();
        match tree {
            UseTree::Path(path) => self.follow_use(&with(&path.ident), &path.tree),
            UseTree::Name(name) => self.follow(&with(&name.ident)),
            UseTree::Rename(rename) => self.follow(&with(&rename.ident)),
            UseTree::Glob(_) => self.follow(before),
            UseTree::Group(group) => group.items.iter().for_each(|tree| self.follow_use(before, tree)),
        }
    }

    /// The paths among the words of a macro, which are no syntax tree: names with two colons between them.
    fn follow_tokens(&mut self, tokens: TokenStream) {
        let mut path: Vec<String> = Vec::new();
        let mut colons = 0_u8;
        for token in tokens {
            match token {
                TokenTree::Punct(punct) if punct.as_char() == ':' => colons = colons.saturating_add(1),
                TokenTree::Ident(ident) => {
                    if colons != 2 {
                        self.follow(&path);
                        path.clear();
                    }
                    path.push(ident.to_string());
                    colons = 0;
                }
                other => {
                    self.follow(&path);
                    path.clear();
                    colons = 0;
                    if let TokenTree::Group(group) = other {
                        self.follow_tokens(group.stream());
                    }
                }
            }
        }
        self.follow(&path);
    }
}

impl<'ast> Visit<'ast> for Finder<'_> {
    fn visit_item_use(&mut self, item: &'ast syn::ItemUse) {
        if !is_of_tests(&item.attrs) {
            self.follow_use(&[], &item.tree);
        }
    }

    fn visit_item_mod(&mut self, item: &'ast ItemMod) {
        if !is_of_tests(&item.attrs) {
            visit::visit_item_mod(self, item);
        }
    }

    fn visit_path(&mut self, path: &'ast syn::Path) {
        let names: Vec<_> = path.segments.iter().map(|segment| segment.ident.to_string()).collect();
        if names.len() > 1 {
            self.follow(&names);
        }
        visit::visit_path(self, path);
    }

    fn visit_macro(&mut self, item: &'ast Macro) {
        self.follow_tokens(item.tokens.clone());
    }
}
