// Where the demo begins: the console, with the situations of the guide above its screens.

import { render } from "preact";
import { App } from "../src/app.tsx";
import { readSettings } from "../src/model/settings.ts";
import { keepForOffline } from "./offline.ts";
import { SituationsPanel } from "./situations-panel.tsx";

const place = document.getElementById("console");
if (place) render(<App settings={readSettings()} aside={SituationsPanel} />, place);
keepForOffline();
