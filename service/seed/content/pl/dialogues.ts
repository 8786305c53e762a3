// Talks about orders and money in Polish.
import type { Dialogue } from '../types.ts';
import { helpDialogues } from './dialogues-help.ts';

const shopDialogues: Dialogue[] = [
  {
    key: 'where-is-it',
    queue: 'queue-orders',
    mood: 'plain',
    disposition: 'answered',
    products: ['lamp', 'kettle', 'speaker', 'tablet', 'desk'],
    issue: 'late-delivery',
    turns: [
      [
        'c',
        'Dzień dobry, paczka miała być {date}. Czy widzą Państwo, gdzie jest?',
        'Dzień dobry, czekam na {product.acc} z zamówienia z {date}. Kiedy przyjdzie?',
      ],
      [
        'hello',
        'Już sprawdzam. Jaki jest numer zamówienia?',
        'Zaraz zajrzę. Czy ma {Pani|Pan} pod ręką numer zamówienia?',
      ],
      ['c', '{order}', 'Chwila... {order}', 'Numer to {order}.'],
      [
        'a',
        'Dziękuję. Paczka została wczoraj wieczorem zeskanowana, czyli jedzie dalej. Doręczenie planowane jest na {soon}.',
        'Widzę: przesyłka {parcel}. Dzień stała w sortowni, {soon} rusza do doręczenia.',
      ],
      [
        'c',
        'Czy kurier może zostawić u sąsiada?',
        'W dzień nikogo nie ma w domu. Da się przekierować do punktu odbioru?',
      ],
      ['a', 'Tak, już dopisa{!łam|łem}. Przyjdzie też SMS z dwugodzinnym przedziałem.'],
      ['thanks'],
      ['bye'],
    ],
  },
  {
    key: 'angry-refund',
    queue: 'queue-billing',
    mood: 'angry',
    disposition: 'refund',
    products: ['headphones', 'tablet', 'vacuum', 'desk'],
    issue: 'refund-missing',
    turns: [
      [
        'c',
        'Piszę trzeci raz w tej samej sprawie. Gdzie są moje pieniądze?',
        'Odesła{łam|łem} {product.acc} {date} i dalej nie mam swoich {amount}. To jest skandal.',
      ],
      [
        'hello',
        'Przykro mi, że musi {Pani|Pan} pytać ponownie. Nie odpuszczę, dopóki nie będziemy wiedzieć, co się stało. Chodzi o {order}?',
      ],
      [
        'c',
        'Tak. Ostatnio słysza{łam|łem}, że pięć do siedmiu dni. To było trzy tygodnie temu!',
        'Tak. I za każdym razem każecie czekać. Mam dość.',
      ],
      [
        'a',
        'Rozumiem. Zwrot jest przyjęty, ale przelew poszedł na nieważną kartę i do nas wrócił. Powinniśmy byli o tym poinformować.',
      ],
      [
        'c',
        'Czyli trzymacie moje pieniądze i nic nie mówicie? Nie do wiary.',
        'I nikt nie raczył zadzwonić? Chcę zwrotu jeszcze dziś.',
      ],
      [
        'a',
        'Ma {Pani|Pan} pełne prawo do złości. Wysyłam bezpieczny formularz na numer konta. Gdy będzie wypełniony, od razu zlecę {amount}, w dwa dni robocze będą na koncie.',
      ],
      [
        'internal',
        'Przelew wrócił {date}, bez kontaktu z naszej strony. Po otrzymaniu formularza proszę zlecić od ręki.',
      ],
      [
        'c',
        'Zrobione. Jeśli do piątku nic nie przyjdzie, zgłaszam sprawę rzecznikowi konsumentów.',
        'Wypełnione. Mam nadzieję, że to ostatni raz.',
      ],
      [
        'a',
        'Formularz jest, przelew zlecony, potwierdzenie w {Pani|Pana} skrzynce. W piątek sprawdzę i tak czy inaczej napiszę.',
      ],
      ['c', 'Dobrze. Przynajmniej ktoś się tym zajął.', 'W porządku, dziękuję za wyjaśnienie.'],
      ['bye'],
    ],
  },
  {
    key: 'cancel-in-time',
    queue: 'queue-orders',
    mood: 'plain',
    disposition: 'resolved',
    products: ['tv', 'washer', 'desk'],
    issue: 'cancel-order',
    turns: [
      [
        'c',
        'Proszę anulować {order}, wybra{łam|łem} zły rozmiar.',
        'Czy mogę jeszcze anulować {order}? {product.Name} jednak się nie zmieści.',
      ],
      ['hello', 'Moment, sprawdzam, czy paczka już wyszła.'],
      ['a', 'Zdążyliśmy. Zamówienie anulowane, blokada {amount} zostanie dziś zdjęta.'],
      ['c', 'Ile to potrwa, zanim zobaczę to na karcie?'],
      ['a', 'Zwykle dwa, trzy dni, najdłużej siedem dni roboczych. To zależy od banku.'],
      ['thanks'],
      ['bye'],
    ],
  },
  {
    key: 'damaged-photos',
    queue: 'queue-orders',
    mood: 'plain',
    disposition: 'case',
    products: ['coffee', 'tv', 'lamp', 'purifier'],
    issue: 'damaged-parcel',
    turns: [
      [
        'c',
        '{product.Name} dziś {product.doszedl} z pękniętą obudową. Co teraz?',
        'Karton był zgnieciony, a {product} jest {product.uszkodzony}.',
      ],
      [
        'hello',
        'Bardzo mi przykro. Proszę zachować karton. Potrzebuję numeru zamówienia i dwóch zdjęć: uszkodzenia i kartonu z etykietą.',
      ],
      ['c', '{order}. Zdjęcia poszły na adres z potwierdzenia.', '{order}, właśnie wgrywam zdjęcia'],
      [
        'a',
        'Są, dziękuję. To szkoda transportowa, więc nie poniesie {Pani|Pan} żadnych kosztów. Wymiana czy zwrot pieniędzy?',
      ],
      ['c', 'Wymiana, jeśli zdąży przed weekendem.', 'Wolę wymianę.'],
      [
        'a',
        'Nowy egzemplarz wychodzi dziś i powinien być {soon}. Kurier zabierze uszkodzony. Numer zgłoszenia przyjdzie mailem.',
      ],
      ['thanks'],
      ['bye'],
    ],
  },
  {
    key: 'invoice-vat',
    queue: 'queue-billing',
    mood: 'plain',
    disposition: 'resolved',
    issue: 'invoice-company',
    turns: [
      ['c', 'Potrzebuję faktury {invoice} z naszym NIP-em. Kto może to zrobić?'],
      ['hello', 'Mogę to zrobić od ręki. Proszę o dokładną nazwę firmy, adres i NIP.'],
      ['c', 'Wszystko jest w formularzu wysłanym przed chwilą.', 'Wysłane formularzem, zamówienie {order}'],
      [
        'a',
        'Mam. Stara faktura skorygowana, nowa w PDF jest w {Pani|Pana} skrzynce. Zapisać te dane na przyszłość?',
      ],
      ['c', 'Tak, poproszę.', 'Tak, to nam oszczędzi czasu.'],
      ['thanks'],
      ['bye'],
    ],
  },
  {
    key: 'happy-thanks',
    queue: 'queue-support',
    mood: 'happy',
    disposition: 'answered',
    products: ['speaker', 'lamp', 'purifier'],
    turns: [
      [
        'c',
        'Chcia{łam|łem} tylko napisać, że {product} to świetny zakup. Czy kod z newslettera zadziała też na drugą sztukę?',
        'Dzień dobry! Jestem zachwycon{a|y}, {product} to strzał w dziesiątkę. Jest jakaś zniżka na kolejne zamówienie?',
      ],
      [
        'hello',
        'Bardzo się cieszę! Kod działa raz na gospodarstwo, ale mogę dopisać do konta dziesięć procent na następne zakupy.',
      ],
      ['c', 'O, jak miło 😊', 'Naprawdę? Super!'],
      ['a', 'Gotowe. Zniżka jest ważna do końca miesiąca i sama naliczy się w koszyku.'],
      ['thanks'],
      ['bye'],
    ],
  },
];

export const dialogues: Dialogue[] = [...shopDialogues, ...helpDialogues];
