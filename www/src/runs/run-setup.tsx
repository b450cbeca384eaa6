// What to do with each row of a file: the operation, where the columns go, the quotas; then a dry run, and only after
// it the run itself.

import { useEffect, useRef, useState } from "preact/hooks";
import { FailureView } from "../calls/failure-view.tsx";
import { useSay } from "../frame/announcer.tsx";
import { useSpeech } from "../language.ts";
import { type Failure, failureFrom } from "../model/failure.ts";
import { problemsOf } from "../model/form.ts";
import type { ConsoleModel } from "../model/use-console.ts";
import { addressOf } from "../screens.ts";
import { Incomplete } from "../shared/incomplete.tsx";
import { begin, look, plan, takeContract } from "./local-runs.ts";
import { MappingTable } from "./mapping-table.tsx";
import { PlanView } from "./plan-view.tsx";
import { QuotaFields } from "./quota-fields.tsx";
import { RemoveButton } from "./remove-button.tsx";
import { type Choice, formatOf, type Look, type ShownRun } from "./run.ts";
import { useRunsSpeech } from "./speech.ts";
import type { RunsModel } from "./use-runs.ts";

interface Props {
  run: ShownRun;
  runs: RunsModel;
  model: ConsoleModel;
}

const FORMATS = ["ndjson", "csv"] as const;
const ENCODINGS = ["utf-8", "windows-1252"] as const;

export function RunSetup({ run, runs, model }: Props) {
  const { t } = useRunsSpeech();
  const { t: common } = useSpeech();
  const say = useSay();
  const { contract, form, settings } = model.state;
  const [choice, setChoice] = useState<Choice>(() => run.choice ?? firstChoice(run));
  const { seen, failure: unseen } = useLook(run, choice, contract?.text);
  const [failure, setFailure] = useState<Failure>();
  const [isPlanning, setPlanning] = useState(false);
  const [isIncomplete, setIncomplete] = useState(false);
  const { language } = useSpeech();
  const change = (changes: Partial<Choice>) => {
    setChoice({ ...choice, ...changes });
    setFailure(undefined);
  };
  const isPlanned = run.plan !== undefined && JSON.stringify(run.choice) === JSON.stringify(written(choice));
  const check = async () => {
    if (isPlanning || choice.operation === "") return;
    setPlanning(true);
    const problem = await runs.then(async () => {
      const { calls, failed } = await plan(run.id, choice, language);
      say(t("said.planned", { calls, failed }));
    });
    setFailure(problem);
    setPlanning(false);
  };
  const start = async () => {
    const isMissing = Object.keys(problemsOf(form, settings)).length > 0;
    setIncomplete(isMissing);
    if (isMissing) return;
    setFailure(await runs.then(() => begin(run.id, { form, choice, inDoubt: "hold", again: false }, language)));
  };
  const shownFailure = failure ?? unseen;
  return (
    <section class="panel" aria-labelledby="run-title">
      <h2 id="run-title">{t("setup.title")}</h2>
      <p class="muted">{t("setup.file", { name: run.name, bytes: run.bytes })}</p>
      <form
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          void check();
        }}
      >
        <div class="run-file-choices">
          <Choices
            name="format"
            title={t("setup.format")}
            options={FORMATS.map((it) => [it, t(`setup.${it}`)])}
            chosen={choice.format}
            onChoose={(format) => change({ format, map: [] })}
          />
          <Choices
            name="encoding"
            title={t("setup.encoding")}
            options={ENCODINGS.map((it) => [it, t(`setup.${it}`)])}
            chosen={choice.encoding}
            onChoose={(encoding) => change({ encoding })}
          />
        </div>
        {contract === undefined ? (
          <p class="note">
            {t("setup.noContract")} <a href={addressOf("explore")}>{common("screen.explore")}</a>
          </p>
        ) : (
          <div class="field">
            <label for="run-operation">{t("setup.operation")}</label>
            <select
              id="run-operation"
              value={choice.operation}
              onChange={({ currentTarget }) => change({ operation: currentTarget.value, map: [] })}
            >
              <option value="">{t("setup.chooseOperation")}</option>
              {contract.operations.map(({ id, summary }) => (
                <option key={id} value={id}>
                  {summary === "" || summary === id ? id : `${id}: ${summary}`}
                </option>
              ))}
            </select>
          </div>
        )}
        {seen && choice.operation !== "" && (
          <MappingTable look={seen} map={choice.map} onChange={(map) => change({ map })} />
        )}
        <QuotaFields choice={choice} onChange={change} />
        <div class="buttons">
          <button
            type="submit"
            class={isPlanned ? "button" : "button primary"}
            aria-disabled={isPlanning || choice.operation === "" || contract === undefined}
          >
            {t("setup.plan")}
          </button>
          {isPlanned && run.plan && run.plan.calls > 0 && (
            <button type="button" class="button primary" onClick={() => void start()}>
              {t("setup.begin", { count: run.plan.calls })}
            </button>
          )}
          <RemoveButton run={run} runs={runs} />
        </div>
        <div role="status">{isPlanning && <p class="pending">{t("setup.planning")}</p>}</div>
        {isIncomplete && <Incomplete />}
      </form>
      {shownFailure && <FailureView failure={shownFailure} level={4} />}
      {isPlanned && run.plan && <PlanView plan={run.plan} />}
    </section>
  );
}

interface ChoicesProps<Name extends string> {
  name: string;
  title: string;
  options: readonly (readonly [name: Name, text: string])[];
  chosen: Name;
  onChoose: (name: Name) => void;
}

function Choices<Name extends string>({ name, title, options, chosen, onChoose }: ChoicesProps<Name>) {
  return (
    <fieldset class="choices">
      <legend>{title}</legend>
      {options.map(([option, text]) => (
        <label class="choice" key={option}>
          <input type="radio" name={`run-${name}`} checked={option === chosen} onChange={() => onChoose(option)} />
          <span>{text}</span>
        </label>
      ))}
    </fieldset>
  );
}

const firstChoice = ({ name }: ShownRun): Choice => ({
  format: formatOf(name),
  encoding: "utf-8",
  operation: "",
  map: [],
  rateLimit: {},
});

/** As the server writes it down: without what is not given. */
const written = ({ format, encoding, operation, map, rateLimit, stopAfter }: Choice) => ({
  ...{ format, encoding, operation, map, rateLimit },
  ...(stopAfter !== undefined && { stopAfter }),
});

/** What is in the file, as it is said to be read. The contract goes along once. */
function useLook(run: ShownRun, choice: Choice, contract: string | undefined) {
  const { language } = useSpeech();
  const [state, setState] = useState<{ seen?: Look; failure?: Failure }>({});
  const sent = useRef<string | undefined>(undefined);
  const { format, encoding, operation, map } = choice;
  useEffect(() => {
    let isWanted = true;
    const work = async () => {
      if (contract !== undefined && sent.current !== contract) await takeContract(run.id, contract, language);
      sent.current = contract;
      return look(run.id, choice, language);
    };
    work().then(
      (seen) => isWanted && setState({ seen }),
      (error: unknown) => isWanted && setState({ failure: failureFrom(error, language) }),
    );
    return () => {
      isWanted = false;
    };
  }, [run.id, contract, format, encoding, operation, map]);
  return state;
}
