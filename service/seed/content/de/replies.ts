// Phrases of talks and quick replies in German.
import type { Phrases, ReplyText } from '../types.ts';

export const phrases: Phrases = {
  hello: [
    'Guten Tag, mein Name ist {agentFirst}, Marlund Kundenservice.',
    'Hallo, hier ist {agentFirst} von Marlund.',
    'Guten Tag {customer}, Sie schreiben mit {agentFirst}.',
    'Hallo, danke fürs Warten. Ich bin {agentFirst}.',
  ],
  thanks: [
    'Super, vielen Dank!',
    'Danke für die schnelle Hilfe.',
    'Prima, mehr wollte ich nicht wissen.',
    'Alles klar, danke und schönen Tag noch.',
    'Perfekt, danke 👍',
  ],
  bye: [
    'Gern geschehen. Einen schönen Tag noch!',
    'Freut mich, dass es geklappt hat. Melden Sie sich jederzeit.',
    'Sehr gern. Viele Grüße, {agentFirst}',
    'Danke für Ihre Geduld. Auf Wiedersehen!',
  ],
  soberBye: [
    'Danke, dass Sie uns die Gelegenheit geben, das in Ordnung zu bringen. Auf Wiedersehen.',
    'Ich halte Sie auf dem Laufenden. Auf Wiederhören, {customer}.',
  ],
  goodRating: [
    'Schnell und freundlich.',
    'In zehn Minuten gelöst, top.',
    '',
    '',
    'Sehr geduldig erklärt.',
    'Endlich jemand, der sich auskennt.',
  ],
  badRating: [
    'Musste alles zweimal erklären.',
    'Freundlich, aber das Problem besteht weiter.',
    '',
    'Viel zu lange Wartezeit.',
  ],
};

export const replies: ReplyText[] = [
  {
    key: 'greeting',
    title: 'Begrüßung',
    tags: ['anfang'],
    text: 'Guten Tag {customer}, hier ist {agent.first} von Marlund. Wie kann ich Ihnen helfen?',
  },
  {
    key: 'order-number',
    title: 'Nach der Bestellnummer fragen',
    tags: ['bestellung'],
    text: 'Nennen Sie mir bitte die Bestellnummer? Sie beginnt mit ML und steht in der Bestätigung per E-Mail.',
  },
  {
    key: 'one-moment',
    title: 'Einen Moment',
    tags: ['warten'],
    text: 'Danke, {customer}. Ich sehe mir das gleich an und bin in wenigen Minuten wieder da.',
  },
  {
    key: 'refund-time',
    title: 'Dauer einer Erstattung',
    tags: ['erstattung', 'rechnung'],
    text: 'Die Erstattung ist unterwegs. Bis sie auf Ihrem Konto erscheint, dauert es je nach Bank fünf bis sieben Werktage.',
  },
  {
    key: 'restart',
    title: 'Gerät neu starten',
    tags: ['technik'],
    text: 'Bitte ziehen Sie den Netzstecker, warten Sie dreißig Sekunden und stecken Sie ihn wieder ein. Der Start dauert etwa zwei Minuten. Was zeigt die Lampe danach?',
  },
  {
    key: 'case-opened',
    title: 'Vorgang angelegt',
    tags: ['vorgang', 'ende'],
    text: 'Ich habe den Vorgang {case} für Sie angelegt. Sie hören per E-Mail von uns und können auf diese E-Mail jederzeit antworten. Freundliche Grüße, {agent}',
  },
];
