// Where the page begins.

import { App } from "./app.tsx";
import { begin } from "./first-screen/begin.ts";
import { readSettings } from "./model/settings.ts";

begin(<App settings={readSettings()} />);
