// Changes when the seeded world has other macros, scripts, further quick replies or rules of masking.
import type { QuickReply } from '../../shared/domain/knowledge.ts';
import type { Macro, MacroStep, Script } from '../../shared/domain/macro.ts';
import type { MaskRule } from '../../shared/domain/mask.ts';
import type { Locale } from '../../shared/domain/people.ts';
import { toolTexts, type ToolTexts } from './content/tools.ts';

/** @returns quick replies of one language beside those of its content, everybody's. */
export function makeMoreReplies(locale: Locale): QuickReply[] {
  return toolTexts[locale].replies.map(({ key, title, tags, text }) => ({
    id: `reply-${locale}-${key}`,
    title,
    text,
    locale,
    tags: [...tags],
    ownerId: null,
  }));
}

/** The steps of each macro; its words come from the language. */
const macros: { key: keyof ToolTexts['macros']; tags: string[]; steps: (words: ToolTexts) => MacroStep[] }[] =
  [
    {
      key: 'begin',
      tags: ['start'],
      steps: ({ words }) => [
        { do: 'case', status: 'open', toMe: true, when: { of: 'hasCase', is: 'yes' } },
        { do: 'write', text: words.hello },
      ],
    },
    {
      key: 'refund',
      tags: ['money'],
      steps: ({ words }) => [
        {
          do: 'newCase',
          title: words.refundTitle,
          kind: 'service',
          priority: 'normal',
          when: { of: 'hasCase', is: 'no' },
        },
        { do: 'case', status: 'pending', category: words.refundCategory, toMe: true },
        { do: 'tag', of: 'case', add: [words.refundTag], remove: [] },
        { do: 'note', text: words.refundNote },
        { do: 'write', text: words.refundText },
      ],
    },
    {
      key: 'callback',
      tags: ['call'],
      steps: ({ words }) => [
        { do: 'activity', kind: 'call', title: words.callTitle, inHours: 4 },
        { do: 'write', text: words.callText },
      ],
    },
    {
      key: 'escalate',
      tags: ['urgent'],
      steps: ({ words }) => [
        { do: 'case', priority: 'urgent', when: { of: 'hasCase', is: 'yes' } },
        { do: 'internal', text: words.escalateText },
        { do: 'write', text: words.escalateReply },
      ],
    },
    {
      key: 'identify',
      tags: ['customer'],
      steps: ({ words }) => [
        { do: 'write', text: words.identifyText, when: { of: 'hasCustomer', is: 'no' } },
        { do: 'open', tab: 'customer', articleId: null, when: { of: 'hasCustomer', is: 'yes' } },
      ],
    },
    {
      key: 'solved',
      tags: ['end'],
      steps: ({ words }) => [
        { do: 'case', status: 'resolved', when: { of: 'hasCase', is: 'yes' } },
        { do: 'send', text: words.solvedText },
        { do: 'end' },
      ],
    },
  ];

/** @returns everybody's macros of one language. */
export function makeMacros(locale: Locale): Macro[] {
  const texts = toolTexts[locale];
  return macros.map(({ key, tags, steps }) => ({
    id: `macro-${locale}-${key}`,
    ownerId: null,
    title: texts.macros[key],
    locale,
    tags,
    steps: steps(texts),
  }));
}

/** Steps whose text is for the agent alone. */
const guidance = new Set(['welcome 3', 'returns 2']);

/** Which step of a script runs which macro. */
const stepMacros: Partial<Record<string, (locale: Locale) => string>> = {
  'welcome 2': (locale) => `macro-${locale}-identify`,
  'welcome 4': (locale) => `macro-${locale}-solved`,
  'returns 3': (locale) => `macro-${locale}-refund`,
  'faults 4': (locale) => `macro-${locale}-callback`,
};

/** @returns everybody's scripts of one language: a welcome for every queue, returns, and faults. */
export function makeScripts(locale: Locale): Script[] {
  const { scripts } = toolTexts[locale];
  const script = (key: keyof ToolTexts['scripts'], queueId: string | null): Script => ({
    id: `script-${locale}-${key}`,
    ownerId: null,
    title: scripts[key].title,
    locale,
    channel: null,
    queueId,
    steps: scripts[key].steps.map(([title, text], at) => ({
      id: `script-${locale}-${key}-${String(at + 1)}`,
      title,
      // What is said to the customer; the others are told to the agent.
      text: text === '' || guidance.has(`${key} ${String(at + 1)}`) ? text : `> ${text}`,
      macroId: stepMacros[`${key} ${String(at + 1)}`]?.(locale) ?? null,
      scriptId: key === 'welcome' && at === 2 ? `script-${locale}-faults` : null,
    })),
  });
  return [script('welcome', null), script('returns', 'queue-orders'), script('faults', 'queue-technical')];
}

/** Card numbers are masked from the first day; the others wait for an admin. */
export function makeMaskRules(): MaskRule[] {
  const rule = (id: string, name: string, finds: MaskRule['finds'], on: boolean): MaskRule => ({
    id: `mask-${id}`,
    name,
    finds,
    pattern: '',
    mark: '•',
    of: ['customer', 'agent'],
    on,
  });
  return [rule('card', 'Card numbers', 'card', true), rule('iban', 'Bank accounts', 'iban', false)];
}
