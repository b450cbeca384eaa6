// What several commands say, in English.

export default {
  "help.program": "sne-cotation — the French State's API SNE-Cotation on PISTE, in a terminal",
  "help.usage": "Usage:",
  "help.command": "command",
  "help.anyOptions": "options",
  "help.commands": "Commands:",
  "help.arguments": "Arguments:",
  "help.options": "Options:",
  "help.connection": "Connection:",
  "help.variables": "Environment variables:",
  "help.examples": "Examples:",
  "help.help": "show this help",
  "help.version": "show the version",
  "help.repeatable": "(may be repeated)",
  "help.credentials":
    "The credentials are read from SNE_CLIENT_ID and SNE_CLIENT_SECRET, in the environment or in the file of " +
    "--dotenv. No option takes them: other users of the machine would see them in the list of processes.",
  "help.exit": "Exit code: 0 success, 1 failure, 2 wrong usage, 130 after Ctrl-C.",

  "value.language": "fr|en",
  "value.environment": "name",
  "value.dotenv": "file",
  "value.token-url": "address",
  "value.api-url": "address",
  "value.scope": "scope",
  "value.timeout": "seconds",
  "value.deadline": "seconds",
  "value.contract": "file",
  "value.body": "file|-",
  "value.output": "file|-",
  "value.max-bytes": "number",
  "option.help": "show this help",
  "option.json": "one line of JSON on standard output; errors, as JSON, on standard error",
  "option.language": "language of the messages (by default: that of LC_ALL, LC_MESSAGES or LANG)",
  "option.environment":
    "sandbox or production; or simulator, as sne-cotation simulator serves it, and simulator:no-profile and so on " +
    "for its other applications (SNE_ENVIRONMENT)",
  "option.dotenv": "a .env file with SNE_… variables; those of the environment win over it",
  "option.token-url": "token endpoint, instead of that of the environment (SNE_TOKEN_URL)",
  "option.api-url": "base address of the API, instead of that of the environment (SNE_API_URL)",
  "option.scope": "scope to ask for; none by default (SNE_SCOPE)",
  "option.timeout": "for one attempt, its token included (30 by default)",
  "option.deadline": "for all attempts together (120 by default)",
  "option.no-retry": "try once only",
  "option.verbose": "tell each step on standard error",
  "option.contract": "the API's Swagger 2.0 file, from the portal (SNE_CONTRACT)",
  "option.body": "the body: a file, or - for standard input",
  "option.include": "print status and headers before the data",
  "option.output": "write the data into a file; - is standard output, bytes on a terminal included",
  "option.show-error-body":
    "with a failure, show the body of the answer as it came: it may hold personal data, even those that were sent",
  "option.max-bytes": "the largest answer that is read (33554432 by default)",
  "value.header": "Name: value",
  "option.header": "a header; Name@file takes its value from a file (- is standard input)",
  "option.idempotent": "a POST or PATCH that may be repeated: try again after a failure",

  "variable.SNE_CLIENT_ID": 'client_id of the application (portal, section "Identifiants OAuth")',
  "variable.SNE_CLIENT_SECRET": "client_secret of the same application",
  "variable.SNE_ENVIRONMENT": "sandbox, production or simulator (--environment)",
  "variable.SNE_TOKEN_URL": "token endpoint, if it is another (--token-url)",
  "variable.SNE_API_URL": "base address of the API, if it is another (--api-url)",
  "variable.SNE_SCOPE": "scope to ask for (--scope)",
  "variable.SNE_CONTRACT": "the API's Swagger 2.0 file (--contract)",

  "usage.unknownCommand": "there is no command {name}",
  "usage.unknownCommandNear": "there is no command {name}; did you mean {near}?",
  "usage.unknownOption": "there is no option {name}",
  "usage.unknownOptionNear": "there is no option {name}; did you mean {near}?",
  "usage.optionFirst": "options come after the command, {name} too: sne-cotation <command> {name}",
  "usage.secret":
    "there is no option {name}, on purpose: other users of the machine see arguments in the list of processes, and " +
    "the shell keeps them in its history. Credentials are read from SNE_CLIENT_ID and SNE_CLIENT_SECRET, in the " +
    "environment or in a file named by --dotenv.",
  "usage.envFile":
    "there is no option --env-file: Node itself takes it, wherever it stands. " +
    "Use --dotenv, which reads the same files.",
  "usage.unexpected": "unexpected argument: {name}",
  "usage.missingOperand": "missing argument: {name}",
  "usage.badValue": "wrong or missing value: {name}",
  "usage.choice": "{name} must be one of: {allowed}",
  "usage.seeHelp": "See: sne-cotation{command} --help",
  "failure.unexpected": "unexpected error: {reason}",

  "hint.simulator": "Is the simulator running? Start it in another terminal: sne-cotation simulator",
  "hint.proxy":
    "This command uses it by itself with Node 22.21, 24.5 or later (this is {version}), or if undici is " +
    "installed beside it (npm install undici).",
  "hint.throughProxy":
    "The request went through the proxy that the environment names (HTTPS_PROXY): check its address, and whether it " +
    "wants a user and a password (http://user:password@host:port). NO_PROXY lists the hosts that do without it.",
  "proxy.badAddress":
    "{name} is not the address of a proxy: it takes http://host:port or https://host:port, with user:password@ " +
    "before the host where needed; it is neither a SOCKS proxy nor a PAC file",

  "input.unreadable": "cannot read {file}: {reason}",
  "input.notText": "{file} is not a text in UTF-8",
  "input.notJson": "{file} is not JSON",
  "input.empty": "{file} is empty",
  "input.standard": "standard input",
  "input.noName": "the name of a file is empty: is a variable of the shell unset?",
  "input.noNameOf": "the name of the file of {name} is empty: is a variable of the shell unset?",
  "input.TWICE": "standard input can be read once only",
  "input.ENOENT": "there is no such file",
  "input.EACCES": "this is not permitted",
  "input.isJson":
    "in place of a file there is JSON, or what a shell has left of it: put it into a file and give its name, or - " +
    "for standard input",
  "input.EISDIR": "it is a folder",
  "input.ENOTDIR": "a part of the path is not a folder",
  "input.ENOSPC": "no space is left",

  "connection.noEnvironment":
    "which environment? Say --environment sandbox, production or simulator (or SNE_ENVIRONMENT), or both --token-url " +
    "and --api-url",
  "connection.noCredentials":
    "credentials are missing: {names}. Set them in the environment or in a file named by --dotenv; " +
    'they are on the portal, tab "Applications", section "Identifiants OAuth"',
  "connection.misspelt": "no variable is called {name}; did you mean {near}?",
  "connection.noContract":
    "the contract is missing: name it by --contract or SNE_CONTRACT. It is the Swagger 2.0 file that the portal " +
    'gives to subscribers ("Télécharger la documentation")',
  "connection.noVariables":
    "{file} has none of the variables SNE_…; is it a text in UTF-8, with a NAME=value on each line?",
  "dotenv.cut":
    "{file}, line {line}: {name} has a # in it, and what follows would be taken for a comment; put the value in " +
    'quotes: {name}="…"',
  "dotenv.quote":
    "{file}, line {line}: the value of {name} has a quote too many or too few; write it without quotes, or within " +
    "others: {name}='…'",
  "dotenv.reference":
    "{file}, line {line}: {name} refers to another variable, whose value --dotenv does not put in its place; write " +
    "the value itself, or set {name} in the environment",
  "dotenv.unread": "{file}, line {line}: this is not how a .env file says it; write {name}=value",
  "dotenv.utf16": '{file} is in UTF-16 ("Unicode" in Windows); save it as UTF-8',
  "dotenv.latin1": '{file} is not in UTF-8, but probably in Latin-1 ("ANSI" in Windows); save it as UTF-8',
  "connection.badSeconds": "{name} must be a number of seconds, from 0.001 to 86400",
  "connection.oldNode": "--dotenv needs Node 20.12 or later; this is {version}",

  "headers.noSign": "{name} takes 'Name: value', Name=value or Name@file",
  "answer.unwritable": "cannot write {file}: {reason}",
  "answer.badBytes": "{name} must be a whole number of bytes, from 1 to 536870888",
  "failure.body": "The body of the answer, which may hold personal data:",
  "failure.noBody": "(the answer had no body)",
  "answer.saved": "{bytes} bytes written to {file}",
  "answer.added": "{bytes} bytes added to {file}",
  "answer.bytes":
    "the answer is {bytes} bytes, which a terminal cannot show: give --output FILE, or --output - if it is meant",

  "serving.badPort": "the port must be a whole number from 0 to 65535, not {port}",
  "serving.portInUse": "port {port} of {host} is in use; choose another with --port, or any free one with --port 0",
  "serving.portForbidden": "port {port} of {host} is not allowed; ports from 1024 on usually are",
  "serving.cannotListen": "cannot listen on port {port} of {host} ({reason})",
  "serving.stop": "Ctrl-C to stop.",
  "serving.portRefused":
    "browsers refuse port {port}, and so does Node; choose another, 8787 for example, or 0 for any free port",
  "serving.hostElsewhere":
    "{host} is neither a name nor an address of this machine; 127.0.0.1 can be reached from here only, 0.0.0.0 " +
    "from everywhere",
  "failure.cannotPrint": "cannot write the output: {reason}",
};
