// Who writes next: every script once before any comes again, languages mixed as a desk would meet them. Deterministic by seed.
import type { Locale } from '../../shared/domain/people.ts';
import { createRandom, type Random } from '../seed/random.ts';
import { scriptsByLocale } from './scripts/index.ts';
import type { Script } from './script.ts';

const shares: readonly (readonly [Locale, number])[] = [
  ['en', 5],
  ['de', 3],
  ['pl', 2],
  ['da', 2],
  ['ar', 2],
  ['fa', 2],
];

/** The first two to write, so that a demo begins with somebody most people can read. */
const first: readonly Locale[] = ['en', 'de'];

/** @returns a source of scripts and of chance for each customer; the same for the same seed. */
export function createCasting(seed: number): () => { script: Script; random: Random } {
  const random = createRandom(seed);
  let left: Script[] = [];
  let count = 0;
  return () => {
    if (left.length === 0) left = Object.values(scriptsByLocale).flat();
    const open = shares.filter(([locale]) => left.some((script) => script.locale === locale));
    const locale = first[count++] ?? random.weighted(open);
    const script = random.pick(left.filter((one) => one.locale === locale));
    left = left.filter((one) => one !== script);
    return { script, random: createRandom(random.int(0, 2 ** 31 - 1)) };
  };
}
