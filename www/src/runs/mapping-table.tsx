// Where each column goes: by its name, or where one says.

import type { Choice, Look } from "./run.ts";
import { useRunsSpeech } from "./speech.ts";

interface Props {
  look: Look;
  map: Choice["map"];
  onChange: (map: Choice["map"]) => void;
}

export function MappingTable({ look: { columns, names }, map, onChange }: Props) {
  const { t } = useRunsSpeech();
  const change = (column: string, parameter: string) => {
    const others = map.filter(([, it]) => it !== column);
    onChange(parameter === "" ? others : [...others, [parameter, column]]);
  };
  return (
    <table class="mapping" aria-describedby="mapping-hint">
      <caption>{t("setup.mapping")}</caption>
      <thead>
        <tr>
          <th scope="col">{t("setup.column")}</th>
          <th scope="col">{t("setup.goesTo")}</th>
        </tr>
      </thead>
      <tbody>
        {columns.map((column) => (
          <tr key={column}>
            <th scope="row">{column}</th>
            <td>
              <select
                aria-label={t("setup.goesToOf", { column })}
                value={map.find(([, it]) => it === column)?.[0] ?? ""}
                onChange={({ currentTarget }) => change(column, currentTarget.value)}
              >
                <option value="">
                  {names.includes(column) ? t("setup.itself", { name: column }) : t("setup.nowhere")}
                </option>
                {names
                  .filter((name) => name !== column)
                  .map((name) => (
                    <option key={name} value={name}>
                      {name}
                    </option>
                  ))}
              </select>
            </td>
          </tr>
        ))}
      </tbody>
      <tfoot>
        <tr>
          <td colSpan={2} class="hint" id="mapping-hint">
            {t("setup.mappingHint")}
          </td>
        </tr>
      </tfoot>
    </table>
  );
}
