// Changes when our sentiment engine is measured beside another one. They are installed in a folder of their own, never shipped.
import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { inRepository } from '../../../build/paths.ts';
import { must } from '../../../build/run.ts';

/** Another engine: 0 negative, 1 neutral, 2 positive. English only. */
export interface Peer {
  name: string;
  classOf(text: string): number | Promise<number>;
}

const folder = inRepository('tests', 'bench', 'sentiment', 'peers');
const side = (score: number, border = 0): number => (score > border ? 2 : score < -border ? 0 : 1);

interface Analyzer {
  process(input: { locale: string; text: string }): Promise<{ sentiment: { score: number } }>;
}

/** @returns the others with the borders that their makers give. Installs them where they are not yet. */
export async function openPeers(): Promise<Peer[]> {
  if (!existsSync(join(folder, 'node_modules'))) {
    await must('npm', ['ci', '--no-audit', '--no-fund', '--ignore-scripts'], { cwd: folder });
  }
  const load = createRequire(join(folder, 'package.json'));
  const { default: Sentiment = load('sentiment') } = load('sentiment') as {
    default?: new () => { analyze(text: string): { score: number } };
  };
  const afinn = new Sentiment();
  const vader = load('vader-sentiment') as {
    SentimentIntensityAnalyzer: { polarity_scores(text: string): { compound: number } };
  };
  const { containerBootstrap } = load('@nlpjs/core') as {
    containerBootstrap(): Promise<{ use(plugin: unknown): void }>;
  };
  const { LangEn } = load('@nlpjs/lang-en') as { LangEn: unknown };
  const { SentimentAnalyzer } = load('@nlpjs/sentiment') as {
    SentimentAnalyzer: new (settings: { container: unknown }) => Analyzer;
  };
  const container = await containerBootstrap();
  container.use(LangEn);
  const nlpjs = new SentimentAnalyzer({ container });
  return [
    { name: 'sentiment', classOf: (text) => side(afinn.analyze(text).score) },
    {
      name: 'vader-sentiment',
      classOf: (text) => side(vader.SentimentIntensityAnalyzer.polarity_scores(text).compound, 0.05),
    },
    {
      name: '@nlpjs/sentiment',
      classOf: async (text) => side((await nlpjs.process({ locale: 'en', text })).sentiment.score),
    },
  ];
}
