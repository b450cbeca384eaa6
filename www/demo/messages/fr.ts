// The console's texts in French, but for what is not so in the demo.

import { fr as ofTheConsole } from "../../src/messages/fr.ts";

export const fr = {
  ...ofTheConsole,
  "page.footer":
    "Tout reste dans la mémoire de cette page ; l'onglet garde vos choix de langue, de couleurs et d'environnement, " +
    "ainsi que le nom du contrat, et rien d'autre.",
  "guide.simulator":
    "Avec le simulateur, tout est déjà prêt : ces étapes sont celles de PISTE. Pour les suivre avec vos " +
    "identifiants, lancez npx sne-cotation console.",
  "doctor.page.failed": "Un serveur atteint l'API, mais le navigateur empêche cette page de le faire.",
  "application.wrong-secret": "Secret mal recopié",
  "application.other-environment": "Identifiants de production, dans le bac à sable",
  "application.server-down": "Serveur d'autorisation en panne",
  "application.gateway-down": "Passerelle en panne",
} as const;
