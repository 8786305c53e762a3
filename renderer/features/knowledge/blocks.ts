// Changes when the plain text of an article is cut into blocks differently.

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

/** @returns a stretch of an article without the marks of its headings and lists. */
export function plainExcerpt(text: string): string {
  return text.replace(/(^|\s)#{1,3}\s+(?=\S)/g, '$1').replace(/^- +/gm, '');
}

/** @returns what the customer gets: the title and the summary, short enough for one message. */
export function sendingText(article: { title: string; summary: string }): string {
  const summary = article.summary.trim();
  return summary === '' ? article.title : `${article.title}\n${summary}`;
}

/** @returns the whole article as plain text, its headings and lists as people write them. */
export function plainText(article: { title: string; summary: string; body: string }): string {
  const blocks = blocksOf(article.body).map((block) =>
    block.kind === 'list' ? block.items.map((item) => `- ${item}`).join('\n') : block.text,
  );
  return [article.title, article.summary.trim(), ...blocks].filter((text) => text !== '').join('\n\n');
}
