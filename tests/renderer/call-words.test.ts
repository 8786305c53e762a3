// Changes when what is said of a call is said otherwise.
import { expect, test } from 'vitest';
import { callFace, callFacts, callTitle } from '../../renderer/state/call-words.ts';
import type { ConversationCall } from '../../shared/domain/call.ts';
import { en } from '../../shared/i18n/en.ts';
import type { Translate } from '../../renderer/state/intl.tsx';

const t = ((key: keyof typeof en) => en[key]) as Translate;
const duration = (ms: number): string => `${String(ms / 1000)} s`;
const call = (over: Partial<ConversationCall>): ConversationCall => ({
  callId: 'x',
  direction: 'in',
  from: '+4930111111',
  to: '100',
  ringingAt: 0,
  ...over,
});

test.each([
  [
    { answeredAt: 1_000, endedAt: 61_000, outcome: 'completed' },
    'in',
    'Incoming call',
    ['Completed', '60 s', '+49 301 111 11'],
  ],
  [{ endedAt: 9_000, outcome: 'missed' }, 'missed', 'Missed call', ['+49 301 111 11']],
  [
    { endedAt: 9_000, outcome: 'abandoned' },
    'missed',
    'Missed call',
    ['Hung up while it rang', '+49 301 111 11'],
  ],
  [{ endedAt: 9_000, outcome: 'elsewhere' }, 'in', 'Incoming call', ['Answered elsewhere', '+49 301 111 11']],
  [{ direction: 'out', to: '101', endedAt: 9_000, outcome: 'busy' }, 'out', 'Outgoing call', ['Busy', '101']],
  [
    { endedAt: 9_000, outcome: 'failed' },
    'missed',
    'Missed call',
    ['The connection failed', '+49 301 111 11'],
  ],
  [
    { answeredAt: 1_000, endedAt: 61_000, outcome: 'failed' },
    'in',
    'Incoming call',
    ['The connection was lost', '60 s', '+49 301 111 11'],
  ],
  [{ answeredAt: 1_000 }, 'in', 'Incoming call', ['On the call', '+49 301 111 11']],
  [{}, 'in', 'Incoming call', ['Ringing', '+49 301 111 11']],
] as const)('%j is %s: %s', (over, face, title, facts) => {
  const one = call(over);
  expect(callFace(one)).toBe(face);
  expect(callTitle(one, t)).toBe(title);
  expect(callFacts(one, t, duration)).toEqual(facts);
});
