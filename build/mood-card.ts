// Reads the figures that the window shows out of the model card, so that the two cannot differ. Changes with the card's tables.
import { readFileSync } from 'node:fs';
import { inRepository } from './paths.ts';

/** As renderer/features/settings/mood-figures.ts has it. */
export interface CardFigures {
  messages: { language: string; rows: number; right: number; exact: number }[];
  talks: { rows: number; exact: number; near: number } | null;
}

const cellsOf = (line: string): string[] =>
  line
    .split('|')
    .slice(1, -1)
    .map((cell) => cell.replaceAll('*', '').trim());

/** @param card the text of the model card. @returns null where it has no such tables. */
export function figuresIn(card: string): CardFigures | null {
  const lines = card.split('\n');
  const from = lines.findIndex((line) => line.startsWith('### Messages to support'));
  const to = lines.findIndex((line, at) => at > from && line.startsWith('### '));
  const rows = (from < 0 ? [] : lines.slice(from, to < 0 ? undefined : to)).flatMap((line) => {
    const cells = cellsOf(line);
    const named = /^([a-z]{2,3}) \((\d+)\)$/.exec(cells[0] ?? '');
    const right = Number.parseFloat(cells[1] ?? '');
    const exact = Number.parseFloat(cells[4] ?? '');
    if (named === null || Number.isNaN(right) || Number.isNaN(exact)) return [];
    return [{ language: named[1]!, rows: Number(named[2]), right, exact }];
  });
  if (rows.length === 0) return null;
  const kept = lines.map(cellsOf).find(([name]) => /^kept aside \(\d+\)$/.test(name ?? ''));
  const exact = Number.parseFloat(kept?.[1] ?? '');
  const near = Number.parseFloat(kept?.[2] ?? '');
  const count = Number(/\d+/.exec(kept?.[0] ?? '')?.[0]);
  const usable = ![exact, near, count].some(Number.isNaN);
  return { messages: rows, talks: usable ? { rows: count, exact, near } : null };
}

/** @returns the figures of the card in this repository. */
export function cardFigures(): CardFigures | null {
  return figuresIn(readFileSync(inRepository('build/sentiment/CARD.md'), 'utf8'));
}
