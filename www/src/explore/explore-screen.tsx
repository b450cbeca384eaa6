// Everything that can be called: healthcheck at once, and every operation of the contract that one brings.

import { useMemo } from "preact/hooks";
import { useSpeech } from "../language.ts";
import type { ConsoleModel } from "../model/use-console.ts";
import { ContractDrop } from "../operations-list/contract-drop.tsx";
import { OperationsList } from "../operations-list/operations-list.tsx";
import { RemarksList } from "../operations-list/remarks-list.tsx";
import { addressOf } from "../screens.ts";
import { allOperations } from "./healthcheck.ts";
import { OperationPanel } from "./operation-panel.tsx";

const NONE: never[] = [];

/** `named` is the operation that the address names: where it is none of the contract, the first one is open. */
export function ExploreScreen({ model, named }: { model: ConsoleModel; named: string | undefined }) {
  const { t } = useSpeech();
  const { contract, contractFailure } = model.state;
  const known = contract?.operations;
  const operations = useMemo(() => allOperations(known, t("explore.healthcheck")), [known, t]);
  // The address alone says which is open.
  const operation = operations.find(({ id }) => id === named) ?? operations[0];
  const choose = (id: string) => {
    location.hash = addressOf("explore", id);
  };
  return (
    <div class="workbench">
      <section class="panel workbench-list" aria-labelledby="contract-title">
        <h2 id="contract-title">{t("explore.contract")}</h2>
        <ContractDrop
          loaded={contract && { name: contract.name, operations: contract.operations.length }}
          failure={contractFailure}
          onFile={(text, name) => model.takeContract(text, name)}
          onRemove={model.removeContract}
        />
        <RemarksList remarks={contract?.remarks ?? NONE} />
        <OperationsList operations={operations} chosen={operation?.id} onChoose={choose} />
      </section>
      {operation && <OperationPanel key={operation.id} operation={operation} model={model} />}
    </div>
  );
}
