// What it is to be the same, for types. An assignment or a type argument that does not hold is an error of the
// compiler's.

/** Takes nothing but what holds. */
export type Holds<Claim extends true> = Claim;

/** True when these are the same names; otherwise which are missing in the first, and which it has besides. */
export type SameNames<Names extends PropertyKey, Expected extends PropertyKey> = [Names, Expected] extends [
  Expected,
  Names,
]
  ? true
  : { missing: Exclude<Expected, Names>; besides: Exclude<Names, Expected> };

/** True when both have the same fields. What has a symbol for its name is not declared for older libraries. */
export type SameFields<Implementation, Declared> = SameNames<
  Exclude<keyof Implementation, symbol>,
  Exclude<keyof Declared, symbol>
>;

/**
 * An object with its methods as functions: of methods, TypeScript lets an implementation take less than what is
 * declared, of functions it does not.
 */
export type Strict<Type> = {
  [Name in keyof Type as Exclude<Name, symbol>]: Type[Name] extends (...args: infer Parameters) => infer Result
    ? (...args: Parameters) => Result
    : Type[Name];
};

/** What a class has of its own, without its constructor: the declared ones cannot be called. */
export type Static<Class> = Strict<Omit<Class, "prototype">>;

type Arity<Taken> = Taken extends (...args: infer Parameters) => unknown ? Parameters["length"] : never;

/** True when the functions of both take as many arguments; otherwise those that do not. */
export type SameArities<Declared, Implementation extends Record<keyof Declared, unknown>> = {
  [Name in keyof Declared]: [Arity<Declared[Name]>] extends [Arity<Implementation[Name]>] ? never : Name;
}[keyof Declared] extends never
  ? true
  : { different: { [Name in keyof Declared]: Arity<Declared[Name]> | Arity<Implementation[Name]> } };

/** An implementation of some type. Nothing of this runs. */
export declare function of<Implementation>(): Implementation;

/** Takes the implementation of what is declared. */
export declare function conforms<Declared>(implementation: Declared): void;
