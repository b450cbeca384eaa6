"use client";
// A page that is rendered on the server first, and is the program of bundled/main.js in the browser.

import "./main.js";

export default function Page() {
  return <main>A page</main>;
}
