// Says how far long work is, on a line at a time; changes with how often and in what words.
import type { Progress } from '../service/backup/create.ts';

const words: Readonly<Record<Progress['step'], string>> = {
  read: 'Reading',
  check: 'Checking',
  load: 'Loading',
  finish: 'Finishing',
};
const afterMs = 1000;
const everyMs = 1000;

/**
 * @param clock ms that only measure.
 * @returns what hears of progress: silent for the first second, then a line a second.
 */
export function createMeter(say: (line: string) => void, clock: () => number): (progress: Progress) => void {
  let next = clock() + afterMs;
  return ({ step, table, part }) => {
    if (clock() < next) return;
    next = clock() + everyMs;
    say(`${words[step]}${table === null ? '' : ` ${table}`}: ${Math.floor(part * 100)} %`);
  };
}
