// What `sne-cotation types` says, in English.

export default {
  "types.summary": "writes the TypeScript types of a contract's operations",
  "types.description":
    "Writes TypeScript types, with their documentation, of the Swagger 2.0 file taken from the portal: " +
    "with SneCotation.create<Operations>(…) your editor knows the operations, their parameters and their data. " +
    "The same contract always gives the same file, to be kept with your sources.\n\n" +
    "With --check nothing is written: the exit code is 1 when the file of -o is out of date. Nothing is sent.",
  "types.operand.contract": "the API's Swagger 2.0 file, or - for standard input",
  "types.value.contract": "contract",
  "types.value.output": "file",
  "types.option.output": "the file to write; by default, or with -, standard output",
  "types.value.integers": "kind",
  "types.option.integers":
    "what 64-bit integers are in answers, as the option integers of the client: number (by default), bigint or text",
  "types.option.check": "check that the file of -o is up to date, without writing it",
  "types.integersWhat": "--integers is number, bigint or text",
  "types.checkWhat": "--check compares a file: say which with -o",
  "types.written": "{bytes} bytes written to {file}",
  "types.unchanged": "{file}: up to date",
  "types.outdated": "{file} is out of date. To write it again: {command}",
  "types.absent": "{file} does not exist. To write it: {command}",
  "types.unwritable": "cannot write {file}: {reason}",
};
