// What `sne-cotation console` says, in English.

export default {
  "console.summary": "a page to get a token and call healthcheck",
  "console.description":
    "Serves the console on this machine, with PISTE in miniature beside it. The page also reaches PISTE's sandbox and production; credentials stay in memory. Runs until Ctrl-C.",
  "console.value.port": "number",
  "console.option.port": "port to listen on; 0 is any free one (8787 by default)",
  "console.option.json": "print the addresses as one line of JSON",
  "console.option.quiet": "print the console's address only",
  "console.listening": "The console is at {url}",
  "console.simulator": "PISTE in miniature listens on {url}",
};
