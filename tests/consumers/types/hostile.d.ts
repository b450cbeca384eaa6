// *\/ export const x = 1; // export const y = 2; `${1}`: its types, written by `sne-cotation types`. Changes here are lost.

/** The operations, for `SneCotation.create<Operations>(…)`. */
export interface Operations {
  /**
   * *\/ }
   * *\/ export const z = 3; /*
   *
   * \@deprecated {\@link x} **\/ *\/
   * \@internal
   *  * \@internal
   * *\/
   *
   * `GET /a/{*}/`$[b]``
   */
  "\"];\n*/ }\\": {
    parameters: {
      "*": string;
      /**
       * *\/ *\/
       * @pattern a*\/ \@internal
       * @default "*\/"
       */
      constructor?: string;
      __proto__?:
        | "\""
        | "\\"
        | "\n"
        | "\u2029"
        | "\u0000"
        | "${x}"
        | "`"
        | "*/"
        | "\u202E"
        | "é"
        | "👩\u200D🚀"
        | "__proto__";
      "a\"b'c`d"?: string;
      ""?: string;
      "\n"?: string;
    };
    /** *\/ */
    data: __proto__;
  };
  /** `POST /a/{*}/`$[b]`` */
  __proto__: {
    parameters: {
      "*": string;
      corps?: Boucle$Input;
    };
    /** x */
    data: toString;
  };
  /** `PUT /a/{*}/`$[b]`` */
  constructor: {
    parameters: { "*": string };
    /** x */
    data: x$002Dhors$002Fschéma;
  };
  /** `DELETE /a/{*}/`$[b]`` */
  hasOwnProperty: {
    parameters: { "*": string };
    /** x */
    data: unknown;
  };
  /** `PATCH /a/{*}/`$[b]`` */
  règles: {
    parameters: { "*": string };
    /** x */
    data: xHorsRègles;
  };
}

export type $ = string;

export type $0020 = string;

export type $0023$002Fx$002Dhors$002Fschéma = string;

export type $002A$002F = string;

export type $0031 = string;

export type _1 = string;

export interface __proto__ {
  "\n"?: string;
  "\""?: string;
  "#privé"?: string;
  $?: string;
  "*/"?: string;
  "1"?: string;
  "1e3"?: string;
  "[name: string]"?: string;
  __proto__?: string;
  "a b"?: string;
  async?: string;
  constructor?: number;
  delete?: string;
  "é"?: string;
  get?: string;
  new?: string;
  readonly readonly?: string;
  set?: string;
  static?: string;
  toString?: boolean;
  é?: string;
  "👩"?: string;
}

export type A$0024B = string;

export type A$002DB = string;

export type Abstrait = Concret;

/** What every {@link Abstrait} has. */
export interface AbstraitBase {
  t?: "Concret";
}

export type Anneau = AutreBase;

export type any$ = string;

export type Array = Array[];

export type Autre = Anneau | Contraire | Enfant | AutreBase;

/** What every {@link Autre} has. */
export interface AutreBase {
  t?: "AUTRE" | "CONTRAIRE";
}

export type await$ = string;

export type Base = BaseBase | Contraire | Base$Base;

/** What every {@link Base} has. */
export interface Base$Base {
  c?: string;
  t?: number;
}

export type BaseBase = Base$Base & { c?: number };

export interface Boucle {
  readonly id?: number;
  suite?: Boucle;
  [name: string]: Boucle | number | undefined;
}

/** {@link Boucle} in a request: without what is read only. */
export interface Boucle$Input {
  suite?: Boucle$Input;
  [name: string]: Boucle$Input | undefined;
}

export type BoucleInput = string;

export type class$ = string;

export interface Concret extends AbstraitBase {
  t: "Concret";
}

export type constructor = string;

export type Contraire = Base$Base & AutreBase;

export type declare = string;

export type Deux = { d?: string };

export type e = string;

export type Enfant = PetitEnfant | EnfantBase;

/** What every {@link Enfant} has. */
export type EnfantBase = AutreBase & { t?: "ENFANT" };

export interface Entier {
  t?: number;
}

export type enum$ = string;

export type Etiquette = OuvertBase & { t: "Etiquette" };

/**
 * *\/
 * @format *\/ \@internal*\/
 * @minimum -1e300
 * @maximum 9007199254740992
 * @default { "*\/": ["*\/", null, { "a": "\u2028", "b": 1 }] }
 * @example "@internal *\/"
 * @example [[]]
 * @see https://a.example/*\/
 */
export type Exemples = string;

export type FileLike$ = string;

export type globalThis = string;

export type let$ = string;

export type Liste = Liste[];

export type module = string;

export type Mutuel1 = { t?: string } & { t: "Mutuel1" };

export type Mutuel2 = { t?: string } & { t: "Mutuel2" };

export type Ouvert = Etiquette | (OuvertBase & { t: "Ouvert" });

/** What every {@link Ouvert} has. */
export type OuvertBase = Entier;

export type PetitEnfant = EnfantBase;

export type Profond = unknown;

export type ProfondAllOf0 = { p?: string };

export type Promise = string;

export type Record = string;

export type Renvoi = ProfondAllOf0;

export type Soi = { a?: string };

export type string$ = number;

export interface toString {
  toString?: constructor;
  [name: string]: toString | constructor | undefined;
}

export type Trois = { t?: string };

export type type = string;

export type Uint8Array$ = string;

export type Un = unknown;

export type undefined$ = string;

export interface Vides {
  a?: unknown;
  b?: never;
  c?: unknown;
  d?: unknown;
  e?: unknown[];
  f?: unknown[];
  g?: never;
  h?: string | number | unknown[] | { [name: string]: unknown } | null;
  i?: string[];
  j?: unknown;
  k?: { x: {} | null };
  l?: { [name: string]: never };
  m?: string | null;
}

/**
 * @minimum "*\/"
 * @maximum { "@": 1 }
 * @pattern ["*\/"]
 * @uniqueItems "*\/"
 */
export type xHorsRègles = string;

export type x$002Dhors$002Fschéma = unknown;

/** Un e cyrillique */
export type $0435 = string;

export type $540D = string;

export type $540D$524D = string;

export type $D835$DC9C = string;
