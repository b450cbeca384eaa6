// What it is to be the same, for types. An assignment or a type argument that does not hold is an error of the compiler's.

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
 * An object with its methods as functions: of methods, TypeScript lets an implementation take less than what is declared, of
 * functions it does not.
 */
export type Strict<Type> = {
  [Name in keyof Type as Exclude<Name, symbol>]: Type[Name] extends (...args: infer Parameters) => infer Result
    ? (...args: Parameters) => Result
    : Type[Name];
};

/** What a class has of its own, without its constructor: the declared ones cannot be called. */
export type Static<Class> = Strict<Omit<Class, "prototype">>;
