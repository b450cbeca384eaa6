//! The journal of a long run, as a file that anything may have been done to.

use sne_cotation_bulk::record::Record;

/// It is read in the same way in pieces of any size, keeps no more than its lines can have told, and what is left of it
/// once it is cut is read to its end.
pub fn run(data: &[u8]) {
    let whole = read(data, data.len().max(1));
    for size in [1, 7] {
        assert_eq!(seen(&read(data, size)), seen(&whole));
    }
    let lines = data.split(|byte| *byte == b'\n').count();
    assert!(whole.rows() as usize <= lines.saturating_add(Record::SLACK as usize).saturating_add(1));
    let length = usize::try_from(whole.length()).unwrap_or(usize::MAX);
    let cut = data.get(..length).unwrap_or_else(|| panic!("{length} of {} bytes", data.len()));
    assert!(cut.last().is_none_or(|last| *last == b'\n'));
    let again = read(cut, cut.len().max(1));
    assert_eq!((again.damage(), again.length()), (None, whole.length()));
}

fn read(data: &[u8], size: usize) -> Record {
    let mut record = Record::default();
    for piece in data.chunks(size) {
        record.read(piece);
    }
    record
}

/// What a run asks of it.
fn seen(record: &Record) -> String {
    let marks: Vec<_> = (0..300).map(|rows| record.mark(rows)).collect();
    let items: Vec<_> = (0..300).map(|n| (record.is_done(n), record.is_open(n))).collect();
    let rest = (record.damage(), record.length(), record.is_begun(), record.rows(), record.lengths());
    let more = (record.counts(), record.paused_until(), record.is_over());
    format!("{rest:?} {more:?} {marks:?} {items:?}")
}
