//! The file as a whole.

use sne_cotation_contract::contract::Contract;
use sne_cotation_contract::error::Error;
use sne_cotation_contract::pointer::Pointer;
use sne_cotation_contract::reason::Reason;

use crate::comment::Comment;
use crate::declarations::Declarations;
use crate::integers::Integers;
use crate::nodes::order;
use crate::operations;
use crate::print::Printer;

/// Bytes of the longest file. Operations that share a large response each have all of it.
const LONGEST: usize = 32_000_000;

/// The types of a contract, as the text of a file.
pub fn types(contract: &Contract) -> Result<String, Error> {
    types_with(contract, Integers::default())
}

/// The same, for a client that makes something else of integers of 64 bits.
pub fn types_with(contract: &Contract, integers: Integers) -> Result<String, Error> {
    let declarations = Declarations::new(contract, integers);
    let mut printer = Printer::default();
    write_operations(&mut printer, &declarations, contract)?;
    for node in declarations.nodes.numbers() {
        declarations.write(&mut printer, node);
        check(&printer)?;
    }
    let import =
        if declarations.needs_files.get() { "import type { FileLike } from \"sne-cotation\";\n\n" } else { "" };
    Ok([heading(contract).as_str(), import, &printer.into_text()].concat())
}

/// Whose types these are, and how they are made again.
fn heading(contract: &Contract) -> String {
    let info = contract.document.root().field("info");
    let text = |name| info.and_then(|info| info.text_field(name)).unwrap_or_default();
    let title = [text("title"), text("version")].join(" ");
    let title: Vec<_> = Comment::text(&title).lines(usize::MAX).filter(|line| !line.is_empty()).collect();
    let title = if title.is_empty() { "A contract".to_owned() } else { title.join(" ") };
    format!("// {title}: its types, written by `sne-cotation types`. Changes here are lost.\n\n")
}

fn write_operations<'c>(
    printer: &mut Printer,
    declarations: &Declarations<'c>,
    contract: &'c Contract,
) -> Result<(), Error> {
    let mut operations: Vec<_> = contract.operations.iter().collect();
    operations.sort_by_cached_key(|operation| order(&operation.id));
    printer.comment(&Comment::text("The operations, for `SneCotation.create<Operations>(…)`."));
    printer.write("export interface Operations ");
    let lost = operations::lost(contract);
    let mut checked = Ok(());
    printer.block(|printer| {
        for operation in operations {
            if checked.is_ok() {
                printer.end_line();
                operations::write(printer, declarations, contract, operation, lost.contains(operation.id.as_str()));
                checked = check(printer);
            }
        }
    });
    printer.end_line();
    checked
}

fn check(printer: &Printer) -> Result<(), Error> {
    if printer.length() > LONGEST {
        return Err(Error::at(Reason::ContractTooLarge, &Pointer::Root));
    }
    Ok(())
}
