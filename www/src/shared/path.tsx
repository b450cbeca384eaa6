// The path of an operation. Where it is too long for its line it goes on after a slash, not within a name.

import { Fragment } from "preact";

export function Path({ text }: { text: string }) {
  const [first, ...rest] = text.split("/");
  return (
    <>
      {first}
      {rest.map((part, place) => (
        <Fragment key={place}>
          /<wbr />
          {part}
        </Fragment>
      ))}
    </>
  );
}
