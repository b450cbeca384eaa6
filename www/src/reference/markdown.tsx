// What a contract says in Markdown, as elements of the page: read by a library, drawn by us. HTML in it is shown as it
// is written, pictures by their description (nothing is fetched from elsewhere), and a link leads where it says.

import { fromMarkdown } from "mdast-util-from-markdown";
import type { Nodes, Parents } from "mdast";
import type { ComponentChildren } from "preact";
import { useMemo } from "preact/hooks";

/** A longer text is shown as it is written: reading it would hold up the page. */
const LONGEST = 50_000;

export function Markdown({ text }: { text: string }) {
  const root = useMemo(() => (text.length > LONGEST ? undefined : fromMarkdown(text)), [text]);
  return <div class="markdown">{root === undefined ? <p class="as-written">{text}</p> : drawnIn(root)}</div>;
}

const drawnIn = ({ children }: Parents): ComponentChildren[] => children.map((child) => draw(child));

function draw(node: Nodes): ComponentChildren {
  switch (node.type) {
    case "paragraph":
      return <p>{drawnIn(node)}</p>;
    // Whatever its level, it stands below the title of the operation.
    case "heading":
      return <p class="markdown-heading">{drawnIn(node)}</p>;
    case "list":
      return node.ordered ? <ol start={node.start ?? 1}>{drawnIn(node)}</ol> : <ul>{drawnIn(node)}</ul>;
    case "listItem":
      return <li>{drawnIn(node)}</li>;
    case "blockquote":
      return <blockquote>{drawnIn(node)}</blockquote>;
    case "strong":
      return <strong>{drawnIn(node)}</strong>;
    case "emphasis":
      return <em>{drawnIn(node)}</em>;
    case "inlineCode":
      return <code>{node.value}</code>;
    case "code":
      return <pre>{node.value}</pre>;
    case "break":
      return <br />;
    case "thematicBreak":
      return <hr />;
    case "link":
      return /^(https?|mailto):/i.test(node.url) ? (
        <a href={node.url} target="_blank" rel="noopener noreferrer">
          {drawnIn(node)}
        </a>
      ) : (
        drawnIn(node)
      );
    case "image":
      return node.alt ?? "";
    case "text":
      return node.value;
    case "html":
      return /^<br\s*\/?>$/i.test(node.value) ? <br /> : node.value;
    default:
      return "children" in node ? drawnIn(node) : null;
  }
}
