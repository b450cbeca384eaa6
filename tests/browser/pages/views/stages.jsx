// For each view, what the console would be to it: it holds the view's state and takes what the view tells.

import { BodyView } from "console/body-view/body-view.tsx";
import { ContractDrop } from "console/operations-list/contract-drop.tsx";
import { CopyAs } from "console/copy-as/copy-as.tsx";
import { HistoryView } from "console/history/history-view.tsx";
import { JsonEditor } from "console/json-editor/json-editor.tsx";
import { OperationsList } from "console/operations-list/operations-list.tsx";
import { TrafficView } from "console/traffic/traffic-view.tsx";
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

function Operations({ operations, chosen, set }) {
  return <OperationsList operations={operations} chosen={chosen} onChoose={(id) => set({ chosen: id })} />;
}

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

function Body({ data, mediaType }) {
  return <BodyView data={data} mediaType={mediaType} />;
}

function Copy({ call }) {
  return <CopyAs call={call} />;
}

function Json({ text = "", set }) {
  return <JsonEditor id="json" label="JSON" text={text} onText={(typed) => set({ text: typed })} />;
}

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

function Traffic({ events, metrics }) {
  return <TrafficView events={events} metrics={metrics} />;
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
