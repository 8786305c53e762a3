// Changes when the model is trained in other steps. `node build/sentiment/train.ts --data DIR [--lists DIR] [--out FILE]`.
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { createSentimentEngine } from '../../shared/sentiment/index.ts';
import type { Talk } from '../../shared/sentiment/conversation.ts';
import type { Valence } from '../../shared/sentiment/read.ts';
import type { ExplainingEngine } from '../../shared/sentiment/types.ts';
import { languageTag } from '../../shared/sentiment/words.ts';
import { writeCard } from './card.ts';
import { judgedBy, ownLanguages, readSet, readTalks } from './data.ts';
import { featurise } from './featurise.ts';
import { learnGate } from './gate.ts';
import { classOfOdds, oddsOf, type Polarity } from './keep.ts';
import { learnLean, type Asked, type Lean } from './lean.ts';
import { readList } from './lists.ts';
import { ask } from './measure.ts';
import { learnPolarity } from './polarity.ts';
import { prepare } from './prepare.ts';
import { learnSecondModels, type SecondModel } from './second-models.ts';
import { settings } from './settings.ts';
import { learnStrength, type Strength } from './strength.ts';
import { learnSecond, unlearned, weighUnread } from './second.ts';
import { learnTalk, plainTalk, type ScoredTalk } from './talks.ts';
import { learnTongues } from './tongues.ts';
import { packWeights } from './write.ts';

const own = fileURLToPath(new URL('.', import.meta.url));
const shipped = fileURLToPath(new URL('../../shared/sentiment/weights.bin', import.meta.url));

/** The trained file, and what the card says of the training. */
interface Trained {
  file: Uint8Array;
  notes: string[];
}

/** Trains everything. */
async function train(data: string, lists: string | undefined, say: (line: string) => void): Promise<Trained> {
  const sources = { own, data, lists };
  const learning = learnSecondModels(sources, say);
  const { words, valence, lessons, texts, dictionary } = prepare(sources, say);
  const polarity = learnPolarity(lessons, settings.polarity, say, dictionary);
  const gate = learnGate(lessons, settings.gatePlaces, 1);
  say('gate learned');
  const strength = learnStrength(lessons, settings.strengthPlaces, 1);
  say('strength learned');
  const tongues = learnTongues(
    texts,
    (language) => [...readList(lists, language).keys()],
    settings.languagePlaces,
    1,
  );
  say('languages learned');
  const asked = askGeneral(polarity, data, valence);
  const lean = learnLean(asked);
  say(`leaning of languages learned: ${JSON.stringify(lean.general)}`);
  const pack = (of: Polarity, felt: Strength, second: number[][], talk: Talk): Uint8Array =>
    packWeights(
      {
        marks: of.marks,
        polarity: of.weights,
        strength: felt.weights,
        gate: gate.weights,
        language: tongues.weights,
        words,
      },
      {
        bias: of.bias,
        support: [of.support[0] + settings.feeling[0], of.support[1] + settings.feeling[1]],
        general: lean.general,
        strengthCuts: felt.cuts,
        second,
        gateBias: gate.bias,
        languageBias: tongues.bias,
        talk,
      },
    );
  // How sure it is of messages that it has learned from says little of how sure it will be of others: each of the second models has
  // not read some of them. By these is learned how a message and its sentences weigh against each other, and by one of them and the
  // first chosen how moods move.
  const anyTalk = { ...plainTalk, cuts: [-0.6, -0.35, -0.1, 0.1, 0.35, 0.6] };
  const models = await learning;
  const heard = models.flatMap((model, by) =>
    weighUnread(
      pack(model.polarity, model.strength, unlearned, anyTalk),
      lessons.filter(({ unread, varied }) => unread === by && varied !== true),
    ),
  );
  const table = learnSecond(heard);
  say('second judgement learned');
  const talks = ownLanguages.flatMap((language) => readTalks(own, language, false));
  const scored = (of: Polarity, felt: Strength): ScoredTalk[] => {
    const engine = createSentimentEngine(pack(of, felt, table, anyTalk));
    return talks.map(({ language, messages, level }) => ({
      scores: messages.map((text, at) => engine.message(text, language, at > 0).score),
      level,
    }));
  };
  const [other] = models as [SecondModel];
  const learned = learnTalk(scored(other.polarity, other.strength), scored(polarity, strength));
  say(`conversations learned: ${JSON.stringify(learned)}`);
  const file = pack(polarity, strength, table, learned.talk);
  const percent = (share: number): string => (100 * share).toFixed(1);
  return {
    file,
    notes: [
      agreement(createSentimentEngine(file), polarity, lean.general, data, valence),
      leaning(asked, lean),
      `How a message and its sentences weigh against each other was learned from ${heard.length} rows and replies that train, each heard by a model that has not read it; by the replies also how much more often what is said in the middle of a conversation is plain (SENT-18).`,
      `How the mood of a conversation moves with its messages was chosen on the ${talks.length} conversations that train, by five-fold cross-validation, drawn four times, half by a model that has not read their messages, half by this one: by the first the level is exact in ${percent(learned.exact)} %, within one in ${percent(learned.withinOne)} % of those left out. The borders of the levels are where they fit both best.`,
    ],
  };
}

/** @returns what the model without the part for support says of the validation sets that a language's lean is chosen on. */
function askGeneral(polarity: Polarity, data: string, valence: Valence): (Asked & { name: string })[] {
  return judgedBy.flatMap(({ name, language, leans }) => {
    const set = leans === undefined ? undefined : readSet(data, name, 'val', language);
    if (leans === undefined || set === undefined) return [];
    const sparse = featurise(set.texts, language, valence);
    const odds = set.labels.map((_, row) => oddsOf(polarity, sparse, row, languageTag(language), false));
    return [{ name, language, weight: leans, odds, labels: set.labels }];
  });
}

/** @returns a sentence on what the leaning of languages is worth on texts that it was not chosen on. */
function leaning(
  asked: readonly { name: string }[],
  { before, after }: { before: readonly number[]; after: readonly number[] },
): string {
  const each = asked.map(({ name }, at) => `${name} ${before[at]!.toFixed(1)} → ${after[at]!.toFixed(1)}`);
  return `How readily a language is negative or positive outside of support was chosen on the validation parts below (two numbers each). On fifths that it was not chosen on, macro-F1 without → with: ${each.join(', ')}.`;
}

/** @returns a sentence on how often the bytes say what the numbers said from which they were made. */
function agreement(
  engine: ExplainingEngine,
  polarity: Polarity,
  general: readonly Lean[],
  data: string,
  valence: Valence,
): string {
  let same = 0;
  let all = 0;
  for (const { name, language } of judgedBy) {
    const set = readSet(data, name, 'val', language);
    if (set === undefined) continue;
    const { said, languages } = ask(engine, set, true, 'model');
    const sparse = featurise(set.texts, language, valence);
    const tag = languageTag(language);
    const [leanDown, leanUp] = general[tag - 1]!;
    said.forEach((one, row) => {
      // Read as another language, both would not be asked the same.
      if (languages[row] !== language) return;
      const [down, up] = oddsOf(polarity, sparse, row, tag, false);
      all += 1;
      if (one === classOfOdds([down + leanDown, up + leanUp])) same += 1;
    });
  }
  return `Weights as bytes and weights as learned agree on the class of ${((100 * same) / all).toFixed(2)} % of ${all} validation texts.`;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const { values } = parseArgs({
    options: {
      data: { type: 'string' },
      lists: { type: 'string' },
      out: { type: 'string' },
      card: { type: 'string' },
    },
  });
  if (values.data === undefined) throw new Error('Give the folder of labelled data: --data DIR');
  const began = Date.now();
  const say = (line: string): void =>
    console.log(`${((Date.now() - began) / 1000).toFixed(0).padStart(4)} s  ${line}`);
  const { file, notes } = await train(values.data, values.lists, say);
  writeFileSync(values.out ?? shipped, file);
  writeFileSync(values.card ?? join(own, 'CARD.md'), writeCard(file, own, values.data, notes));
  say('the card is written');
}
