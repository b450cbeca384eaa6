// Les textes de l'écran « Guide » : les sept étapes, et le diagnostic.

import { pieces } from "../pieces.ts";

export const guide = {
  "guide.title": "Les sept étapes",
  "guide.simulator":
    "Avec le simulateur, tout est déjà prêt : ces étapes sont celles de PISTE. Choisissez le bac à sable ou la " +
    "production sur l'écran « Connexion » pour les suivre.",
  "guide.place.sandbox": "Ce qu'il faut faire pour le bac à sable (environnement SANDBOX du portail).",
  "guide.place.production": "Ce qu'il faut faire pour la production.",
  "guide.seen": "Constaté par la console.",
  "guide.pretended": "Le simulateur fait comme si ; sur le portail, rien n'a été constaté.",
  "guide.wrong": "Le diagnostic signale un problème ici.",
  "guide.account": "Créer un compte sur le portail",
  "guide.account.todo":
    "Sur piste.gouv.fr, « Créer un compte ».\n" +
    "Dans « Code de l'organisation », saisir 984b19.\n" +
    "Suivre le lien du mél de confirmation.",
  "guide.application": "Avoir une application cliente",
  "guide.application.sandbox":
    "Onglet « Applications » : le portail a créé celle du bac à sable, dont le nom commence par APP_SANDBOX.\n" +
    "C'est la seule qui donne accès au bac à sable.",
  "guide.application.production":
    "Onglet « Applications », « Créer une application ».\n" +
    "Vérifier l'adresse mél de contact : le portail ne la contrôle pas, et c'est là qu'arrivent les avis de quota.",
  "guide.subscription": "Souscrire à l'API",
  "guide.subscription.sandbox":
    "Ouvrir l'application, « Modifier l'application ».\n" +
    "Cocher « SNE-Cotation site-ecole », puis « Appliquer les modifications ».\n" +
    "Accepter les conditions d'utilisation si la page « Consentement CGU API » les propose.",
  "guide.subscription.production":
    "Ouvrir l'application, « Modifier l'application ».\n" +
    "Cocher « SNE-Cotation », puis « Appliquer les modifications ».\n" +
    "Accepter les conditions d'utilisation si la page « Consentement CGU API » les propose.",
  "guide.approval": "Attendre l'approbation",
  "guide.approval.todo":
    "Les administrateurs de l'API approuvent chaque souscription ; d'ici là, l'API répond 403 sans explication.\n" +
    "Sans nouvelle, écrire à api-platau-administration@developpement-durable.gouv.fr.",
  "guide.credentials": "Relever les identifiants",
  "guide.credentials.todo": pieces(
    "Ouvrir l'application, section « Identifiants OAuth » (et non « API Keys »).\n",
    "Copier le client_id ; le client_secret apparaît avec « View secret ».\n",
    "Pour appeler depuis cette page, « Javascript Origins » doit contenir {origin}.",
  ),
  "guide.token": "Obtenir un jeton",
  "guide.token.todo":
    "Saisir les identifiants sur l'écran « Connexion » et demander un jeton.\n" +
    "Ceux du bac à sable ne valent rien en production, et inversement.",
  "guide.call": "Appeler healthcheck",
  "guide.call.todo":
    "L'API répond « OK » quand tout y est.\n" +
    "ERRAUTUSR0001 : il manque le profil métier, que les administrateurs de SNE-Cotation attribuent à l'application.",

  "doctor.title": "Diagnostic",
  "doctor.purpose": "Passe en revue tout ce qui doit être en place et dit ce qui manque, d'après ce qu'il voit.",
  "doctor.tryOther": "Essayer aussi l'autre environnement",
  "doctor.tryOther.hint":
    "Si les identifiants sont refusés, distingue une confusion entre bac à sable et production d'un mauvais secret. " +
    "Les identifiants y sont envoyés.",
  "doctor.start": "Lancer le diagnostic",
  "doctor.running": "Diagnostic en cours…",
  "doctor.ok": "en ordre",
  "doctor.failed": "à régler",
  "doctor.skipped": "pas examiné",
  "doctor.unknown": "ne se voit pas d'ici",
  "doctor.causes": "Causes possibles, la plus probable d'abord",
  "doctor.evidence": "Ce qui a été vu",
  "doctor.copy": "Copier le compte rendu",
  "doctor.guide": "(guide, étape {step})",
  "doctor.static":
    "Sans serveur local, le diagnostic se fait dans un terminal : npx sne-cotation doctor. Cette page coche " +
    "d'elle-même ce que ses appels lui montrent.",
  "doctor.page": "Appel depuis cette page",
  "doctor.page.ok": "La page appelle l'API elle-même.",
  "doctor.page.skipped": "Pas examiné : une étape précédente a échoué.",
  "doctor.page.elsewhere": "Non regardé : les appels passent par le serveur local, et non par cette page.",
  "doctor.page.noSafe": "Non regardé : aucune opération du contrat ne s'appelle sans paramètre ni effet.",
  "doctor.page.failed": "Le serveur local atteint l'API, mais le navigateur empêche cette page de le faire.",
  "doctor.page.origin": "L'origine {origin} n'est pas déclarée pour l'application.",
  "doctor.page.advice":
    "Sur le portail, onglet « Applications », section « Identifiants OAuth » : ajoutez-la aux « Javascript Origins ».",
} as const;
