// Changes when the sentiment engine is measured on other data. The data stays outside: `npm run bench -- sentiment FOLDER`.
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { createSentimentEngine } from '../../shared/sentiment/index.ts';
import { row, type Row } from './table.ts';

/** Files of text TAB neg|neu|pos, with the language a desk would be told. */
const sets: readonly (readonly [file: string, hint: string])[] = [
  ['en.val', 'en'],
  ['en-support.val', 'en'],
  ['en-tweeteval.val', 'en'],
  ['de.val', 'de'],
  ['pl.val', 'pl'],
  ['da.val', 'da'],
  ['ar.val', 'ar'],
  ['fa.val', 'fa'],
  ['fa-snappfood.val', 'fa'],
];
const labels = ['neg', 'neu', 'pos'] as const;
type Label = (typeof labels)[number];

/** Macro-averaged F1 over the labels that occur in the data, in percent. */
function macroF1(pairs: readonly (readonly [truth: Label, said: Label])[]): number {
  const present = labels.filter((label) => pairs.some(([truth]) => truth === label));
  const each = present.map((label) => {
    const hit = pairs.filter(([truth, said]) => truth === label && said === label).length;
    const said = pairs.filter(([, one]) => one === label).length;
    const truth = pairs.filter(([one]) => one === label).length;
    return said + truth === 0 ? 0 : (2 * hit) / (said + truth);
  });
  return (100 * each.reduce((sum, one) => sum + one, 0)) / present.length;
}

/** Macro-F1, accuracy and time per message for each set that is in the folder; without a folder there is nothing to measure. */
export async function bench(args: string[]): Promise<Row[]> {
  const folder = args[0] ?? process.env['PARLEY_SENTIMENT_DATA'];
  if (folder === undefined || !existsSync(folder)) {
    console.log('Give the folder of labelled data as an argument or in PARLEY_SENTIMENT_DATA.');
    return [];
  }
  const engine = createSentimentEngine();
  const rows: Row[] = [];
  const times: number[] = [];
  for (const [file, hint] of sets) {
    const path = join(folder, `${file}.tsv`);
    if (!existsSync(path)) continue;
    let foreign = 0;
    const lines = readFileSync(path, 'utf8').split('\n');
    const pairs = lines
      .filter((line) => line.includes('\t'))
      .map((line) => {
        const cut = line.lastIndexOf('\t');
        const began = performance.now();
        const { level, language } = engine.message(line.slice(0, cut), hint);
        times.push(performance.now() - began);
        if (language !== hint) foreign += 1;
        const said: Label = level === 'neutral' ? 'neu' : /negative/i.test(level) ? 'neg' : 'pos';
        return [line.slice(cut + 1).trim() as Label, said] as const;
      });
    const share = (count: number): number => (100 * count) / pairs.length;
    rows.push(row(`${file} (${pairs.length}): macro-F1`, macroF1(pairs), '%'));
    rows.push(row(`${file}: accuracy`, share(pairs.filter(([truth, said]) => truth === said).length), '%'));
    rows.push(row(`${file}: read as another language`, share(foreign), '%'));
  }
  times.sort((a, b) => a - b);
  rows.push(row('time per message, median', times[times.length >> 1] ?? 0, 'ms'));
  rows.push(row('time per message, p99', times[Math.floor(times.length * 0.99)] ?? 0, 'ms'));
  return rows;
}
