// Ce que dit `sne-cotation completion`, en français.

export default {
  "completion.summary": "complète les lignes de commande par la touche Tab, dans bash et zsh",
  "completion.description":
    "Affiche un script pour le shell, qui complète les commandes, les options et, avec un contrat (--contract ou " +
    "SNE_CONTRACT), les noms des opérations, des paramètres et leurs valeurs.\n\n" +
    'Dans bash : eval "$(sne-cotation completion)" dans ~/.bashrc. Dans zsh, de même dans ~/.zshrc, après autoload ' +
    "-U +X bashcompinit && bashcompinit. Derrière npx, rien n'est complété : la commande doit être dans le PATH.",
  "completion.value.words": "mot",
  "completion.operand.words":
    "pour le script, après -- : les mots déjà tapés ; affiche ce que le dernier pourrait devenir",
};
