// Mounts a view on the page and keeps what it tells its user, so that a test can ask for it.

import "console/styles/index.css";
import { render } from "preact";
import { useState } from "preact/hooks";
import { SpeechContext, speechIn } from "console/language.ts";
import { STAGES } from "./stages.jsx";

/**
 * Shows a view. `props` are those of its stage in stages.jsx. `views.set(changes)` changes them, `views.props` are the
 * present ones, `views.told` is all that the view has told, as [name, ...arguments].
 */
globalThis.views = {
  told: [],
  show(name, props, language = "fr") {
    document.documentElement.lang = language;
    document.title = name;
    render(null, document.getElementById("console"));
    this.told = [];
    render(<Shown name={name} props={props} language={language} />, document.getElementById("console"));
  },
};

function Shown({ name, props, language }) {
  const [current, set] = useState(props);
  const change = (changes) => set((before) => (globalThis.views.props = { ...before, ...changes }));
  Object.assign(globalThis.views, { props: current, set: change });
  const tell =
    (what) =>
    (...args) =>
      void globalThis.views.told.push([what, ...args]);
  const Stage = STAGES[name];
  return (
    <SpeechContext.Provider value={speechIn(language)}>
      <section class="panel" aria-labelledby="view-title">
        <h1 id="view-title">{name}</h1>
        <Stage {...current} set={change} tell={tell} />
      </section>
    </SpeechContext.Provider>
  );
}
