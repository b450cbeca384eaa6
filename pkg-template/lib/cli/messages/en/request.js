// What `sne-cotation request` says, in English.

export default {
  "request.summary": "makes any call below the API's base path",
  "request.description":
    "Sends a request with a token, without a contract, and prints the data of the answer; " +
    "JSON is laid out for reading, --json has status, headers and data on one line.",
  "request.value.method": "method",
  "request.value.path": "path",
  "request.value.query": "name=value",
  "request.operand.method": "GET, HEAD, POST, PUT, PATCH, DELETE or OPTIONS",
  "request.operand.path": "relative to the base path: /healthcheck; @file takes it from a file, - from standard input",
  "request.option.query": "a parameter of the query; a repeated name is sent repeatedly",
  "request.option.allow-empty": "a 200 without a body is an answer, not a failure",
  "request.option.body":
    "the body: a file, or - for standard input. It must be JSON, unless a header Content-Type says otherwise",
  "request.noSign": "{name} takes name=value",
  "request.rewritten":
    "the shell has turned the path into that of a folder of Windows ({path}), as Git Bash does: write " +
    "//healthcheck, run the command with MSYS_NO_PATHCONV=1, or give the path by @file or - (standard input)",
  "request.queryRewritten":
    "the shell has turned the value of {name} into the name of a folder of Windows, as Git Bash does: run the " +
    "command with MSYS_NO_PATHCONV=1, or give path and query together by @file or - (standard input)",
};
