// The method of an operation: a word, and a colour for those who know the colours.

export function Method({ name }: { name: string }) {
  return (
    <span class="method" data-method={name}>
      {name}
    </span>
  );
}
