// Tous les textes de la console, en français. C'est ce fichier qui dit quelles clés existent ; en.ts les a toutes.

import { guide } from "./guide/fr.ts";
import { pieces } from "./pieces.ts";
import { views } from "./views/fr.ts";

export const fr = {
  ...guide,
  ...views,

  "page.title": "Console SNE-Cotation",
  "page.otherLanguage": "English",
  "page.loading": "Chargement…",
  "page.navigation": "Écrans",
  "page.skip": "Aller au contenu",
  "page.dark": "Mode sombre",
  "page.light": "Mode clair",
  "page.footer":
    "Les identifiants ne restent que dans la mémoire de cette page et de son serveur local ; l'onglet ne garde que " +
    "vos choix (langue, couleurs, environnement, chemin des appels) et le nom du contrat.",
  "page.footer.static":
    "Ce qui est saisi ne reste que dans la mémoire de cette page ; l'onglet ne garde que vos choix de langue, " +
    "de couleurs et d'environnement, et le nom du contrat.",

  "reload.title": "La page a été rechargée.",
  "reload.credentials": "Les identifiants saisis, le jeton et l'historique sont oubliés.",
  "reload.contract": "Choisissez de nouveau le contrat « {name} ».",
  "reload.close": "Compris",
  "screen.connect": "Connexion",
  "screen.connect.title": "Se connecter",
  "screen.connect.purpose":
    "Obtenir un jeton, appeler healthcheck, lire la réponse : depuis une page, comme le ferait la vôtre.",
  "screen.guide": "Guide",
  "screen.guide.title": "Le guide, étape par étape",
  "screen.guide.purpose": "Du portail PISTE au premier appel : ce qui est fait, ce qui manque, et que faire.",
  "screen.explore": "Explorer",
  "screen.explore.title": "Explorer l'API",
  "screen.explore.purpose": "Toutes les opérations du contrat, un formulaire pour chacune, et ce que répond l'API.",
  "screen.runs": "Traitements",
  "screen.runs.title": "Traiter une liste",
  "screen.runs.purpose": "Le même appel pour chaque ligne d'un fichier, dans le quota ; peut être arrêté et repris.",
  "screen.history": "Historique",
  "screen.history.title": "Les appels de cette session",
  "screen.history.purpose": "À refaire, à comparer, à emporter. Ils disparaissent avec la page.",
  "screen.traffic": "Trafic",
  "screen.traffic.title": "Ce que fait le client",
  "screen.traffic.purpose": "Appels, échecs, durées et demandes de jeton depuis l'ouverture de cette page.",

  "status.title": "État de la connexion",
  "status.token": "Jeton obtenu",
  "status.tokenFor": "Jeton valable encore",

  "connection.title": "Connexion",
  "environment.legend": "Environnement",
  "environment.simulator": "Simulateur",
  "environment.simulator.hint": "PISTE en miniature, sur cette machine : sans compte ni réseau.",
  "environment.sandbox": "PISTE, bac à sable",
  "environment.sandbox.hint": "Avec l'application du portail dont le nom commence par APP_SANDBOX.",
  "environment.production": "PISTE, production",
  "environment.production.hint": "Avec une application créée pour la production : ses identifiants sont différents.",
  "environment.other": "Autre environnement",
  "environment.other.hint": "L'adresse de base de l'API, telle que l'indique le portail.",
  "environment.other.how": "Un autre environnement : relancez la commande avec --token-url et --api-url.",

  "source.legend": "Origine des jetons",
  "source.why":
    "PISTE ne donne pas de jeton à une page : son serveur d'autorisation refuse toute requête d'un navigateur. Il " +
    "faut donc un serveur qui le demande pour elle.",
  "source.relay": "Un relais",
  "source.relay.hint": "Sur un serveur à vous, fait avec sne-cotation/relay.",
  "source.paste": "Un jeton collé",
  "source.paste.hint": "Obtenu ailleurs, par exemple avec npx sne-cotation token --reveal.",
  "source.route":
    "La page appelle l'API elle-même : déclarez l'origine {origin} dans les « Javascript Origins » de l'application.",

  "application.label": "Application prête à l'emploi",
  "application.hint": "Une qui fonctionne, et une pour chaque chose qui peut manquer.",
  "application.none": "Aucune : identifiants saisis à la main",
  "application.works": "Il ne manque rien",
  "application.disabled": "Application désactivée",
  "application.no-subscription": "Pas de souscription à l'API",
  "application.subscription-pending": "Souscription en attente d'approbation",
  "application.terms-not-accepted": "Conditions d'utilisation (CGU) non acceptées",
  "application.no-profile": "Pas de profil métier (ERRAUTUSR0001)",
  "application.missing-scope": "Jetons sans la portée nécessaire",
  "application.origin-not-allowed": "Origine de la page non déclarée",
  "application.blocked": "Accès bloqué",
  "application.quota-by-second": "Quota : deux appels par seconde",
  "application.quota-by-day": "Quota : deux appels aujourd'hui",
  "application.short-lived-tokens": "Jetons de cinq secondes",
  "application.token-throttled": "Un jeton toutes les dix secondes",

  "field.clientId": "client_id",
  "field.clientSecret": "client_secret",
  "credentials.hint": "Sur le portail : onglet « Applications », section « Identifiants OAuth » (et non « API Keys »).",
  "credentials.options": "Options",
  "field.clientId.missing": "Saisissez le client_id.",
  "field.clientSecret.missing": "Saisissez le client_secret.",
  "route.legend": "Par où passent les appels",
  "route.summary": "Les appels partent {route}",
  "route.page": "De cette page",
  "route.page.short": "de cette page",
  "route.page.hint":
    "Comme une page à vous : le navigateur demande les autorisations CORS, et cache ce que la passerelle ne déclare " +
    "pas.",
  "route.server": "Du serveur local",
  "route.server.short": "du serveur local",
  "route.server.hint":
    "Comme un programme à vous : tous les statuts, tous les en-têtes, toutes les raisons d'une absence de réponse ; " +
    "sans « Javascript Origins ».",
  "route.badge": "appels par le serveur local",
  "route.change": "Faire passer les appels par le serveur local",
  "credentials.route": pieces(
    "Le serveur local demande le jeton à PISTE, qui n'en donne pas aux navigateurs. La page appelle ",
    "ensuite l'API elle-même : déclarez l'origine {origin} dans les « Javascript Origins » de l'application.",
  ),
  "field.scope": "scope (facultatif)",
  "field.scope.hint": "Le guide n'en demande aucun ; d'autres API de PISTE en veulent un, comme openid.",
  "field.relayUrl": "Adresse du relais",
  "field.relayUrl.missing": "Saisissez l'adresse du relais.",
  "field.pastedToken": "Jeton",
  "field.pastedToken.missing": "Collez un jeton.",
  "field.apiUrl": "Adresse de base de l'API",
  "field.apiUrl.missing": "Saisissez l'adresse de base de l'API.",
  "field.address": "Ce n'est pas une adresse (https://…).",

  "token.get": "Obtenir un jeton",
  "token.getAnother": "Obtenir un autre jeton",
  "token.forget": "Oublier",
  "token.title": "Jeton",
  "token.none": "Pas encore de jeton.",
  "token.pending": "Demande du jeton en cours…",
  "token.cancelled": "Demande annulée.",
  "token.value": "Valeur",
  "token.masked": "{start}… ({length} caractères)",
  "token.life": "Encore valable",
  "token.obtained": "Obtenu à",
  "token.scope": "Portée (scope)",
  "token.expired": "expiré ; le prochain appel en demandera un autre",
  "token.lifeUnknown": "durée inconnue",

  "call.title": "Appel",
  "call.operation": "Appeler {operation}",
  "call.noSafe": "Toutes les opérations de ce contrat demandent des paramètres, ou changent quelque chose :",
  "call.healthcheck": "Appeler healthcheck",
  "call.cancel": "Annuler",
  "call.takeAlong": "Code de cet appel",
  "call.none": "La réponse s'affichera ici. S'il faut un jeton, la console le demande d'elle-même.",
  "call.pending": "Appel en cours…",
  "call.cancelled": "Appel annulé.",

  "traffic.title": "Trafic de cette session",
  "history.title": "Appels",
  "explore.contract": "Contrat",
  "explore.healthcheck": "État de l'API",
  "explore.code": "Code de cet appel : JavaScript, TypeScript, curl, Python…",
  "explore.code.pending": "Écriture…",
  "explore.code.refused": "Le code vient quand le formulaire convient au contrat :",
  "explore.shortcut": "ou Ctrl+Entrée",
  "explore.notSent": "Le formulaire dit ce qui ne va pas.",
  "explore.sendAnyway": "Envoyer quand même",
  "failure.diagnose": "Diagnostiquer",
  "behind.attempts": "Tentatives : {count}",
  "behind.waits": "Attentes : {count}",
  "behind.failed": "Tentative {attempt} en échec :",
  "behind.backOff": "Attente avant de recommencer : {milliseconds} ms",
  "behind.retryAfter": "Attente demandée par le serveur : {milliseconds} ms",
  "behind.queue": "Attente de son tour : {milliseconds} ms",
  "behind.deviations": "Écarts de la réponse avec le contrat : {count}",
  "explore.send": "Envoyer",

  "connect.incomplete": "Il manque d'abord de quoi se connecter :",
  "answer.title": "Réponse",
  "answer.status": "Statut",
  "answer.time": "Durée",
  "answer.milliseconds": "{total} ms",
  "answer.millisecondsWithToken": "{total} ms, dont {token} ms pour le jeton",
  "answer.quota": "Appels restants (quota)",
  "answer.quotaLeft": "{count}, pour les {time} à venir",
  "answer.headers": "En-têtes que la page peut voir",
  "answer.allHeaders": "En-têtes",
  "answer.headerName": "Nom",
  "answer.headerValue": "Valeur",
  "answer.noHeaders": "Aucun : le serveur n'en laisse voir aucun à la page.",
  "answer.body": "Corps",
  "answer.noBody": "Vide.",

  "failure.title": "Échec",
  "failure.kind": "Type",
  "failure.code": "Code",
  "failure.advice": "Que faire",
  "failure.retryAfter": "Attendre",
  "failure.cause": "Cause",
  "failure.body": "Ce qui est revenu",
  "failure.body.warning":
    "Tel quel. Ce peut être des données personnelles, y compris celles que vous avez envoyées : regardez avant de " +
    "le recopier dans un message.",
  "failure.session": "Le serveur local ne reconnaît plus cette page.",
  "failure.session.advice": "Ouvrez de nouveau l'adresse entière que la commande a affichée, avec sa clé.",
  "failure.pastedToken": "Le jeton collé n'est plus accepté.",
  "failure.pastedToken.advice": "Obtenez-en un autre et collez-le sur l'écran « Connexion ».",
  "failure.localServer": "Le serveur local de la console ne répond pas.",
  "failure.localServer.advice":
    "Il a sans doute été arrêté : relancez la commande qui a affiché l'adresse de cette page, puis rechargez la page.",
  "failure.unexpected": "Erreur inattendue dans la page : {reason}",
  "failure.unexpected.advice": "Rechargez la page. Si cela se reproduit, signalez-le au projet.",

  "network.title": "Ce que le navigateur ne dit pas",
  "network.hidden":
    "Il cache à la page pourquoi l'appel n'a pas abouti : réseau coupé, certificat refusé ou réponse sans en-têtes " +
    "CORS, tout se ressemble (« Failed to fetch »).",
  "network.causes": "Sur PISTE, c'est en général",
  "network.cause.origin": pieces(
    "l'origine {origin}, qui n'est pas dans les « Javascript Origins » de l'application : la passerelle refuse alors ",
    "la requête ;",
  ),
  "network.cause.gateway":
    "une erreur de la passerelle elle-même (jeton refusé, quota, panne), dont la réponse n'a pas d'en-têtes CORS : " +
    "son statut reste caché ;",
  "network.cause.line": "le réseau : un proxy, un pare-feu, une extension du navigateur.",
  "network.check": "Pour vérifier",
  "network.check.route": "Le même appel par le serveur local, qui voit toute la réponse : s'il réussit, c'est CORS.",
  "network.check.tools": "L'onglet « Réseau » des outils du navigateur (F12) montre, lui, le statut de la réponse.",
  "network.check.outside":
    "Le même appel hors du navigateur dira le reste : écran « Guide », diagnostic, ou npx sne-cotation doctor.",
  "network.check.portal":
    "Sur le portail : onglet « Applications », section « Identifiants OAuth », « Javascript Origins ».",

  "said.token": "Jeton obtenu.",
  "said.answer": "Réponse {status} en {total} ms.",
  "said.failure": "Échec. {message}",
  "said.cancelled": "Annulé.",
  "said.diagnosis": "Diagnostic terminé : rien à régler.",
  "said.diagnosis.failed": "Diagnostic terminé. {step} : {message}",
  "said.copied": "Copié.",
  "copy.body": "Copier",
  "copy.byHand": "Texte à copier",
  "said.forgotten": "Identifiants, jeton et résultats oubliés.",
} as const;

export type Key = keyof typeof fr;
/** What the other languages have to be. */
export type Messages = Readonly<Record<Key, string>>;
