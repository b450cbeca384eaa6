// What a program does with the types of a contract. Compiled only.

import { SneCotation, type FileLike } from "sne-cotation";
import { SneCotation as SlimSneCotation } from "sne-cotation/slim";
import type {
  Auteur,
  Document,
  Livre,
  LivreBase,
  Operations,
  Réglages,
  Roman,
  RomanInput,
  a$002Db,
} from "./library.js";

declare const options: Parameters<typeof SneCotation.create>[0];
declare const file: FileLike;

export async function parameters(sne: SneCotation<Operations>): Promise<void> {
  await sne.call("lireDocument", { "path.n°": "a1" });
  await sne.call("lireDocument", {
    ...{
      "path.n°": "a1",
      "query.n°": 2,
      langue: "en",
      identifiant: 9_007_199_254_740_993n,
      depuis: "2026-11-23",
      "X-Trace": true,
    },
    ...{ mots: ["un", "deux"], tri: ["titre", "date"] as const, grille: [[1, 2n], []] },
  });
  await sne.call("lireDocument", { "path.n°": "a1", identifiant: 3 }, { timeout: 5_000, retry: false });
  await sne.call("listerLivres");
  await sne.call("listerLivres", null, { idempotent: true });
  await sne.call("listerLivres", {});
  await sne.call("réglages");
  await sne.call("réglages", { réglages: { version: 1, gras: true } });
  await sne.call("envoyerCouverture", { "n°": "a1", image: new Uint8Array(3) });
  await sne.call("envoyerCouverture", { "n°": "a1", image: new ArrayBuffer(3), légende: "Face" });
  await sne.call("remplacerCouverture", { "n°": "a1", image: file });
  await sne.call("remplacerCouverture", { "n°": "a1", image: "as text" });
  await sne.call("DELETE /documents/{n°}", { "n°": "a1" });
  const roman: RomanInput = { type: "Roman", titre: "Germinal", auteurs: [{ nom: "Zola", inconnu: 1, prénom: null }] };
  await sne.call("ajouterLivre", { livre: roman });
}

export async function data(sne: SneCotation<Operations>): Promise<unknown[]> {
  const { status, headers, data: document } = await sne.call("lireDocument", { "path.n°": "a1" });
  const { data: page } = await sne.call("listerLivres");
  const livre: Livre | undefined = page.contenu?.[0];
  const { data: nothing } = await sne.call("DELETE /documents/{n°}", { "n°": "a1" });
  const none: undefined = nothing;
  const { data: image } = await sne.call("remplacerCouverture", { "n°": "a1", image: file });
  const bytes: Uint8Array = image;
  const { data: cover } = await sne.call("lireCouverture", { "n°": "a1" });
  const text: string = typeof cover === "string" ? cover : cover.byteLength.toString();
  const { data: etat } = await sne.call("état");
  const state: "OK" | "KO" | null = etat;
  const { data: raw } = await sne.call("brut");
  const { data: settings } = await sne.call("réglages");
  const others: Réglages[string] = settings.gras;
  return [status + (headers.get("etag") ?? ""), told(document), livre, none, bytes, text, state, raw, others];
}

/** The discriminator tells which it is. */
export function told(document: Document): string {
  switch (document.type) {
    case "Livre":
      return document.auteurs.map(({ nom }) => nom).join();
    case "Roman":
      return document.genre === "policier" ? document.auteurs.join() : (document.suite?.titre ?? "");
    case "Revue":
      return document.parution === null ? "" : document.parution.toFixed();
    case "Document":
      return document.titre;
    default:
      return document satisfies never;
  }
}

/** So does the status, where the data is not the same for all. */
export async function byStatus(
  sne: SneCotation<Operations>,
  document: Operations["remplacerDocument"]["parameters"],
): Promise<string> {
  const answer = await sne.call("remplacerDocument", document);
  if (answer.status === 204) return String(answer.data satisfies undefined);
  const added = await sne.call("ajouterLivre", { livre: { type: "Roman", titre: "", auteurs: [] } });
  const all: Operations["ajouterLivre"]["data"] = added.data;
  return added.status === 202 ? added.data.suivi : added.data.titre + answer.data.titre + Object.keys(all).length;
}

export function extended(roman: Roman, auteur: Auteur, word: a$002Db): string {
  const base: LivreBase = roman;
  const born: string = auteur.naissance;
  return base.titre + born + word + auteur.nom;
}

export async function made(): Promise<void> {
  const sne = await SneCotation.create<Operations>(options);
  const told: SneCotation<Operations> = await SneCotation.create(options);
  const slim = await SlimSneCotation.create<Operations>({ ...options, wasm: new ArrayBuffer(8) });
  await Promise.all([sne.call("brut"), told.call("brut"), slim.call("brut")]);
}

export async function pages(sne: SneCotation<Operations>): Promise<string> {
  let text = "";
  for await (const { data, parameters } of sne.pages("lireDocument", { "path.n°": "a1" }, { strategy: "page" })) {
    text += data.titre + (parameters["query.n°"] ?? 1).toFixed();
  }
  const strategy = (answer: { data: { suivante?: string } }) => answer.data.suivante && { page: answer.data.suivante };
  for await (const { data } of sne.pages("listerLivres", null, { strategy, maxPages: 3 })) text += data.contenu?.length;
  for await (const page of sne.pages("remplacerDocument", {})) text += page.status === 204 ? "" : page.data.titre;
  for await (const page of sne.pages("brut")) text += page.status;
  return text;
}

export async function runs(sne: SneCotation<Operations>, lines: AsyncIterable<string>): Promise<string> {
  let text = "";
  const rows: Operations["lireDocument"]["parameters"][] = [{ "path.n°": "a1" }];
  for await (const { ok, data, row } of sne.bulk("lireDocument", rows)) text += ok ? data?.titre : row["path.n°"];
  for await (const { data } of sne.bulk("lireDocument", lines, { concurrency: 4 })) text += data?.titre;
  const parameters = (numero: number) => ({ "path.n°": numero.toFixed() });
  for await (const { data, row } of sne.bulk("lireDocument", [1, 2], { parameters }))
    text += data?.titre + row.toFixed();
  const titles = sne.bulk(
    async (numero: number, { call }) => (await call("lireDocument", parameters(numero))).data.titre,
    [1],
  );
  for await (const { data } of titles) text += data?.trim();
  return text;
}

/** Who knows nothing of the operations takes a client with types too. */
export async function untyped(): Promise<unknown> {
  const plain: SneCotation = await SneCotation.create<Operations>(options);
  const { data } = await plain.call<{ etat: string }>("anything", { a: 1 });
  const { data: unknown } = await plain.call("anything");
  for await (const page of plain.pages<string[]>("anything", { a: 1 })) data.etat += page.data.join();
  for await (const item of plain.bulk<string, { etat: string }>("anything", ["a"])) data.etat += item.data?.etat;
  return data.etat + JSON.stringify(unknown satisfies unknown);
}
