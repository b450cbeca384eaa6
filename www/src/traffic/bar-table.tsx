// Named numbers as a table whose rows have bars: the table is the chart.

import { useSpeech } from "../language.ts";

interface Props {
  title: string;
  rows: readonly { name: string; value: number }[];
  unit?: string;
  isBad?: boolean;
}

export function BarTable({ title, rows, unit = "", isBad = false }: Props) {
  const { language } = useSpeech();
  const numbers = new Intl.NumberFormat(language, { maximumFractionDigits: 1 });
  const most = Math.max(...rows.map(({ value }) => value), 1);
  return (
    <table class="bar-table">
      <caption>{title}</caption>
      <tbody>
        {rows.map(({ name, value }) => (
          <tr key={name}>
            <th scope="row">{name}</th>
            <td class="bar-number">
              {numbers.format(value)} {unit}
            </td>
            <td class="bar-cell" aria-hidden="true">
              <svg viewBox="0 0 100 10" preserveAspectRatio="none" aria-hidden="true">
                <rect class={isBad ? "bar bad" : "bar good"} width={(value / most) * 100} height="10" />
              </svg>
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
