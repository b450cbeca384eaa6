// Where one begins: the connection on one side, the first call and its answer on the other.

import { CallPanel } from "../calls/call-panel.tsx";
import type { ConsoleModel } from "../model/use-console.ts";
import { ConnectionPanel } from "./connection-panel.tsx";

export function ConnectScreen({ model }: { model: ConsoleModel }) {
  return (
    <div class="columns">
      <ConnectionPanel model={model} />
      <CallPanel model={model} />
    </div>
  );
}
