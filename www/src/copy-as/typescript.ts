// A call as a program in TypeScript with this package, and with the types of the contract.

import { type Copied, type CopyCall, CONTRACT_FILE } from "./call.ts";
import { asJavaScript } from "./javascript.ts";

const TYPES_FILE = CONTRACT_FILE.replace(/\.json$/, ".d.ts");
const TYPES_MODULE = CONTRACT_FILE.replace(/\.json$/, ".js");

/** What the program is in JavaScript, with the names, parameters and answers of the contract known to the compiler. */
export async function asTypeScript(call: CopyCall): Promise<Copied> {
  const { text, files } = await asJavaScript(call);
  const safe = text.replace("clientId,", 'clientId = "",').replace("clientSecret }", 'clientSecret = "" }');
  if (call.called.type !== "operation") return { text: safe, files };
  const isBig = hasBigInt(call.called.parameters);
  const command = `npx sne-cotation types ${CONTRACT_FILE}${isBig ? " --integers bigint" : ""} -o ${TYPES_FILE}`;
  const typed = safe
    .replace("\n\n", `\nimport type { Operations } from "./${TYPES_MODULE}";\n\n`)
    .replace("SneCotation.create({", `SneCotation.create<Operations>({${isBig ? '\n  integers: "bigint",' : ""}`);
  return { text: `// ${command}\n${typed}`, files };
}

/** Whether there is an integer that no number of JavaScript is. */
function hasBigInt(value: unknown): boolean {
  if (typeof value === "bigint") return true;
  return typeof value === "object" && value !== null && Object.values(value).some(hasBigInt);
}
