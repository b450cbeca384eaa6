// Ce que dit `sne-cotation token`, en français.

export default {
  "token.summary": "obtient un jeton et dit son scope et le temps qui lui reste",
  "token.description":
    "Demande un jeton au serveur d'autorisation, ce qui montre que les identifiants sont bons, et dit son scope et " +
    "le temps qui lui reste. Le jeton lui-même est masqué : qui l'a peut appeler l'API en votre nom.\n\n" +
    "Avec --reveal, la sortie standard a le jeton et rien d'autre, pour un tube. " +
    "Ne le mettez pas dans les arguments d'une autre commande, où les autres utilisateurs de la machine le voient.",
  "token.option.reveal": "affiche le jeton lui-même, seul sur sa ligne",
  "token.obtained": "obtenu ; masqué ({length} caractères), --reveal l'affiche",
  "token.label.token": "jeton",
  "token.label.scope": "scope",
  "token.label.left": "temps restant",
  "token.seconds": "{seconds} s",
  "token.unsaid": "non précisé",
  "token.shown": "Qui voit ce jeton peut appeler l'API en votre nom jusqu'à son terme.",
};
