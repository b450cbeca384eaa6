// Mistakes that the types of a contract find: the line behind each comment must not compile, for the reason it gives.

import { SneCotation } from "sne-cotation";
import type { DocumentInput, Livre, Operations, RomanInput } from "./library.js";

declare const sne: SneCotation<Operations>;
declare const livre: Livre;
const replaced = await sne.call("remplacerDocument", { "n°": "", document: { type: "Document", titre: "" } });

// wrong TS2345: '"lireDocumnt"' is not assignable
void sne.call("lireDocumnt", { "path.n°": "a1" });
// wrong TS2554: Expected 2-3 arguments, but got 1
void sne.call("lireDocument");
// wrong TS2345: null' is not assignable
void sne.call("lireDocument", null);
// wrong TS2741: Property '"path.n°"' is missing
void sne.call("lireDocument", { langue: "fr" });
// wrong TS2561: 'lange' does not exist
void sne.call("lireDocument", { "path.n°": "a1", lange: "fr" });
// wrong TS2322: "de"' is not assignable to type '"en" | "fr"
void sne.call("lireDocument", { "path.n°": "a1", langue: "de" });
// wrong TS2322: Type 'string' is not assignable to type 'number'
void sne.call("lireDocument", { "path.n°": "a1", "query.n°": "2" });
// wrong TS2322: Type 'bigint' is not assignable to type 'number'
void sne.call("lireDocument", { "path.n°": "a1", "query.n°": 2n });
// wrong TS2353: 'Authorization' does not exist
void sne.call("lireDocument", { "path.n°": "a1", Authorization: "x" });
// wrong TS2322: Type '"auteur"' is not assignable to type '"date" | "titre"'
void sne.call("lireDocument", { "path.n°": "a1", tri: ["auteur"] });
// wrong TS2322: Type 'number' is not assignable to type 'never'
void sne.call("listerLivres", { page: 1 });
// wrong TS2322: Type 'string' is not assignable to type 'FileLike'
void sne.call("envoyerCouverture", { "n°": "a1", image: "text" });
// wrong TS2353: 'numero' does not exist
void sne.call("remplacerDocument", { "n°": "a1", document: { type: "Document", titre: "", numero: 1 } });
// wrong TS2561: 'timout' does not exist
void sne.call("listerLivres", null, { timout: 1 });
// wrong TS2322: Type '"Livre"' is not assignable to type '"Roman"'
export const roman: RomanInput = { type: "Livre", titre: "", auteurs: [] };
// wrong TS2820: '"Romn"' is not assignable
export const document: DocumentInput = { type: "Romn", titre: "", auteurs: [] };
// wrong TS2540: Cannot assign to 'numero' because it is a read-only property
livre.numero = 1;
// wrong TS2339: Property 'issn' does not exist
export const issn = livre.issn;
// wrong TS2339: Property 'titre' does not exist on type 'PageLivre'
export const titre = (await sne.call("listerLivres")).data.titre;
// wrong TS18048: possibly 'undefined'
export const perhaps = replaced.data.titre;
// wrong TS2367: no overlap
export const status = replaced.status === 201;
// wrong TS2344: does not satisfy the constraint
void SneCotation.create<Livre>({ environment: "sandbox", clientId: "id", clientSecret: "secret" });
// wrong TS2571: is of type 'unknown'
export const raw = (await sne.call("brut")).data.anything;
// wrong TS2345: '"lister"' is not assignable
void sne.pages("lister");
// wrong TS2353: 'titre' does not exist
void sne.pages("lireDocument", { titre: "a" });
// wrong TS2820: is not assignable to type
void sne.pages("listerLivres", null, { strategy: "pages" });
// wrong TS2769: No overload matches this call
void sne.bulk("lire", [{ "path.n°": "a1" }]);
// wrong TS2769: No overload matches this call
void sne.bulk("lireDocument", [{ numero: "a1" }]);
// wrong TS2345: '"lire"' is not assignable
void sne.bulk((numero: string, { call }) => call("lire", { numero }), ["a1"]);
