// Prism as a process: `proxy` stands between the client and the simulator and looks at what goes by, `mock` answers itself.
//
// It knows no base path: its paths are those of the contract, at the root of its address. So the client is given that address as
// the whole address of the API, and the proxy an upstream address that ends with the base path.

import { spawn } from "node:child_process";
import { once } from "node:events";

const LISTENS = /Prism is listening on (http:\/\/\S+)/;

/** Starts Prism, which refuses whatever breaks the contract; resolves to its address. It ends with the test. */
export async function startPrism(t, contractFile, { upstream } = {}) {
  const what = upstream === undefined ? ["mock", contractFile] : ["proxy", contractFile, upstream];
  const args = [process.env.SNE_PRISM, ...what, "--errors", "--port", "0", "--host", "127.0.0.1"];
  const child = spawn(process.execPath, args, {
    stdio: ["ignore", "pipe", "pipe"],
    env: { ...process.env, NO_COLOR: "1", FORCE_COLOR: "0" },
  });
  t.after(async () => {
    const end = child.exitCode === null && child.signalCode === null ? once(child, "exit") : undefined;
    child.kill("SIGKILL");
    await end;
  });
  return address(child);
}

/** What it prints says when it listens, and where. */
async function address(child) {
  let printed = "";
  child.stderr.setEncoding("utf8").on("data", (text) => (printed += text));
  for await (const text of child.stdout.setEncoding("utf8").iterator({ destroyOnReturn: false })) {
    printed += text.replace(/\u001b\[[\d;]*m/g, "");
    const [, found] = LISTENS.exec(printed) ?? [];
    if (found !== undefined) {
      child.stdout.resume();
      return found;
    }
  }
  throw new Error(`Prism did not start:\n${printed}`);
}

/** A fetch that keeps what Prism found wrong, as `place rule`. */
export function judged() {
  const found = [];
  const spy = async (...args) => {
    const response = await fetch(...args);
    const text = await response.clone().text();
    if (response.headers.get("content-type")?.startsWith("application/problem+json"))
      found.push(...violations(JSON.parse(text)));
    return response;
  };
  return { fetch: spy, found };
}

function violations({ type, title, validation = [] }) {
  if (validation.length === 0) return [`${type} ${title}`];
  return validation.map(({ location, code }) => `${location.join("/")} ${code}`);
}
