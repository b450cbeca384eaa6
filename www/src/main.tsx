// Where the page begins: asks the local server what there is, and shows the console.

import { render } from "preact";
import { App } from "./app.tsx";

const place = document.getElementById("console");
if (place) render(<App />, place);
