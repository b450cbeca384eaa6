//! The base path of the API: all that is taken of the address in a contract. Host and scheme are the environment's.

use sne_cotation_common::path::stays_below;
use sne_cotation_common::text::{contains, has_any, split_once};

use crate::error::Error;
use crate::flat::Value;
use crate::pointer::Pointer;
use crate::reason::Reason;
use crate::remark::Costs;
use crate::remarks::Remarks;
use crate::walk::NOWHERE;

/// The base path of a document, without a slash at its end. An empty one says as little as none; what is no path cannot
/// be put behind a host.
pub fn base_path(root: Value<'_>, remarks: &mut Remarks) -> Option<String> {
    let host = root.text_field("host").unwrap_or_default();
    if contains(host, "/") {
        remark(remarks, Reason::RemarkHost, "host");
    }
    // That it is a text was looked at with the rest.
    let whole = root.text_field("basePath")?;
    // Of an address, it is the path; blanks around it are none of it.
    let address = split_once(whole, b':').and_then(|(_, rest)| rest.strip_prefix("//"));
    let address = address.map(|address| {
        let start = address.bytes().position(|byte| byte == b'/');
        start.and_then(|start| address.get(start..)).unwrap_or_default()
    });
    let written = address.unwrap_or(whole).trim_matches(' ');
    let path = written.strip_prefix('/').unwrap_or(written);
    let path = path.strip_suffix('/').unwrap_or(path);
    if written.is_empty() || has_any(path, b"?#{}") || !stays_below(path) {
        remark(remarks, Reason::RemarkBasePath, "basePath");
        return None;
    }
    if !whole.starts_with('/') {
        remark(remarks, Reason::RemarkBasePathSlash, "basePath");
    }
    let mut whole = String::new();
    if !path.is_empty() {
        whole.push('/');
        whole.push_str(path);
    }
    Some(whole)
}

fn remark(remarks: &mut Remarks, rule: Reason, field: &str) {
    remarks.add(NOWHERE, Costs::Nothing, &mut || Error::at(rule, &Pointer::Field(&Pointer::Root, field)));
}
