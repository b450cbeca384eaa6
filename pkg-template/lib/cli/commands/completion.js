// `sne-cotation completion`: what a shell needs to complete command lines; and, for that shell, what could come next.

import { candidatesFor } from "../completion.js";

/** @import { Command, Context } from "../command.ts" */

/**
 * The words up to the one that is typed go back to the command. Bash gives its pieces of `name=value` one by one; zsh
 * has the same interface by bashcompinit. Nothing in this script is newer than bash 3.2, which macOS has.
 */
const SCRIPT = `# What completes sne-cotation in bash; in zsh, after: autoload -U +X bashcompinit && bashcompinit
_sne_cotation() {
  local IFS=$'\\n'
  COMPREPLY=( $("$1" completion -- "\${COMP_WORDS[@]:1:COMP_CWORD}" 2>/dev/null) )
  case "\${COMPREPLY[0]-}" in *=|*@) compopt -o nospace 2>/dev/null ;; esac
}
complete -o default -F _sne_cotation sne-cotation`;

/** @type {Command} */
export const completion = {
  name: "completion",
  operands: [{ name: "words", many: true }],
  options: {},
  examples: ["sne-cotation completion >> sne-cotation.bash", "sne-cotation completion -- call --env"],
  run,
};

/** @param {Context} context */
async function run(context) {
  const {
    commands,
    operands: { words },
    json,
    print,
  } = context;
  if (words.length === 0) return print(json ? JSON.stringify({ script: SCRIPT }) : SCRIPT);
  const candidates = await candidatesFor(words, commands, context);
  if (json) return print(JSON.stringify(candidates));
  return candidates.length === 0 ? 0 : print(candidates.join("\n"));
}
