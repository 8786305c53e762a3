// The engine: text in, level and reasons out. The first one, made of word lists and rules; a trained one can take its place.
import { sumUp } from './conversation.ts';
import { fold } from './fold.ts';
import { identify } from './language.ts';
import { aimedScore, floors, levelOf, profaneScore, spoken } from './levels.ts';
import { findProfanity } from './profanity.ts';
import { weigh, type Share } from './score.ts';
import { tokenise } from './tokens.ts';
import type { MessageSentiment, SentimentEngine, SentimentReason } from './types.ts';

/** Longer texts are read at their beginning and end, where customers say what they want and how they feel. */
const longest = 4000;
const tail = 1000;
const mostReasons = 8;
/** How much it takes to be strong: one word of weight 2 makes a message negative or positive. */
const softness = 9;

interface Read {
  text: string;
  /** Offset of the text in the message. */
  base: number;
}

function parts(message: string): Read[] {
  if (message.length <= longest) return [{ text: message, base: 0 }];
  const from = message.length - tail;
  return [
    { text: message.slice(0, longest - tail), base: 0 },
    { text: message.slice(from), base: from },
  ];
}

/** Everything found in one part, with offsets into the message. */
interface Found {
  shares: Share[];
  profane: { start: number; end: number; aimed: boolean }[];
}

function read({ text, base }: Read, language: string): Found {
  const folded = fold(text);
  const tokens = tokenise(folded.text);
  const start = (at: number): number => folded.from[at] ?? text.length;
  const end = (at: number): number => (at === 0 ? 0 : (folded.to[at - 1] ?? text.length));
  const original = (from: number, to: number): string => text.slice(start(from), end(to));
  const place = <T extends { start: number; end: number }>(one: T): T => ({
    ...one,
    start: base + start(one.start),
    end: base + end(one.end),
  });
  const profane = findProfanity(folded.text, tokens, language === 'en' || language === 'und', original);
  // Without a language only what needs none is read: emoji. English is a safe list for that.
  const locale = language === 'und' ? 'en' : (language as Parameters<typeof weigh>[0]['locale']);
  const all = weigh({ folded: folded.text, original, tokens, locale });
  const clear = all.filter(
    (share) =>
      (language !== 'und' || share.source === 'emoji') &&
      !profane.some((one) => one.start < share.end && share.start < one.end),
  );
  return { shares: clear.map(place), profane: profane.map(place) };
}

function judge(message: string, hint: string | undefined): MessageSentiment {
  const readings = parts(message);
  const folded = fold(readings[0]!.text);
  const language = identify(readings[0]!.text, folded.text, tokenise(folded.text), hint);
  const found = readings.map((one) => read(one, language));
  const profane = found.flatMap((one) => one.profane);
  // Whatever kind was said beside profanity is overruled, and is no reason for the result.
  const shares = found
    .flatMap((one) => one.shares)
    .filter((share) => profane.length === 0 || share.weight < 0);

  const sum = shares.reduce((total, share) => total + share.weight, 0);
  const scale = spoken / Math.sqrt(sum * sum + softness);
  const said = sum * scale;
  const reason = (share: Share): SentimentReason => ({
    ...share,
    weight: share.weight * scale,
    text: message.slice(share.start, share.end),
  });
  const reasons = shares.map(reason);
  let score = said;
  let level = levelOf(said);
  if (profane.length > 0) {
    const very = profane.length > 1 || profane.some((one) => one.aimed) || said <= floors.veryNegative;
    score = very ? aimedScore : profaneScore;
    level = very ? 'veryNegative' : 'negative';
    // The rule takes what the words have not: so the reasons still add up to the score.
    const each = (score - said) / profane.length;
    reasons.push(
      ...profane.map((one) => ({
        start: one.start,
        end: one.end,
        text: message.slice(one.start, one.end),
        weight: each,
        source: 'rule' as const,
      })),
    );
  }
  const strongest = reasons
    .toSorted((a, b) => Math.abs(b.weight) - Math.abs(a.weight) || a.start - b.start)
    .slice(0, mostReasons);
  return { level, score, language, reasons: strongest };
}

/** @returns the engine. It holds no state, so one is enough for a process. */
export function createSentimentEngine(): SentimentEngine {
  return { message: judge, conversation: sumUp };
}
