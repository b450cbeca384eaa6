// Draws the first screen of the demo while that is built.

import { firstScreen as ofTheConsole } from "../src/first-screen/prerender.tsx";
import type { Settings } from "../src/model/settings.ts";
import { SituationsPanel } from "./situations-panel.tsx";

export const firstScreen = (settings: Settings): string => ofTheConsole(settings, SituationsPanel);
