// What `sne-cotation token` says, in English.

export default {
  "token.summary": "gets a token and tells its scope and the time it has left",
  "token.description":
    "Asks the authorisation server for a token, which shows that the credentials are right, and tells its scope and " +
    "its remaining life. The token itself is masked: whoever has it can call the API in your name.\n\n" +
    "With --reveal, standard output has the token and nothing else, for a pipe. " +
    "Do not put it into the arguments of another command, where other users of the machine see it.",
  "token.option.reveal": "print the token itself, alone on its line",
  "token.obtained": "obtained; masked ({length} characters), --reveal shows it",
  "token.label.token": "token",
  "token.label.scope": "scope",
  "token.label.left": "time left",
  "token.seconds": "{seconds} s",
  "token.unsaid": "not said",
  "token.shown": "Whoever sees this token can call the API in your name until it ends.",
};
