// What `sne-cotation call` says, in English.

export default {
  "call.summary": "calls an operation of the contract, by its name",
  "call.description":
    "Checks the parameters against the contract, all of them at once, and sends nothing when one is wrong. " +
    "Prints the data of the answer; JSON is laid out for reading, --json has status, headers and data on one " +
    "line.\n\n" +
    "Other users of the machine see arguments in the list of processes: give personal data by name@file or --body.",
  "call.value.operation": "operation",
  "call.value.parameters": "name=value",
  "call.operand.operation": "its name in the contract; sne-cotation operations lists them",
  "call.operand.parameters":
    "name=value, as the type that the contract gives it (a repeated name is a list); " +
    "name:=json, the value of the JSON; name:=@file, that of the JSON in a file; name@file, the content of the file " +
    "(- is standard input)",
  "call.unknownAdvice":
    "sne-cotation operations lists the operations of the contract. One that has no name of its own is called by its " +
    "method and path: 'GET /healthcheck'.",
  "call.mistakesAdvice":
    "Correct all of these: nothing was sent. sne-cotation operations {operation} tells the parameters.",
  "call.value.accept": "type",
  "call.option.accept": "the media type to ask for, one of those that the operation produces or any other",
  "call.option.strict": "fail when the answer does not fit the contract; otherwise that is a warning",
  "call.option.no-validate": "hold neither parameters nor answer against the contract's schemas",
  "call.value.strategy": "range|page[=place]",
  "call.value.max-pages": "number",
  "call.option.all-pages": "print all pages of the operation, each as it comes",
  "call.option.strategy":
    "with --all-pages: what asks for the next page. range or page, with the name of the parameter, or the JSON " +
    "Pointer into the body, that takes it; or JSON, as sne.pages takes it, or @file with that. " +
    "Without it, it is looked for in the contract",
  "call.option.max-pages": "with --all-pages: fail when there are more (1000 by default)",
  "call.notAllPages": "{name} is of no use without --all-pages",
  "call.badStrategy":
    "--strategy must be range, page, range=PLACE, page=PLACE, a JSON object, or @FILE with one (some shells take the " +
    "quotation marks out of JSON)",
  "call.badMaxPages": "{name} must be a whole number, from 1 to 999999999",
  "call.pagesIncomplete": "stopped after page {count}: what was printed is not all",
  "call.pagesAdvice":
    "--strategy says what asks for the pages of {operation}, --max-pages how many there may be; " +
    "sne-cotation operations {operation} tells its parameters.",
  "call.strictOrNot": "--strict and --no-validate exclude each other",
  "call.misfit": "the answer of {operation} does not fit the contract:",
  "call.noSign": "a parameter is name=value, name:=json or name@file",
  "call.notJson":
    "what follows {name}:= is not JSON, or no more: some shells, PowerShell among them, take the quotation marks " +
    "out. Put it into a file: {name}:=@file, or {name}:=@- from standard input",
  "call.rewritten":
    "the shell has turned the value of {name} into the name of a folder of Windows, as Git Bash does: put it into a " +
    "file ({name}@file, {name}@- from standard input), or run the command with MSYS_NO_PATHCONV=1",
  "call.noBody": "the operation {operation} has no body",
  "call.bodyTwice": "the body is given twice: by --body and by {name}",
};
