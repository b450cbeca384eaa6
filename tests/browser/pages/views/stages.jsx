// For each view, what the console would be to it: it holds the view's state and takes what the view tells.

import { BodyView } from "console/body-view/body-view.tsx";
import { ContractDrop } from "console/operations-list/contract-drop.tsx";
import { CopyAs } from "console/copy-as/copy-as.tsx";
import { HistoryView } from "console/history/history-view.tsx";
import { JsonEditor } from "console/json-editor/json-editor.tsx";
import { OperationsList } from "console/operations-list/operations-list.tsx";
import { TrafficView } from "console/traffic/traffic-view.tsx";
import { SchemaForm, startingValue } from "console/schema-form/schema-form.tsx";

/** @import { ComponentProps } from "preact" */
/** @import { Props } from "../../../support/views.mjs" */

/**
 * What each stage gets beside the properties of its view: how it changes them, and how it tells what the view has told.
 * @typedef {{ set: (changes: Props) => void, tell: (what: string) => (...args: unknown[]) => void }} ToStage
 */

/** @typedef {Omit<ComponentProps<typeof SchemaForm>, "definitions" | "value" | "onChange" | "onProblem">} FormProps */
/** @typedef {Partial<Pick<ComponentProps<typeof SchemaForm>, "definitions" | "value">>} FormDefaults */

/** @param {FormProps & FormDefaults & ToStage} props */
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

/** @param {Omit<ComponentProps<typeof OperationsList>, "onChoose"> & ToStage} props */
function Operations({ operations, chosen, set }) {
  return <OperationsList operations={operations} chosen={chosen} onChoose={(id) => set({ chosen: id })} />;
}

/** @param {Omit<ComponentProps<typeof ContractDrop>, "onFile" | "onRemove"> & ToStage} props */
function Contract({ loaded, failure, set, tell }) {
  return (
    <ContractDrop
      loaded={loaded}
      failure={failure}
      onFile={tell("file")}
      onRemove={() => {
        set({ loaded: undefined });
        tell("remove")();
      }}
    />
  );
}

/** @param {ComponentProps<typeof BodyView>} props */
function Body({ data, mediaType }) {
  return <BodyView data={data} mediaType={mediaType} />;
}

/** @param {ComponentProps<typeof CopyAs>} props */
function Copy({ call }) {
  return <CopyAs call={call} />;
}

/** @param {{ text?: string } & ToStage} props */
function Json({ text = "", set }) {
  return <JsonEditor id="json" label="JSON" text={text} onText={(typed) => set({ text: typed })} />;
}

/** @param {Pick<ComponentProps<typeof HistoryView>, "exchanges"> & ToStage} props */
function History({ exchanges, set, tell }) {
  return (
    <HistoryView
      exchanges={exchanges}
      onReplay={({ id }) => tell("replay")(id)}
      onOpen={({ id }) => tell("open")(id)}
      onClear={() => set({ exchanges: [] })}
    />
  );
}

/** @param {ComponentProps<typeof TrafficView>} props */
function Traffic({ events, metrics, quota }) {
  return <TrafficView events={events} metrics={metrics} quota={quota} />;
}

export const STAGES = {
  form: Form,
  operations: Operations,
  contract: Contract,
  body: Body,
  copy: Copy,
  json: Json,
  history: History,
  traffic: Traffic,
};
