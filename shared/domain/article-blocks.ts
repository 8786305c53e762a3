// Changes when the plain text of an article is cut into blocks differently: the desk and the customer's page show the same.

/** One block of an article. */
export type Block =
  | { kind: 'heading'; text: string }
  | { kind: 'paragraph'; text: string }
  | { kind: 'list'; items: string[] };

/** Paragraphs are separated by an empty line, list items start with "- ", headings with "# ". Nothing is lost. */
export function blocksOf(body: string): Block[] {
  const blocks: Block[] = [];
  let paragraph: string[] = [];
  const endParagraph = (): void => {
    if (paragraph.length > 0) blocks.push({ kind: 'paragraph', text: paragraph.join('\n') });
    paragraph = [];
  };
  for (const line of body.split('\n')) {
    const text = line.trimEnd();
    if (/^#{1,3} +\S/.test(text)) {
      endParagraph();
      blocks.push({ kind: 'heading', text: text.replace(/^#{1,3} +/, '') });
    } else if (/^- +\S/.test(text)) {
      endParagraph();
      const item = text.replace(/^- +/, '');
      const last = blocks.at(-1);
      if (last?.kind === 'list') last.items.push(item);
      else blocks.push({ kind: 'list', items: [item] });
    } else if (text.trim() === '') {
      endParagraph();
    } else {
      paragraph.push(text);
    }
  }
  endParagraph();
  return blocks;
}
