// Where the page begins.

import { render } from "preact";
import { App } from "./app.tsx";
import { readSettings } from "./model/settings.ts";

const place = document.getElementById("console");
if (place) render(<App settings={readSettings()} />, place);
