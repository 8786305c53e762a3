// Words of the seeded macros, scripts and further quick replies in German.
import type { ToolTexts } from '../tools.ts';

export const tools: ToolTexts = {
  replies: [
    {
      key: 'refund-days',
      title: 'Dauer der Erstattung',
      tags: ['geld'],
      text: 'Die Erstattung ist veranlasst. Ihre Bank zeigt sie innerhalb von {Tage} Werktagen an.',
    },
    {
      key: 'send-photo',
      title: 'Um ein Foto bitten',
      tags: ['defekt'],
      text: 'Könnten Sie uns bitte ein Foto davon schicken? Dann sehen wir sofort, was nötig ist.',
    },
    {
      key: 'case-number',
      title: 'Vorgangsnummer nennen',
      tags: ['vorgang'],
      text: 'Ihre Vorgangsnummer lautet {case}. Bitte nennen Sie sie, wenn Sie uns wieder schreiben.',
    },
    {
      key: 'parcel',
      title: 'Wo das Paket ist',
      tags: ['bestellung'],
      text: 'Ihr Paket ist unterwegs und sollte am {Tag} ankommen.',
    },
    {
      key: 'sorry-wait',
      title: 'Entschuldigung für die Wartezeit',
      tags: ['warten'],
      text: 'Bitte entschuldigen Sie die Wartezeit, {customer}. Jetzt bin ich für Sie da.',
    },
    {
      key: 'survey',
      title: 'Um eine Bewertung bitten',
      tags: ['ende'],
      text: 'Wenn Sie einen Moment haben, bewerten Sie bitte diesen Chat. Das hilft uns, besser zu werden.',
    },
  ],
  macros: {
    begin: 'Übernehmen und begrüßen',
    refund: 'Erstattung, vom Vorgang bis zur Antwort',
    callback: 'Rückruf zusagen',
    escalate: 'Eskalieren',
    identify: 'Feststellen, wer es ist',
    solved: 'Gelöst und verabschieden',
  },
  words: {
    hello: 'Guten Tag {customer}, hier ist {agent.first}. Ihr Anliegen liegt mir vor.',
    refundTitle: 'Erstattung',
    refundCategory: 'Erstattung',
    refundTag: 'erstattung',
    refundNote: 'Erstattung zu Bestellung {Bestellung} zugesagt.',
    refundText:
      'Ich habe die Erstattung zu Bestellung {Bestellung} veranlasst. In drei bis fünf Werktagen ist sie bei Ihrer Bank.',
    callTitle: 'Kunden zurückrufen',
    callText: 'Ich rufe Sie innerhalb von vier Stunden zurück.',
    escalateText: 'Eskaliert von {agent}: bitte zuerst ansehen.',
    escalateReply: 'Ich habe das mit höchster Priorität an unsere Fachleute gegeben.',
    identifyText: 'Nennen Sie mir bitte den Namen und die E-Mail-Adresse, mit der Sie bestellt haben?',
    solvedText: 'Schön, dass das geklärt ist. Auf Wiedersehen!',
  },
  scripts: {
    welcome: {
      title: 'Jedes Gespräch',
      steps: [
        ['Mit Namen begrüßen', 'Guten Tag {customer}, hier ist {agent.first}. Wie kann ich helfen?'],
        ['Feststellen, wer es ist', ''],
        ['Das Anliegen verstehen', 'In eigenen Worten wiederholen und fragen, ob es so stimmt.'],
        ['Das Gespräch beenden', 'Kann ich heute sonst noch etwas für Sie tun?'],
      ],
    },
    returns: {
      title: 'Rückgabe oder Erstattung',
      steps: [
        ['Nach der Bestellnummer fragen', 'Nennen Sie mir bitte die Bestellnummer?'],
        ['30 Tage prüfen', 'Auf das Datum der Lieferung sehen.'],
        ['Erstattung veranlassen', ''],
        ['Sagen, wann das Geld kommt', 'In drei bis fünf Werktagen ist das Geld bei Ihnen.'],
      ],
    },
    faults: {
      title: 'Etwas funktioniert nicht',
      steps: [
        ['Modell und Alter', 'Welches Modell ist es, und seit wann haben Sie es?'],
        ['Was schon versucht wurde', 'Was haben Sie bisher versucht?'],
        [
          'Neu starten und noch einmal versuchen',
          'Bitte ziehen Sie für eine Minute den Stecker und versuchen Sie es dann noch einmal.',
        ],
        ['Den nächsten Schritt vereinbaren', 'Wenn es wiederkommt, rufen wir Sie an.'],
      ],
    },
  },
};
