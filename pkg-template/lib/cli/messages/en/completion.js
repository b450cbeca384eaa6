// What `sne-cotation completion` says, in English.

export default {
  "completion.summary": "completes command lines with the Tab key, in bash and zsh",
  "completion.description":
    "Prints a script for the shell, which completes commands, options and, with a contract (--contract or " +
    "SNE_CONTRACT), the names of operations, parameters and their values.\n\n" +
    'In bash: eval "$(sne-cotation completion)" in ~/.bashrc. In zsh, the same in ~/.zshrc, behind autoload -U +X ' +
    "bashcompinit && bashcompinit. Behind npx nothing is completed: the command must be on the PATH.",
  "completion.value.words": "word",
  "completion.operand.words":
    "for the script, behind --: the words typed so far; prints what the last of them could become",
};
