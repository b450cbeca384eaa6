// Bibliothèque 2.1: its types, written by `sne-cotation types`. Changes here are lost.

import type { FileLike } from "sne-cotation";

/** The operations, for `SneCotation.create<Operations>(…)`. */
export interface Operations {
  /** `POST /livres` */
  ajouterLivre: {
    parameters: { livre: RomanInput };
    data: Operations["ajouterLivre"]["byStatus"][201 | 202];
    byStatus: {
      /** Ajouté */
      201: Livre;
      /** Sera ajouté */
      202: {
        /** @format uuid */
        suivi: string;
      };
    };
  };
  /** `GET /brut` */
  brut: {
    parameters: { [name: string]: never };
    data: unknown;
  };
  /**
   * Retirer un document
   *
   * `DELETE /documents/{n°}`
   * @deprecated
   */
  "DELETE /documents/{n°}": {
    parameters: {
      /** Cote du document */
      "n°": string;
    };
    data: undefined;
  };
  /** `POST /livres/{n°}/couverture` */
  envoyerCouverture: {
    parameters: {
      /** Cote du document */
      "n°": string;
      image: FileLike;
      /**
       * @maxLength 80
       * @example "Face"
       */
      légende?: string;
    };
    /** Fait */
    data: unknown;
  };
  /** `HEAD /documents/{n°}` */
  existe: {
    parameters: {
      /** Cote du document */
      "n°": string;
    };
    data: undefined;
  };
  /** `GET /extraits` */
  extraits: {
    parameters: { [name: string]: never };
    data: LivreAllOf1Extrait[];
  };
  /** `GET /livres/{n°}/couverture` */
  lireCouverture: {
    parameters: {
      /** Cote du document */
      "n°": string;
    };
    data: string | Uint8Array;
  };
  /**
   * Lire un document
   *
   * Un livre, une revue ou autre chose :
   *
   * - selon son type ;
   * - avec sa suite, s'il en a une.
   *
   * `GET /documents/{n°}`
   * @see https://bibliotheque.example/documents
   */
  lireDocument: {
    parameters: {
      /** Cote du document */
      "path.n°": string;
      /**
       * @format int32
       * @minimum 1
       * @default 1
       */
      "query.n°"?: number;
      /** @default "fr" */
      langue?: "fr" | "en";
      /**
       * Identifiant interne
       * @format int64 (a bigint beyond 2^53)
       */
      identifiant?: number | bigint;
      /**
       * @maxItems 5
       * @items maxLength 20, pattern "^[a-z]+$"
       */
      mots?: readonly string[];
      tri?: readonly ("titre" | "date")[];
      grille?: readonly (readonly (number | bigint)[])[];
      /** @format date */
      depuis?: string;
      "X-Trace"?: boolean;
    };
    /** Le document */
    data: Document;
  };
  /** `GET /livres` */
  listerLivres: {
    parameters: { [name: string]: never };
    data: PageLivre;
  };
  /** `PUT /livres/{n°}/couverture` */
  remplacerCouverture: {
    parameters: {
      /** Cote du document */
      "n°": string;
      image: string | FileLike;
    };
    data: Uint8Array;
  };
  /** `PUT /documents/{n°}` */
  remplacerDocument: {
    parameters: {
      /** Cote du document */
      "n°": string;
      /** Le document entier */
      document: DocumentInput;
    };
    data: Document | undefined;
    byStatus: {
      /** Le document remplacé */
      200: Document;
      /** Rien n'a changé */
      204: undefined;
    };
  };
  /** `POST /brut` */
  réglages: {
    parameters: { réglages?: Réglages };
    data: Réglages;
  };
  /** `GET /état` */
  état: {
    parameters: { [name: string]: never };
    /** L'état */
    data: Etat;
  };
}

export type a$002Db = string;

export type a$002Eb = boolean;

export type Arbre = Arbre[];

export type Auteur = Personne & {
  /** @maxLength 10 */
  nom?: string;
  naissance: {} | null;
};

export type Boîte = { [name: string]: unknown };

export type Compteurs = { [name: string]: number };

export interface Divers {
  parLangue?: { [name: string]: Réglages };
  [name: string]: unknown;
}

/**
 * Document du catalogue
 *
 * Tout ce qui se prête.
 */
export type Document = Livre | Revue | (DocumentBase & { type: "Document" });

/** What every {@link Document} has. */
export interface DocumentBase {
  /** @format date-time */
  readonly créé?: string;
  /**
   * Donné par le serveur
   * @format int64 (not exact beyond 2^53)
   */
  readonly numero?: number;
  suite?: Document;
  /**
   * @minLength 1
   * @maxLength 200
   * @example "Germinal"
   */
  titre: string;
  type: string;
}

/** {@link Document} in a request: without what is read only. */
export type DocumentInput = Livre$Input | RevueInput | (DocumentBaseInput & { type: "Document" });

/** What every {@link DocumentInput} has. */
export interface DocumentBaseInput {
  suite?: DocumentInput;
  /**
   * @minLength 1
   * @maxLength 200
   * @example "Germinal"
   */
  titre: string;
  type: string;
}

export type Etat = "OK" | "KO" | null;

export type Fermée = { [name: string]: never };

/** Genre d'un roman */
export type Genre =
  | "policier"
  | "historique"
  | "science-fiction"
  | "fantastique"
  | "épistolaire"
  | "sentimental"
  | "d'aventures"
  | "de terroir";

/** Un livre. */
export type Livre = Roman | (LivreBase & { type: "Livre" });

/** What every {@link Livre} has. */
export interface LivreBase extends DocumentBase {
  /**
   * @minItems 1
   * @uniqueItems
   */
  auteurs: Personne[];
  dimensions?: {
    hauteur?: number;
    largeur: number;
  };
  /** Le début */
  extrait?: LivreAllOf1Extrait;
  /**
   * @minimum 0
   * @exclusiveMinimum
   * @maximum 10000
   * @multipleOf 1
   */
  pages?: number;
}

/** {@link Livre} in a request: without what is read only. */
export type Livre$Input = RomanInput | (LivreBaseInput & { type: "Livre" });

/** What every {@link Livre$Input} has. */
export interface LivreBaseInput extends DocumentBaseInput {
  /**
   * @minItems 1
   * @uniqueItems
   */
  auteurs: Personne[];
  dimensions?: {
    hauteur?: number;
    largeur: number;
  };
  /** Le début */
  extrait?: LivreAllOf1Extrait;
  /**
   * @minimum 0
   * @exclusiveMinimum
   * @maximum 10000
   * @multipleOf 1
   */
  pages?: number;
}

/** Le début */
export interface LivreAllOf1Extrait {
  page?: number;
  texte?: string;
}

/** Le nom d'une saisie */
export type LivreInput = string;

export interface Mélange {
  objet?: { a?: string };
  [name: string]: unknown;
}

export type Operations$ = string[];

export interface PageLivre {
  contenu?: Livre[];
  /** @format uri */
  suivante?: string;
}

export type Parution = 1 | 7 | 30.5 | -1 | null;

export interface Personne {
  aliases?: ("a" | "b")[];
  /** @format date */
  naissance?: string;
  nom: string;
  prénom?: string | null;
  père?: Personne;
  inconnu: {} | null;
}

export interface Revue extends DocumentBase {
  type: "Revue";
  /** @pattern ^\d{4}-\d{3}[\dX]$ */
  issn?: string;
  parution: Parution;
}

/** {@link Revue} in a request: without what is read only. */
export interface RevueInput extends DocumentBaseInput {
  type: "Revue";
  /** @pattern ^\d{4}-\d{3}[\dX]$ */
  issn?: string;
  parution: Parution;
}

export interface Roman extends LivreBase {
  type: "Roman";
  /** Son genre */
  genre?: Genre;
}

/** {@link Roman} in a request: without what is read only. */
export interface RomanInput extends LivreBaseInput {
  type: "Roman";
  /** Son genre */
  genre?: Genre;
}

export interface Réglages {
  thème?: "clair" | "sombre";
  version: number;
  [name: string]: boolean | "clair" | "sombre" | number | undefined;
}

export type Souple = string | null;

export type Tout = unknown;

export type Écrivain = Auteur;
