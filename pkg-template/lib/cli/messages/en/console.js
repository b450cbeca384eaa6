// What `sne-cotation console` says, in English.

export default {
  "console.summary": "a page to follow the guide, to diagnose, and to explore the API",
  "console.description":
    "Serves the console on this machine, with PISTE in miniature beside it. " +
    "The page also reaches PISTE's sandbox and production; credentials stay in memory. Runs until Ctrl-C.",
  "console.value.port": "number",
  "console.value.contract": "file",
  "console.value.theme": "file",
  "console.value.runs": "folder",
  "console.value.token-url": "address",
  "console.value.api-url": "address",
  "console.option.port": "port to listen on; 0 is any free one (8787 by default)",
  "console.option.contract": "Swagger 2.0 contract, which the page reads and the simulator serves",
  "console.option.theme": "a CSS style sheet over the console's own",
  "console.option.runs": "the folder where runs are kept; without it, none outlasts the console",
  "console.option.token-url": "authorisation server of another environment (with --api-url)",
  "console.option.api-url": "base address of the API of that environment",
  "console.option.json": "print the addresses as one line of JSON",
  "console.option.open": "open the page in the browser",
  "console.notOpened": "The browser does not open ({reason}): open the address yourself.",
  "console.option.quiet": "print the console's address only",
  "console.badFile": "cannot read {path} ({reason})",
  "console.badAddresses": "--token-url and --api-url go together and are whole addresses (https://…)",
  "console.listening": "The console is at {url}",
  "console.simulator": "PISTE in miniature listens on {url}",
};
