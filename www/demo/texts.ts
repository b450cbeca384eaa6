// What the demo says besides the console: the situations, in a word or two each, since they are buttons.

import type { Language } from "../src/messages/index.ts";
import type { SituationLabel } from "./situations.ts";

interface Texts {
  title: string;
  purpose: string;
  documents: string;
  situations: Record<SituationLabel, string>;
}

export const TEXTS: Record<Language, Texts> = {
  fr: {
    title: "Démonstration : les situations du guide",
    purpose:
      "PISTE en miniature tourne dans cette page : rien à installer, et rien n'en sort. Choisissez une situation ; " +
      "l'appel, ou le diagnostic sur l'écran « Guide », montre à quoi on la reconnaît.",
    documents: "La documentation",
    situations: {
      works: "Tout est en place",
      disabled: "Application désactivée",
      "no-subscription": "Pas de souscription",
      "subscription-pending": "Souscription en attente",
      "terms-not-accepted": "CGU non acceptées",
      "wrong-secret": "Secret erroné",
      "other-environment": "Identifiants de production",
      "origin-not-allowed": "Origine non déclarée",
      "no-profile": "Pas de profil métier",
      "quota-by-day": "Quota du jour épuisé",
      blocked: "Accès bloqué",
      "server-down": "Serveur d'autorisation en panne",
      "gateway-down": "Passerelle en panne",
    },
  },
  en: {
    title: "Demo: the situations of the guide",
    purpose:
      "PISTE in miniature runs in this page: nothing to install, and nothing leaves it. Choose a situation; the " +
      "call, or the diagnosis on the screen “Guide”, shows what it looks like.",
    documents: "The documentation",
    situations: {
      works: "All in place",
      disabled: "Application disabled",
      "no-subscription": "Not subscribed",
      "subscription-pending": "Subscription pending",
      "terms-not-accepted": "Terms not accepted",
      "wrong-secret": "Wrong secret",
      "other-environment": "Production credentials",
      "origin-not-allowed": "Origin not declared",
      "no-profile": "No business profile",
      "quota-by-day": "Daily quota used up",
      blocked: "Access blocked",
      "server-down": "Authorisation server down",
      "gateway-down": "Gateway down",
    },
  },
};
