// For each view, what the console would be to it: it holds the view's state and takes what the view tells.

import { SchemaForm, startingValue } from "console/schema-form/schema-form.tsx";

function Form({ parameters, definitions = {}, value = startingValue(parameters, definitions), mistakes, set, tell }) {
  return (
    <SchemaForm
      parameters={parameters}
      definitions={definitions}
      value={value}
      mistakes={mistakes}
      onChange={(changed) => set({ value: changed })}
      onProblem={tell("problem")}
    />
  );
}

export const STAGES = { form: Form };
