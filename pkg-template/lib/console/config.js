// What the page must know of its server, put into the page itself: it needs no request to begin.

/** What the page holds as built, for servers that serve it as plain files. */
const PLACE = '<meta name="sne-console" content="static" />';
const PAGES = ["/", "/index.html"];
const THEME = "/theme.css";
const CONTRACT = "/contract.json";

/**
 * The files with the settings in them.
 * @param {Map<string, object>} files
 * @param {{ miniature?: object, other?: object, theme?: Uint8Array, contract?: Uint8Array }} settings
 */
export function withSettings(files, { miniature, other, theme, contract }) {
  const page = files.get("/index.html");
  const meta = PLACE.replace("static", escaped(JSON.stringify(settingsOf({ miniature, other, contract }))));
  const settled = {
    ...page,
    cache: "no-store",
    body: Buffer.from(page.body.toString("utf8").replace(PLACE, () => meta)),
  };
  const all = new Map(files);
  for (const path of PAGES) all.set(path, settled);
  if (theme !== undefined) all.set(THEME, { ...files.get(THEME), body: Buffer.from(theme) });
  if (contract !== undefined) {
    all.set(CONTRACT, { type: "application/json", cache: "no-store", body: Buffer.from(contract) });
  }
  return all;
}

/** The simulator's applications are no secret: they exist on this machine alone. */
function settingsOf({ miniature, other, contract }) {
  const simulator = miniature && {
    ...miniature.addresses,
    applications: miniature.applications.map(fields),
  };
  return {
    simulator: simulator ?? null,
    other: other ?? null,
    contract: contract === undefined ? null : CONTRACT,
  };
}

function fields({ label, name, clientId, clientSecret }) {
  return { label, name, clientId, clientSecret };
}

function escaped(text) {
  return text.replaceAll("&", "&amp;").replaceAll('"', "&quot;").replaceAll("<", "&lt;");
}
