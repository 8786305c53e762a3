// The engine: text in, level and reasons out. Trained weights, and rules that stand above them.
import { sumUp } from './conversation.ts';
import { phrased, tellReasons, type Felt, type Share } from './explain.ts';
import { rolesOf } from './fillers.ts';
import { isCourtesy } from './courtesy.ts';
import { createIdentify } from './language.ts';
import { aimedScore, cuts, levelOf, profaneScore, spoken } from './levels.ts';
import { createModel, type Domain, type Opinion } from './model.ts';
import { findProfanity } from './profanity.ts';
import type { Judged } from './languages.ts';
import { cut, read, type Reading } from './read.ts';
import { chancesOf, cluesOf, hearSentences, mixed, shownBy, weighClues, type Verdict } from './second.ts';
import { emojiWeight } from './emoji.ts';
import type {
  ExplainingEngine,
  Explanation,
  MessageSentiment,
  SentimentEngine,
  SentimentReason,
} from './types.ts';
import type { Token } from './tokens.ts';
import { scoreOf } from './verdict.ts';
import { readWeights } from './weights.ts';

/** Longer texts are read at their beginning and end, where customers say what they want and how they feel. */
const longest = 2000;
const tail = 1000;
/** What money asked back, a threat to leave, thanks for nothing come to at least. */
const ruleScore = -0.45;
/**
 * So sure must the model be that somebody is glad, to stand against such a rule. Of where the training rows on which one hits are
 * right most often, each heard by a model that has not read it.
 */
const gladness = 0.6;
/** Of fewer words beside an oath it is the oath that sounds so strong: it counts once. */
const enoughBeside = 5;
/** How many emoji it takes to be strong where nothing else is said. */
const emojiSoftness = 6;

/** A text as it is read, and the way back to the message. */
interface Part {
  text: string;
  back(at: number): number;
}

function shorten(message: string): Part {
  if (message.length <= longest) return { text: message, back: (at) => at };
  const head = longest - tail - 1;
  const from = message.length - tail;
  return {
    text: `${message.slice(0, head)}\n${message.slice(from)}`,
    back: (at) => (at <= head ? at : from + at - head - 1),
  };
}

/**
 * @param file the weights, as the training wrote them.
 * @returns the engine. It holds scratch memory and no state: the same text gives the same result, always.
 * @throws AppError `storage` for a damaged file of weights, `version` for one of another version.
 */
export function createSentimentEngine(file: Uint8Array): ExplainingEngine {
  const weights = readWeights(file);
  const model = createModel(weights);
  const identify = createIdentify(weights);
  const { second, strengthCuts, talk } = weights.description;

  function look(message: string, hint: string | undefined, domain: Domain) {
    const part = shorten(message);
    const pieces = cut(part.text);
    const { folded, tokens } = pieces;
    const language = identify(part.text, folded, tokens, hint);
    const reading = language === 'und' ? undefined : read(part.text, pieces, language, model.valence);
    const opinion =
      reading === undefined || language === 'und' ? undefined : model.judge(reading.input, language, domain);
    const rules = reading?.rules ?? [];
    const start = (at: number): number => part.back(folded.from[at] ?? part.text.length);
    const end = (at: number): number =>
      at === 0 ? 0 : part.back((folded.to[at - 1] ?? part.text.length) - 1) + 1;
    return { part, folded, tokens, language, reading, opinion, rules, start, end };
  }

  /** The second judgement: the whole of a message against its sentences, each heard by itself. */
  function weigh(reading: Reading, opinion: Opinion, language: Judged, answers: boolean): Verdict {
    const each = hearSentences(model, reading, opinion, language);
    const shown = shownBy(reading.tokens, answers);
    const verdict = weighClues(cluesOf(opinion, each, shown, strengthCuts), second);
    return mixed(verdict, chancesOf(opinion), opinion.support);
  }

  function judge(message: string, hint?: string, answers = false): MessageSentiment {
    const {
      part,
      folded,
      tokens,
      language,
      reading,
      opinion,
      rules: phrases,
      start,
      end,
    } = look(message, hint, 'auto');
    const original = (from: number, to: number): string =>
      part.text.slice(folded.from[from] ?? part.text.length, to === 0 ? 0 : folded.to[to - 1]);
    const english = englishIn(language, hint, tokens);
    const verdict =
      reading === undefined || opinion === undefined || language === 'und'
        ? undefined
        : weigh(reading, opinion, language, answers);
    const glad = verdict !== undefined && verdict[3] + verdict[4] > gladness;
    // An English oath in another language is as often delight: there it is a rule only where nobody is glad.
    const profane = english || !glad ? findProfanity(folded.text, tokens, english, original) : [];
    const courteous = language !== 'und' && isCourtesy(folded.text, tokens, language);
    const said = courteous
      ? 0
      : opinion !== undefined && verdict !== undefined
        ? scoreOf(verdict, opinion.strength, strengthCuts)
        : emojiScore(tokens);
    // A rule of words holds unless the rest is clearly glad; thanks for nothing are never glad.
    const hits = phrases.filter(({ sure }) => sure || !glad);
    let score = hits.length > 0 ? Math.min(said, ruleScore) : said;
    if (profane.length > 0) {
      const very =
        profane.length > 1 ||
        profane.some(({ aimed }) => aimed) ||
        (score <= -cuts[2] && wordsBeside(tokens, profane) >= enoughBeside);
      score = very ? aimedScore : profaneScore;
    }
    const level = levelFor(score);
    const reason = ({ start: from, end: to, weight, source }: Share): SentimentReason => {
      const [first, last] = [start(from), end(to)];
      return { start: first, end: last, text: message.slice(first, last), weight, source };
    };
    if (level === 'neutral') return { level, score, language, reasons: [] };
    const felt: Felt =
      opinion !== undefined && language !== 'und'
        ? phrased(tokens, opinion.shares, rolesOf(language), opinion.rest)
        : { named: tokens.flatMap(emojiShare), rest: 0 };
    const { reasons, rest } = tellReasons(felt, said, score, profane.length > 0 ? profane : hits);
    return { level, score, language, reasons: reasons.map(reason), rest };
  }

  function explain(message: string, hint?: string, domain: Domain = 'auto'): Explanation {
    const { tokens, language, opinion, start, end } = look(message, hint, domain);
    return opinion === undefined
      ? { language, logit: 0, bias: 0, parts: [], negative: 0, neutral: 1, positive: 0 }
      : { language, ...explained(message, opinion, tokens, start, end) };
  }

  return { message: judge, conversation: (scores) => sumUp(scores, talk), explain };
}

function explained(
  message: string,
  opinion: Opinion,
  tokens: readonly { start: number; end: number }[],
  start: (at: number) => number,
  end: (at: number) => number,
): Omit<Explanation, 'language'> {
  const [negative, neutral, positive] = chancesOf(opinion);
  const parts = tokens.map((token, at) => {
    const [first, last] = [start(token.start), end(token.end)];
    return { start: first, end: last, text: message.slice(first, last), weight: opinion.shares[at] ?? 0 };
  });
  return {
    logit: opinion.positive - opinion.negative,
    bias: opinion.rest,
    parts,
    negative,
    neutral,
    positive,
  };
}

const wordsBeside = (tokens: readonly Token[], hits: readonly { start: number; end: number }[]): number =>
  tokens.filter(
    ({ kind, start, end }) => kind === 'word' && !hits.some((hit) => hit.start < end && start < hit.end),
  ).length;

/** Very short messages are English too where the customer is known to write English. */
const short = 4;
function englishIn(language: string, hint: string | undefined, tokens: readonly Token[]): boolean {
  if (language === 'en' || language === 'und') return true;
  return /^en\b/i.test(hint ?? '') && tokens.filter(({ kind }) => kind === 'word').length <= short;
}

const emojiShare = ({ kind, text, start, end }: Token): Share[] =>
  kind === 'emoji' ? [{ start, end, weight: emojiWeight(text), source: 'emoji' }] : [];

/** The same emoji ten times says a little more than once. */
function emojiScore(tokens: readonly Token[]): number {
  const sum = tokens.flatMap(emojiShare).reduce((total, { weight }) => total + weight, 0);
  const bounded = Math.max(-3, Math.min(3, sum));
  return (spoken * bounded) / Math.sqrt(bounded * bounded + emojiSoftness);
}

function levelFor(score: number): MessageSentiment['level'] {
  if (score <= aimedScore) return 'veryNegative';
  return score <= profaneScore ? 'negative' : levelOf(score);
}

/** @returns an engine that judges nothing: what the desk goes on with when the weights cannot be read. */
export function createSilentEngine(): SentimentEngine {
  return {
    silent: true,
    message: () => ({ level: 'neutral', score: 0, language: 'und', reasons: [] }),
    conversation: () => ({ level: 'neutral', score: 0, steps: [] }),
  };
}
