// Phrases of talks and quick replies in Polish.
import type { Phrases, ReplyText } from '../types.ts';

export const phrases: Phrases = {
  hello: [
    'Dzień dobry, z tej strony {agentFirst} z Marlund.',
    'Dzień dobry, tu {agentFirst}, obsługa klienta Marlund.',
    'Witam {Panią|Pana}, nazywam się {agentFirst}.',
    'Dzień dobry, dziękuję za cierpliwość. Mówi {agentFirst}.',
  ],
  thanks: [
    'Super, bardzo dziękuję!',
    'Dziękuję za szybką pomoc.',
    'Świetnie, o to chodziło.',
    'Ok, dziękuję i miłego dnia.',
    'Rewelacja, dzięki 👍',
  ],
  bye: [
    'Nie ma za co. Miłego dnia!',
    'Cieszę się, że się udało. Zapraszamy w każdej chwili.',
    'Bardzo proszę. Pozdrawiam, {agentFirst}',
    'Dziękuję za cierpliwość. Do widzenia!',
  ],
  soberBye: ['Dziękuję, że możemy to naprawić. Do widzenia.', 'Będę informować na bieżąco. Do usłyszenia.'],
  goodRating: [
    'Szybko i miło.',
    'Załatwione w dziesięć minut, polecam.',
    '',
    '',
    'Wszystko cierpliwie wyjaśnione.',
    'Nareszcie ktoś konkretny.',
  ],
  badRating: [
    'Wszystko trzeba było tłumaczyć dwa razy.',
    'Miło, ale problem dalej jest.',
    '',
    'Zdecydowanie za długie czekanie.',
  ],
};

export const replies: ReplyText[] = [
  {
    key: 'greeting',
    title: 'Powitanie',
    tags: ['początek'],
    text: 'Dzień dobry, z tej strony {agent.first} z Marlund. W czym mogę pomóc?',
  },
  {
    key: 'order-number',
    title: 'Pytanie o numer zamówienia',
    tags: ['zamówienie'],
    text: 'Czy mogę prosić o numer zamówienia? Zaczyna się od ML i jest w mailu z potwierdzeniem.',
  },
  {
    key: 'one-moment',
    title: 'Chwileczkę',
    tags: ['czekanie'],
    text: 'Dziękuję. Już to sprawdzam i wracam za kilka minut.',
  },
  {
    key: 'refund-time',
    title: 'Ile trwa zwrot',
    tags: ['zwrot', 'płatność'],
    text: 'Zwrot jest w drodze. W zależności od banku pojawi się na koncie w ciągu pięciu do siedmiu dni roboczych.',
  },
  {
    key: 'restart',
    title: 'Ponowne uruchomienie',
    tags: ['technika'],
    text: 'Proszę odłączyć urządzenie od prądu, odczekać trzydzieści sekund i włączyć je ponownie. Uruchomienie trwa około dwóch minut. Co pokazuje potem dioda?',
  },
  {
    key: 'case-opened',
    title: 'Zgłoszenie utworzone',
    tags: ['zgłoszenie', 'koniec'],
    text: 'Numer zgłoszenia to {case}. Odezwiemy się mailowo, na tę wiadomość można w każdej chwili odpisać. Pozdrawiam, {agent}',
  },
];
