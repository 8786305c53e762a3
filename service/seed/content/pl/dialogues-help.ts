// Talks about devices and accounts in Polish.
import type { Dialogue } from '../types.ts';

export const helpDialogues: Dialogue[] = [
  {
    key: 'router-setup',
    queue: 'queue-technical',
    mood: 'confused',
    disposition: 'resolved',
    products: ['router'],
    issue: 'wifi-drops',
    turns: [
      [
        'c',
        'Podłączy{łam|łem} nowy router i mruga na pomarańczowo. Coś zepsu{łam|łem}?',
        'Dzień dobry, nowy router tylko mruga i nie ma internetu. Nie znam się na tym, przepraszam.',
      ],
      [
        'hello',
        'Spokojnie, nic się nie zepsuło. Mruganie na pomarańczowo znaczy, że router działa, ale nie widzi jeszcze linii. W którym gnieździe jest szary kabel?',
      ],
      ['c', 'Są cztery żółte i jedno niebieskie. Chyba w żółtym', 'W żółtym, numer 1.'],
      ['a', 'I to jest przyczyna. Proszę przełożyć kabel do niebieskiego gniazda i odczekać dwie minuty.'],
      ['c', 'chwileczkę', 'ok, już przekładam'],
      ['c', 'Świeci na biało! I telefon ma internet.', 'Biała! Działa!!'],
      ['a', 'Wspaniale. Nazwa i hasło Wi-Fi są na etykiecie pod spodem. Tutaj jest opis, jak je zmienić:'],
      ['article', 'router'],
      ['thanks'],
      ['bye'],
    ],
  },
  {
    key: 'coffee-descale',
    queue: 'queue-technical',
    mood: 'plain',
    disposition: 'resolved',
    products: ['coffee'],
    turns: [
      ['c', 'Pomarańczowa lampka w ekspresie Solva 200 świeci mimo odkamieniania. Jak ją zgasić?'],
      [
        'hello',
        'Lampka gaśnie dopiero po ostatnim płukaniu. Czy ekspres poprosił o ponowne napełnienie zbiornika?',
      ],
      ['c', 'Tak, ale musia{łam|łem} wyjść i go wyłączy{łam|łem}.', 'Hm, możliwe, że to pominę{łam|łem}.'],
      [
        'a',
        'W takim razie ekspres czeka na płukanie. Proszę nalać świeżej wody do MAX, podstawić miskę i przytrzymać oba przyciski filiżanek przez pięć sekund. Potrwa to około sześciu minut.',
      ],
      ['c', 'Leci.', 'Oba przyciski mrugają i płynie woda'],
      ['a', 'Idealnie. Na koniec lampka zgaśnie. Jeśli nie, proszę napisać, sprawdzimy czujnik.'],
      ['c', 'Zgasła. Dziękuję!', 'To było to, dzięki'],
      ['bye'],
    ],
  },
  {
    key: 'account-locked',
    queue: 'queue-technical',
    mood: 'confused',
    disposition: 'resolved',
    issue: 'app-login',
    turns: [
      [
        'c',
        'Nie mogę wejść do aplikacji. Pisze, że za dużo prób.',
        'Aplikacja Marlund Home nie chce mnie wpuścić',
      ],
      [
        'hello',
        'Pomogę. Dla bezpieczeństwa potrzebuję dwóch rzeczy: kodu pocztowego i ostatniego zamówienia.',
      ],
      ['c', 'Kod jest przy zamówieniu {order}, składane {date}.', 'Ostatnie to {order}, jakoś {date}'],
      ['a', 'Dziękuję, zgadza się. Blokada zdjęta, nowy link wysłany. Jest ważny trzydzieści minut.'],
      ['c', 'Na razie nic. Zajrzę do spamu.', 'Nie widzę żadnego maila'],
      ['c', 'Jest, w folderze z ofertami.', 'A, jest. W spamie oczywiście.'],
      [
        'a',
        'Świetnie. Proszę wybrać hasło, którego nie używa {Pani|Pan} nigdzie indziej, i zalogować się najpierw w telefonie.',
      ],
      ['c', 'Udało się, wszystkie pokoje są. Dziękuję!', 'Działa'],
      ['bye'],
    ],
  },
  {
    key: 'leaving-customer',
    queue: 'queue-support',
    mood: 'angry',
    disposition: 'follow-up',
    products: ['vacuum', 'coffee', 'washer'],
    issue: 'machine-leaks',
    turns: [
      [
        'c',
        'Od dwóch tygodni odsyłacie mnie od osoby do osoby. {product.Moj} {product} dalej nie działa.',
        'Wasza obsługa to kpina. Nikt nie oddzwania, a {product} dalej jest do niczego.',
      ],
      [
        'hello',
        'Przeczyta{!łam|łem} całą historię, nie trzeba niczego powtarzać. Przepraszam, to trwało o wiele za długo.',
      ],
      [
        'c',
        'Od przeprosin się nie naprawi. Jeśli w tym tygodniu nic się nie zmieni, kupię gdzie indziej i chcę zwrotu pieniędzy.',
        'Przeprosin mam już dość. Co zrobicie TERAZ?',
      ],
      [
        'a',
        'Mogę obiecać jedno: {soon} przed południem przyjedzie technik z częścią. Jeśli po wizycie nie będzie działać, wybierze {Pani|Pan} nowe urządzenie albo zwrot.',
      ],
      ['c', 'A do kogo mam dzwonić, jak znowu nikt nie przyjedzie?', 'Chcę to na piśmie.'],
      [
        'a',
        'W ciągu godziny przyjdzie mail z moim nazwiskiem i bezpośrednim numerem. Po południu sam{!a|} zadzwonię.',
      ],
      [
        'internal',
        'Uzgodnione z kierownictwem: zwrot bez odsyłania, jeśli wizyta się nie uda. Telefon {soon} po 14.',
      ],
      ['c', 'Dobrze. Ostatnia szansa.', 'Mam nadzieję, że dotrzymacie słowa.'],
      ['bye'],
    ],
  },
  {
    key: 'thermostat-join',
    queue: 'queue-technical',
    mood: 'confused',
    disposition: 'resolved',
    products: ['thermostat'],
    issue: 'thermostat-offline',
    turns: [
      [
        'c',
        'Od wczoraj nowy router i ogrzewanie w aplikacji jest offline. Co zrobi{łam|łem} źle?',
        'Termostat jest offline od zmiany operatora. Aplikacja staje na 80 %.',
      ],
      ['hello', 'Nic złego. Termostat pamięta stare Wi-Fi. Czy telefon jest w tym samym pokoju?'],
      ['c', 'Tak', 'tak, stoję przed nim'],
      [
        'a',
        'Proszę przytrzymać pierścień dziesięć sekund, aż pojawi się mała fala. Potem w aplikacji „Dodaj urządzenie” i sieć bez „5G” w nazwie.',
      ],
      ['c', 'Jest tylko jedna nazwa sieci.', 'Widzę jedną. To źle?'],
      [
        'a',
        'To znaczy, że router ukrywa wolniejsze pasmo pod tą samą nazwą. Trzeba w nim włączyć „Osobne nazwy”. Przesyłam instrukcję.',
      ],
      ['article', 'app'],
      ['c', 'Trochę to trwało, ale jest połączony 👍', 'Udało się! Połączono.'],
      ['bye'],
    ],
  },
  {
    key: 'delivery-abroad',
    queue: 'queue-international',
    mood: 'plain',
    disposition: 'answered',
    products: ['headphones', 'tablet', 'lamp'],
    turns: [
      [
        'c',
        'Czy wysyłają Państwo do Czech? Za miesiąc się przeprowadzam.',
        'Czy mogę teraz zamówić {product.acc} z wysyłką na nowy adres za granicą?',
      ],
      [
        'hello',
        'Tak. Dostawa za granicę trwa od trzech do siedmiu dni roboczych, a stałą opłatę widać przed zapłatą.',
      ],
      ['c', 'A co z gwarancją?', 'I gwarancja też tam działa?'],
      [
        'a',
        'Dwa lata gwarancji obowiązują wszędzie, dokąd wysyłamy. Wtyczka jest dobierana do kraju dostawy.',
      ],
      ['thanks'],
      ['bye'],
    ],
  },
];
