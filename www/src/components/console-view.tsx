// The console itself: the connection on one side, the call and its answer on the other.

import { useSpeech } from "../language.ts";
import type { Config } from "../model/local-server.ts";
import { useConsole } from "../model/use-console.ts";
import { Announcer } from "./announcer.tsx";
import { CallPanel } from "./call-panel.tsx";
import { ConnectionPanel } from "./connection-panel.tsx";

export function ConsoleView({ config }: { config: Config }) {
  const { language } = useSpeech();
  const model = useConsole(config, language);
  return (
    <div class="columns">
      <ConnectionPanel model={model} />
      <CallPanel model={model} />
      <Announcer state={model.state} />
    </div>
  );
}
