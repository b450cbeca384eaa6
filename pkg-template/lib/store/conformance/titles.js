// The names of the checks, in both languages.

/** @typedef {keyof typeof import("./checks.js").checks} Id */

/** @type {Record<"fr" | "en", Record<Id, string>>} */
export const titles = {
  en: {
    absent: "a cell that was never written is absent, and the time is told all the same",
    shared: "what one process writes, another reads",
    guarded: "a write with another version changes nothing, and tells what is there",
    fresh: "a version is never used twice, not for the same value either",
    expiring: "a cell is there for its time to live, and then it is absent",
    renewed: "each write has a time to live of its own",
    revived: "a version from before a cell expired is worth nothing after it",
    counted: "of many processes that write at once, no write is lost",
    founded: "of many processes that write an absent cell at once, one does",
    values: "values come back as they were: empty, large, in any script",
    keys: "keys are told apart, whatever is in them",
    clock: "the time is the store's: whole milliseconds, the same for all, whatever a process takes for the time",
    wiped: "after the engine has lost its data all cells are absent, and no version comes again",
  },
  fr: {
    absent: "une cellule jamais écrite est absente, et l'heure est donnée quand même",
    shared: "ce qu'un processus écrit, un autre le lit",
    guarded: "une écriture avec une autre version ne change rien, et dit ce qui s'y trouve",
    fresh: "une version ne sert jamais deux fois, pas même pour la même valeur",
    expiring: "une cellule est là pendant sa durée de vie, puis elle est absente",
    renewed: "chaque écriture a sa propre durée de vie",
    revived: "une version d'avant l'expiration d'une cellule ne vaut plus rien après",
    counted: "de nombreux processus écrivent à la fois : aucune écriture n'est perdue",
    founded: "de nombreux processus écrivent à la fois une cellule absente : un seul y parvient",
    values: "les valeurs reviennent telles quelles : vides, longues, de toute écriture",
    keys: "les clés ne se confondent pas, quoi qu'elles contiennent",
    clock: "l'heure est celle du store : en millisecondes entières, la même pour tous, quoi qu'un processus en pense",
    wiped: "quand le moteur a perdu ses données, toute cellule est absente, et aucune version ne revient",
  },
};
