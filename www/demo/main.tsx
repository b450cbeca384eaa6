// Where the demo begins: the console, with the situations of the guide above its screens.

import { App } from "../src/app.tsx";
import { begin } from "../src/first-screen/begin.ts";
import { readSettings } from "../src/model/settings.ts";
import { keepForOffline } from "./offline.ts";
import { SituationsPanel } from "./situations-panel.tsx";

begin(<App settings={readSettings()} aside={SituationsPanel} />);
keepForOffline();
