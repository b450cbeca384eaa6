// Draws the first screen while the page is built (www/first-screen.ts), in Node.

import { renderToString } from "preact-render-to-string";
import { type Aside, App } from "../app.tsx";
import type { Settings } from "../model/settings.ts";

export const firstScreen = (settings: Settings, aside?: Aside): string =>
  renderToString(<App settings={settings} {...(aside && { aside })} />);
