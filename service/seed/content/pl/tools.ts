// Words of the seeded macros, scripts and further quick replies in Polish.
import type { ToolTexts } from '../tools.ts';

export const tools: ToolTexts = {
  replies: [
    {
      key: 'refund-days',
      title: 'Ile trwa zwrot pieniędzy',
      tags: ['pieniądze'],
      text: 'Zwrot został zlecony. Pojawi się na koncie w ciągu {dni} dni roboczych.',
    },
    {
      key: 'send-photo',
      title: 'Prośba o zdjęcie',
      tags: ['usterka'],
      text: 'Czy możemy prosić o zdjęcie? Od razu zobaczymy, czego potrzeba.',
    },
    {
      key: 'case-number',
      title: 'Podanie numeru zgłoszenia',
      tags: ['zgłoszenie'],
      text: 'Numer zgłoszenia to {case}. Prosimy podać go przy następnym kontakcie.',
    },
    {
      key: 'parcel',
      title: 'Gdzie jest paczka',
      tags: ['zamówienie'],
      text: 'Paczka jest w drodze i powinna dotrzeć {dzień}.',
    },
    {
      key: 'sorry-wait',
      title: 'Przeprosiny za oczekiwanie',
      tags: ['czekanie'],
      text: 'Przepraszam, że trzeba było czekać. Już pomagam.',
    },
    {
      key: 'survey',
      title: 'Prośba o ocenę',
      tags: ['koniec'],
      text: 'W wolnej chwili prosimy o ocenę tej rozmowy. To pomaga nam pracować lepiej.',
    },
  ],
  macros: {
    begin: 'Przejmij i przywitaj',
    refund: 'Zwrot, od zgłoszenia do odpowiedzi',
    callback: 'Obiecaj telefon',
    escalate: 'Eskaluj',
    identify: 'Ustal, kto pisze',
    solved: 'Rozwiązane i pożegnanie',
  },
  words: {
    hello: 'Dzień dobry, z tej strony {agent.first}. Mam przed sobą to zgłoszenie.',
    refundTitle: 'Zwrot pieniędzy',
    refundCategory: 'Zwrot',
    refundTag: 'zwrot',
    refundNote: 'Uzgodniono zwrot za zamówienie {zamówienie}.',
    refundText:
      'Zlecono zwrot za zamówienie {zamówienie}. Pieniądze będą na koncie w ciągu trzech do pięciu dni roboczych.',
    callTitle: 'Oddzwonić do klienta',
    callText: 'Oddzwonimy w ciągu czterech godzin.',
    escalateText: 'Eskalacja, {agent}: proszę spojrzeć na to w pierwszej kolejności.',
    escalateReply: 'Sprawa trafiła do naszych specjalistów z najwyższym priorytetem.',
    identifyText: 'Czy mogę prosić o imię i nazwisko oraz adres e-mail z zamówienia?',
    solvedText: 'Cieszę się, że sprawa jest załatwiona. Do widzenia!',
  },
  scripts: {
    welcome: {
      title: 'Każda rozmowa',
      steps: [
        ['Przywitaj się', 'Dzień dobry, z tej strony {agent.first}. W czym mogę pomóc?'],
        ['Ustal, kto pisze', ''],
        ['Zrozum sprawę', 'Powtórz własnymi słowami i zapytaj, czy się zgadza.'],
        ['Zakończ rozmowę', 'Czy mogę jeszcze w czymś pomóc?'],
      ],
    },
    returns: {
      title: 'Zwrot towaru lub pieniędzy',
      steps: [
        ['Zapytaj o numer zamówienia', 'Czy mogę prosić o numer zamówienia?'],
        ['Sprawdź 30 dni', 'Spójrz na datę dostawy.'],
        ['Zleć zwrot', ''],
        ['Powiedz, kiedy będą pieniądze', 'Pieniądze będą na koncie w ciągu trzech do pięciu dni roboczych.'],
      ],
    },
    faults: {
      title: 'Coś nie działa',
      steps: [
        ['Model i wiek', 'Jaki to model i od kiedy jest używany?'],
        ['Co już sprawdzono', 'Co udało się już sprawdzić?'],
        ['Uruchom ponownie', 'Proszę odłączyć urządzenie na minutę i spróbować jeszcze raz.'],
        ['Ustal następny krok', 'Jeśli problem wróci, zadzwonimy.'],
      ],
    },
  },
};
