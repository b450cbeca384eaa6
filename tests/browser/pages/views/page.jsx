// Mounts a view on the page and keeps what it tells its user, so that a test can ask for it.

import "console/styles/index.css";
import { render } from "preact";
import { useState } from "preact/hooks";
import { SpeechContext, speechIn } from "console/language.ts";
import { STAGES } from "./stages.jsx";

/** @import { FunctionComponent } from "preact" */
/** @import { Language } from "../../../node/support/languages.mjs" */
/** @import { Props } from "../../../support/views.mjs" */
/** @import { ToStage } from "./stages.jsx" */

/**
 * Shows a view. `props` are those of its stage in stages.jsx. `views.set(changes)` changes them, `views.props` are the
 * present ones, `views.told` is all that the view has told, as [name, ...arguments].
 */
globalThis.views = {
  told: [],
  props: {},
  set() {},
  show(name, props, language = "fr") {
    const place = document.getElementById("console");
    if (place === null) throw new Error("the page has no place for a view");
    document.documentElement.lang = language;
    document.title = name;
    render(null, place);
    this.told = [];
    render(<Shown name={name} props={props} language={/** @type {Language} */ (language)} />, place);
  },
};

/** @param {{ name: string, props: Props, language: Language }} view */
function Shown({ name, props, language }) {
  const [current, set] = useState(props);
  /** @param {Props} changes */
  const change = (changes) =>
    set((before) => {
      globalThis.views.props = { ...before, ...changes };
      return globalThis.views.props;
    });
  Object.assign(globalThis.views, { props: current, set: change });
  /** @type {ToStage["tell"]} */
  const tell =
    (what) =>
    (...args) =>
      void globalThis.views.told.push([what, ...args]);
  // Which properties a view has is the test's affair.
  const Stage = /** @type {FunctionComponent<Props & ToStage>} */ (Reflect.get(STAGES, name));
  return (
    <SpeechContext.Provider value={speechIn(language)}>
      <section class="panel" aria-labelledby="view-title">
        <h1 id="view-title">{name}</h1>
        <Stage {...current} set={change} tell={tell} />
      </section>
    </SpeechContext.Provider>
  );
}
