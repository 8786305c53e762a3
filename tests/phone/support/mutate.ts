// Changes when hostile lines spoil messages in another way.
import type { Chance } from '../../simulation/chance.ts';

const odd = [
  '\0',
  '\r',
  '\n',
  '\r\n',
  '\r\n\r\n',
  '"',
  '<',
  '>',
  ';',
  ':',
  ',',
  '%',
  '%00',
  '\\',
  '=',
  ' ',
  '\t',
  '\u202e',
  '\ufeff',
  '\ud800',
  '😀',
  'é',
];
const numbers = ['-1', '0', '00', '4294967296', '9'.repeat(40), '1e9', 'NaN', '0x10', ''];
const bodies = [
  'v=0\r\n',
  'v=0\r\no=- 1 1 IN IP4 0.0.0.0\r\ns=-\r\nt=0 0\r\nm=audio 0 RTP/AVP\r\n',
  'm=audio 9 UDP/TLS/RTP/SAVPF 111\r\n'.repeat(300),
  `v=0\r\na=${'x'.repeat(20_000)}\r\n`,
  '\0'.repeat(100),
  '{"sdp":true}',
];

/** One way of spoiling a text. */
type Spoil = (text: string, chance: Chance) => string;

const cut = (text: string, chance: Chance): [number, number] => {
  const from = chance.int(0, text.length);
  return [from, Math.min(text.length, from + chance.int(0, 40))];
};
const changeLine = (text: string, chance: Chance, change: (line: string) => readonly string[]): string => {
  const lines = text.split('\r\n');
  const at = chance.int(0, lines.length - 1);
  lines.splice(at, 1, ...change(lines[at]!));
  return lines.join('\r\n');
};

const ways: readonly (readonly [number, Spoil])[] = [
  // A few characters away, doubled, or turned into others.
  [
    4,
    (text, chance) => {
      const [from, to] = cut(text, chance);
      return text.slice(0, from) + text.slice(to);
    },
  ],
  [
    2,
    (text, chance) => {
      const [from, to] = cut(text, chance);
      return text.slice(0, to) + text.slice(from);
    },
  ],
  [
    4,
    (text, chance) => {
      const [from] = cut(text, chance);
      return text.slice(0, from) + chance.pick(odd) + text.slice(from + 1);
    },
  ],
  [
    2,
    (text, chance) => {
      const [from] = cut(text, chance);
      return text.slice(0, from) + chance.pick(odd).repeat(chance.int(1, 3_000)) + text.slice(from);
    },
  ],
  // Lines away, doubled, empty, exchanged.
  [4, (text, chance) => changeLine(text, chance, () => [])],
  [3, (text, chance) => changeLine(text, chance, (line) => [line, line])],
  [
    1,
    (text, chance) =>
      changeLine(text, chance, (line) => Array.from({ length: chance.int(2, 400) }, () => line)),
  ],
  [2, (text, chance) => changeLine(text, chance, (line) => [`${line.split(':')[0]}:`])],
  [
    2,
    (text, chance) => {
      const lines = text.split('\r\n');
      return [lines[0], ...chance.shuffled(lines.slice(1))].join('\r\n');
    },
  ],
  [
    2,
    (text, chance) =>
      changeLine(text, chance, (line) =>
        line.split(':').length > 1 ? [line.replace(':', ':\r\n ')] : [line],
      ),
  ],
  [2, (text, chance) => text.replace(/\d+/, () => chance.pick(numbers))],
  [
    3,
    (text, chance) => changeLine(text, chance, (line) => [line.replace(/\d+/, () => chance.pick(numbers))]),
  ],
  [
    2,
    (text, chance) =>
      text.replace(
        /^(CSeq|Max-Forwards|Content-Length|Expires)\s*:.*$/im,
        (_line, name: string) => `${name}: ${chance.pick(numbers)} INVITE`,
      ),
  ],
  // Names and addresses that are none, or too long.
  [
    2,
    (text, chance) =>
      text.replace(
        /^(From|To|Contact|Via|Refer-To|Replaces)\s*:.*$/im,
        (_line, name: string) =>
          `${name}: ${chance.pick(['<', '"', '<sip:>', '*', 'sip:', '<sip:a@b;c=d?e=f>', `"${'A'.repeat(5_000)}" <sip:a@b>;tag=1`, ';;;,,,', '<tel:+1>', '<javascript:alert(1)>'])}`,
      ),
  ],
  [
    1,
    (text, chance) =>
      text.replace(/^[A-Z]+ \S+/, () =>
        chance.pick([
          'INVITE sip:',
          'BYE *',
          'X sip:a@b',
          'invite sip:101@pbx.invalid',
          'PRACK sip:101@pbx.invalid',
          'SUBSCRIBE sip:101@pbx.invalid',
        ]),
      ),
  ],
  [
    1,
    (text, chance) =>
      text.replace(
        /^SIP\/2\.0 \d+/,
        () => `SIP/2.0 ${chance.pick(['000', '099', '700', '2', '20000', '-200'])}`,
      ),
  ],
  // Another body, none, or one that is cut off.
  [
    3,
    (text, chance) => {
      const [head = ''] = text.split('\r\n\r\n');
      return `${head}\r\n\r\n${chance.pick(bodies)}`;
    },
  ],
  [2, (text) => text.split('\r\n\r\n')[0]! + '\r\n\r\n'],
  [1, (text, chance) => text.slice(0, chance.int(0, text.length))],
  [1, (text) => text + text],
  [1, (text) => text.replaceAll('\r\n', '\n')],
  [
    2,
    (text, chance) =>
      text.replace(
        /a=(sendrecv|sendonly|recvonly|inactive)/,
        () => `a=${chance.pick(['sendonly', 'inactive', 'recvonly', 'sendrecv', 'none'])}`,
      ),
  ],
];

/** @returns the text, spoiled a few times over in ways of chance. */
export function mutate(text: string, chance: Chance): string {
  let spoiled = text;
  for (let times = chance.int(1, 3); times > 0; times -= 1) spoiled = chance.weighted(ways)(spoiled, chance);
  return spoiled;
}
