// What Windows and macOS want of a repository and of a package, as far as it can be seen from here: names that exist
// there, ends of lines, scripts that need no shell of a kind, programs that are started without one.

import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { posix } from "node:path";
import { describe, it } from "node:test";
import { againCommand } from "../../pkg-template/lib/cli/bulk/again.js";
import { identityOf } from "../../pkg-template/lib/cli/bulk/identity.js";

const ROOT = new URL("../../", import.meta.url);

/** Names that Windows keeps for devices, whatever their ending. */
const DEVICES = /^(con|prn|aux|nul|com\d|lpt\d)(\.|$)/i;
/** Of 260 characters that a path may have there, what is left below C:\Users\somebody\projects\name. */
const LONGEST = 180;

/** What may come before a command in the shells of all systems: nothing. What joins commands there: `&&` alone. */
const COMMAND = /^(node|tsc|vite|next|wrangler|biome|cargo|npm|npx)\b[^'$`|;&<>()*{}~\\]*$/;

/** The files of the repository, and how git keeps their lines. */
const TRACKED = execFileSync("git", ["ls-files", "--eol", "-z"], { cwd: ROOT, encoding: "utf8" })
  .split("\0")
  .filter((line) => line !== "")
  .map((line) => {
    const [info, path] = line.split("\t");
    const [, index] = /^i\/(\S+)/.exec(info) ?? [];
    return { path, index };
  })
  .filter(({ path }) => existsSync(new URL(path, ROOT)));

const PACKED = readdirSync(new URL("pkg/", ROOT), { recursive: true, encoding: "utf8" }).map((path) =>
  path.replaceAll("\\", "/"),
);

for (const [whose, paths] of Object.entries({
  "the repository": TRACKED.map(({ path }) => path),
  "the package": PACKED,
})) {
  describe(`the names of files in ${whose}`, () => {
    it("exist on Windows", () => {
      const bad = paths.filter((path) =>
        path.split("/").some((name) => /[<>:"|?*\\]|[. ]$/.test(name) || DEVICES.test(name) || hasControl(name)),
      );
      assert.deepEqual(bad, []);
      assert.deepEqual(
        paths.filter((path) => path.length > LONGEST),
        [],
      );
    });

    it("are told apart where upper and lower case are the same, and however accents are put together", () => {
      /** @type {Map<string, string>} */
      const seen = new Map();
      const same = paths.filter((path) => {
        const key = path.normalize("NFC").toLowerCase();
        const isKnown = seen.has(key) && seen.get(key) !== path;
        seen.set(key, path);
        return isKnown;
      });
      assert.deepEqual(same, []);
    });
  });
}

/** @param {string} name */
const hasControl = (name) => [...name].some((character) => character < " ");

it("git gives every text the same ends of lines on every system", () => {
  assert.match(readFileSync(new URL(".gitattributes", ROOT), "utf8"), /^\* text=auto eol=lf$/m);
  const bad = TRACKED.filter(({ index }) => index !== "lf" && index !== "-text" && index !== "none");
  assert.deepEqual(bad, []);
});

describe("scripts of package.json", () => {
  const manifests = TRACKED.map(({ path }) => path).filter((path) => posix.basename(path) === "package.json");
  for (const path of manifests) {
    const { scripts = {} } = JSON.parse(readFileSync(new URL(path, ROOT), "utf8"));
    if (Object.keys(scripts).length === 0) continue;
    it(`${path}: run in any shell`, () => {
      for (const [name, script] of Object.entries(scripts)) {
        for (const command of script.split(" && ")) assert.match(command, COMMAND, name);
      }
    });
  }
});

it("nothing that users run, and no script, is started by a shell, but for npm's own on Windows", () => {
  const sources = TRACKED.map(({ path }) => path).filter((path) =>
    /^(pkg-template|scripts|examples)\/.*\.[cm]?[jt]s$/.test(path),
  );
  assert.ok(sources.length > 200);
  const starts = sources.filter((path) => {
    const text = readFileSync(new URL(path, ROOT), "utf8");
    return /\bexec(Sync)?\(["'`]|shell: true|\bspawn(Sync)?\(\s*["'`](ba|z)?sh\b/.test(text);
  });
  assert.deepEqual(starts, []);
  const shells = sources.filter((path) =>
    /\bshell\b.*spawn|\bshell,$/m.test(readFileSync(new URL(path, ROOT), "utf8")),
  );
  assert.deepEqual(shells, ["scripts/support/run.mjs"]);
});

it("files are found by fileURLToPath: the path of an address begins with a slash before the drive", () => {
  const programs = TRACKED.map(({ path }) => path).filter((path) => /\.[cm]?[jt]sx?$/.test(path));
  const bad = programs.filter((path) =>
    /import\.meta\.url\)?\)?\.pathname/.test(readFileSync(new URL(path, ROOT), "utf8")),
  );
  assert.deepEqual(bad, []);
});

it("a command that is to be repeated is written as the system's own shell takes it", () => {
  const typed = ["bulk", "C:\\Mes documents\\demandes.csv", "--map", 'n="x"', "--resume"];
  assert.equal(
    againCommand(typed, "win32"),
    'sne-cotation bulk "C:\\Mes documents\\demandes.csv" --map "n=""x""" --resume',
  );
  assert.equal(
    againCommand(typed, "linux"),
    "sne-cotation bulk 'C:\\Mes documents\\demandes.csv' --map 'n=\"x\"' --resume",
  );
});

it("two paths of one file are known to be of one, as each system writes them", () => {
  /** @param {NodeJS.Platform} system @param {string} one @param {string} other */
  const isOne = (system, one, other) => identityOf(one, system) === identityOf(other, system);
  assert.ok(isOne("win32", "C:\\Demandes\\Liste.csv", "c:/demandes/liste.CSV"));
  assert.ok(isOne("win32", "C:\\Demandes\\..\\Liste.csv", "C:\\liste.csv"));
  assert.ok(isOne("win32", "\\\\serveur\\partage\\a.csv", "//SERVEUR/partage/A.csv"));
  assert.ok(!isOne("win32", "C:\\liste.csv", "D:\\liste.csv"));
  assert.ok(isOne("darwin", "/Users/a/été.csv", "/users/a/e\u0301te\u0301.csv"));
  assert.ok(!isOne("linux", "/home/a/Liste.csv", "/home/a/liste.csv"));
  assert.ok(isOne("linux", "/home/a/../a/liste.csv", "/home/a/liste.csv"));
});
