// Reasons to write to the company, in Polish, with the notes agents take on them.
import type { Issue } from '../types.ts';

export const issues: Issue[] = [
  {
    key: 'late-delivery',
    queue: 'queue-orders',
    kind: 'service',
    category: 'Dostawa',
    tags: ['dostawa', 'opóźnienie'],
    products: ['lamp', 'kettle', 'speaker', 'vacuum', 'tablet', 'desk'],
    titles: [
      'Zamówienie {order} nie dotarło',
      'Paczka {parcel} stoi w miejscu',
      'Gdzie jest {product.moj} {product}? Zamówienie z {date}',
    ],
    descriptions: [
      'Zamówi{łam|łem} {product.acc} {date} (numer {order}). W potwierdzeniu było od dwóch do czterech dni roboczych. Od tego czasu śledzenie pokazuje „W drodze” i nic się nie zmienia. Proszę sprawdzić, gdzie jest paczka.',
      'Paczka {parcel} miała przyjść w zeszłym tygodniu, specjalnie wzi{ęłam|ąłem} wolne. Ostatni wpis jest z sortowni i dalej cisza. Czy zaginęła, czy tylko się spóźnia?',
    ],
    notes: [
      'Ostatni skan w sortowni, od tamtej pory bez ruchu. Zgłoszono poszukiwanie u przewoźnika.',
      'Przewoźnik prosi o dwa dni robocze. {Klientka dostanie|Klient dostanie} odpowiedź najpóźniej {soon}.',
      'Paczka odnaleziona, etykieta była uszkodzona. Nowa etykieta, doręczenie {soon}.',
    ],
  },
  {
    key: 'damaged-parcel',
    queue: 'queue-orders',
    kind: 'service',
    category: 'Uszkodzenie w transporcie',
    tags: ['dostawa', 'uszkodzenie'],
    products: ['coffee', 'tv', 'lamp', 'purifier', 'kettle'],
    titles: [
      '{product.Name} {product.doszedl} w kawałkach',
      'Uszkodzona przesyłka, zamówienie {order}',
      'Zgnieciony karton, pęknięta obudowa',
    ],
    descriptions: [
      'Dziś {product.doszedl} {product} z zamówienia {order}. Karton jest z jednej strony zgnieciony, obudowa pęknięta, a w środku coś grzechocze. Opakowanie i zdjęcia zachowa{łam|łem}. Proszę o wymianę.',
      'Otworzy{łam|łem} paczkę przy kurierze i od razu było widać, że {product} jest {product.uszkodzony}. Kurier spisał protokół. Czy wyślą Państwo nowy egzemplarz, czy zwrócą {amount}?',
    ],
    notes: [
      'Zdjęcia dotarły, uszkodzenie z transportu nie budzi wątpliwości. Wymiana do {order} zatwierdzona.',
      'Etykieta zwrotna wysłana. Karton czeka u {klientki|klienta} do odbioru.',
    ],
  },
  {
    key: 'refund-missing',
    queue: 'queue-billing',
    kind: 'service',
    category: 'Zwrot pieniędzy',
    tags: ['zwrot'],
    products: ['headphones', 'tablet', 'vacuum', 'desk', 'speaker'],
    titles: [
      'Brak zwrotu {amount}',
      'Odesłane {date}, pieniędzy nadal nie ma',
      'Co ze zwrotem za zamówienie {order}?',
    ],
    descriptions: [
      'Odesła{łam|łem} {product.acc} {date}, a magazyn potwierdził odbiór. Zwrot {amount} miał przyjść w ciągu pięciu do siedmiu dni roboczych. Na karcie nadal nic nie ma.',
      'Zwrot do zamówienia {order} przyjęto już dawno temu. Sprawdzi{łam|łem} konto i kartę, nigdzie nie ma {amount}. Proszę sprawdzić, czy przelew w ogóle wyszedł.',
    ],
    notes: [
      'Zwrot przyjęty w magazynie {date}. Przelew wrócił, karta straciła ważność.',
      'Poproszono o numer konta przez bezpieczny formularz, nie na czacie.',
      'Dane są. Przelew {amount} zlecony, dwa dni robocze.',
    ],
  },
  {
    key: 'double-charge',
    queue: 'queue-billing',
    kind: 'service',
    category: 'Płatność',
    tags: ['płatność', 'karta'],
    titles: ['Podwójna płatność za {order}', 'Dwa razy {amount} tego samego dnia'],
    descriptions: [
      'Za zamówienie {order} pobrano {date} dwa razy {amount}. Kliknę{łam|łem} „Kup” tylko raz. Mogę przesłać wyciąg. Proszę o zwrot drugiej kwoty.',
    ],
    notes: [
      'Druga kwota to tylko blokada, zniknie sama, zwykle po pięciu dniach roboczych.',
      'Bank nadal ją pokazuje. Wysłano do banku numer zwolnienia blokady.',
    ],
  },
  {
    key: 'wifi-drops',
    queue: 'queue-technical',
    kind: 'support',
    category: 'Sieć',
    tags: ['router', 'wi-fi'],
    products: ['router'],
    titles: ['Wi-Fi zrywa się co wieczór', '{product.Name} gubi połączenie', 'Router mruga na pomarańczowo'],
    descriptions: [
      'Mniej więcej od {date} wieczorem kilka razy zrywa się internet. Dioda przez minutę mruga na pomarańczowo, potem wraca. Na kablu jest to samo. Router był już restartowany i stoi z dala od telewizora.',
      'W przedpokoju wszystko działa, a na piętrze co parę minut tracimy połączenie. Telefon pokazuje pełny zasięg, ale nic się nie ładuje. Oprogramowanie 3.4.1.',
    ],
    notes: [
      'W dzienniku zaniki linii o tych samych godzinach, więc to nie tylko Wi-Fi. Poproszono o odczyt z modemu.',
      'Kanał zmieniony z 11 na 6, oprogramowanie 3.4.3. Obserwacja przez dwa wieczory.',
      'Dwa wieczory bez zerwania. {Klientka zgadza|Klient zgadza} się zamknąć zgłoszenie.',
    ],
  },
  {
    key: 'app-login',
    queue: 'queue-technical',
    kind: 'support',
    category: 'Konto',
    tags: ['konto', 'aplikacja'],
    titles: [
      'Nie mogę zalogować się do aplikacji Marlund Home',
      'Nie przychodzi e-mail do zmiany hasła',
      'Zablokowane konto',
    ],
    descriptions: [
      'Od aktualizacji aplikacja nie przyjmuje mojego hasła. Cztery razy prosi{łam|łem} o link i nie przyszła żadna wiadomość, w spamie też pusto. Mam tam harmonogram ogrzewania, więc zależy mi na czasie.',
      'Mam nowy telefon, a kod logowania przychodzi na stary numer. Jak zmienić numer, skoro nie mogę się zalogować?',
    ],
    notes: [
      'Dane kontaktowe na koncie są nieaktualne, dlatego nic nie dochodzi. Tożsamość potwierdzona zamówieniem i kodem pocztowym.',
      'Dane poprawione, nowy link wysłany i użyty. Logowanie działa.',
    ],
  },
  {
    key: 'machine-leaks',
    queue: 'queue-technical',
    kind: 'support',
    category: 'Naprawa',
    tags: ['naprawa', 'gwarancja'],
    products: ['coffee', 'kettle', 'washer'],
    titles: [
      '{product.Name} przecieka',
      'Woda pod urządzeniem po każdym użyciu',
      'Naprawa gwarancyjna: {product}',
    ],
    descriptions: [
      'Po każdym użyciu pod spodem zostaje mała kałuża. Sprzęt ma jedenaście miesięcy i był odkamieniany zgodnie z instrukcją. Zamówienie {order}. Jak wygląda naprawa {product.gen}?',
      'Od {date} {product} przecieka od spodu. Co się dało, dokręci{łam|łem} ręcznie. Gwarancja jeszcze trwa i wolę naprawę niż wymianę.',
    ],
    notes: [
      'Uszczelka to znany słaby punkt tej serii. Zlecenie naprawy założone, część jest na stanie.',
      'Wizyta technika {soon} przed południem potwierdzona.',
    ],
  },
  {
    key: 'vacuum-e4',
    queue: 'queue-technical',
    kind: 'support',
    category: 'Usterka',
    tags: ['robot', 'błąd'],
    products: ['vacuum'],
    titles: ['{product.Name} staje z błędem E4', 'Błąd E4 po pięciu minutach'],
    descriptions: [
      'Robot po około pięciu minutach zatrzymuje się z błędem E4 i prosi o postawienie na płaskiej powierzchni. Oba koła i szczotka są wyczyszczone jak na filmie. W domu jest parkiet, bez dywanów.',
    ],
    notes: [
      'Lewy moduł koła zgłasza za duży prąd. Włosy usunięte, bez zmian.',
      'Moduł koła wysłany jako część, montaż we własnym zakresie (dwie śruby).',
    ],
  },
  {
    key: 'cancel-order',
    queue: 'queue-orders',
    kind: 'service',
    category: 'Anulowanie',
    tags: ['anulowanie'],
    products: ['tv', 'washer', 'desk', 'tablet'],
    titles: ['Proszę anulować zamówienie {order}', 'Anulowanie przed wysyłką: {product}'],
    descriptions: [
      'Wczoraj przez pomyłkę zamówi{łam|łem} na stary adres. Proszę anulować {order}, zanim paczka wyjdzie. Złożę nowe zamówienie.',
      'Muszę zrezygnować z zamówienia {order} ({product}), bo właściciel mieszkania się nie zgodził. Status to „W przygotowaniu”. Czy jeszcze zdążymy?',
    ],
    notes: [
      'Zamówienie zatrzymane przed pakowaniem. Blokada {amount} zdjęta tego samego dnia.',
      'Prośba o potwierdzenie na piśmie. Wysłano ponownie na adres z konta.',
    ],
  },
  {
    key: 'invoice-company',
    queue: 'queue-billing',
    kind: 'service',
    category: 'Faktura',
    tags: ['faktura', 'firma'],
    titles: [
      'Faktura {invoice} na firmę',
      'Brak NIP na fakturze {invoice}',
      'Proszę o fakturę do zamówienia {order}',
    ],
    descriptions: [
      'Do księgowości potrzebujemy faktury {invoice} z nazwą firmy i numerem NIP zamiast mojego nazwiska. Chodzi o zamówienie {order} z {date}. Kwota {amount} się zgadza.',
    ],
    notes: [
      'Wystawiono korektę i nową fakturę, PDF wysłany.',
      'Dane firmy zapisane na koncie na prośbę {klientki|klienta}.',
    ],
  },
  {
    key: 'thermostat-offline',
    queue: 'queue-technical',
    kind: 'support',
    category: 'Inteligentny dom',
    tags: ['aplikacja', 'termostat'],
    products: ['thermostat'],
    titles: [
      '{product.Name} jest „offline” w aplikacji',
      'Po zmianie routera nie da się sterować ogrzewaniem',
    ],
    descriptions: [
      'Zmieniliśmy dostawcę internetu i od tej pory {product} jest „offline”. Na ścianie działa. Aplikacja znajduje urządzenie, ale zatrzymuje się na 80 procentach z napisem „Nie udało się dołączyć do sieci”.',
    ],
    notes: [
      'Nowy router pod starą nazwą nadaje tylko 5 GHz, termostat potrzebuje 2,4 GHz. Wyjaśniono, jak rozdzielić pasma.',
      'Za drugim razem połączono, potwierdzone.',
    ],
  },
  {
    key: 'warranty-question',
    queue: 'queue-support',
    kind: 'service',
    category: 'Gwarancja',
    tags: ['gwarancja', 'pytanie'],
    products: ['tablet', 'speaker', 'purifier', 'vacuum'],
    titles: ['Czy {product} ma jeszcze gwarancję?', 'Gwarancja bez paragonu'],
    descriptions: [
      'Dosta{łam|łem} {product.acc} w prezencie i nie mam paragonu. Numer seryjny jest czytelny. Czy dwuletnia gwarancja obejmuje też mnie i co jest potrzebne?',
    ],
    notes: ['Numer seryjny należy do {order}, gwarancja trwa. Przekazano, że paragon nie jest potrzebny.'],
  },
  {
    key: 'address-change',
    queue: 'queue-support',
    kind: 'service',
    category: 'Konto',
    tags: ['konto', 'adres'],
    titles: ['Przeprowadzka: zmiana adresu dla {order}', 'Nowy adres na koncie'],
    descriptions: [
      'Przeprowadziliśmy się {date}. Proszę zmienić adres na koncie i, jeśli to jeszcze możliwe, w zamówieniu {order}. W aplikacji mogę tylko dodać drugi adres, starego nie da się usunąć.',
    ],
    notes: [
      'Adres zmieniony po sprawdzeniu tożsamości. Zamówienie nie było jeszcze spakowane, też zmienione.',
    ],
  },
];

export const notes = [
  'Telefon o umówionej porze, nikt nie odebrał. Numer zgłoszenia zostawiony na poczcie głosowej.',
  'Preferowany kontakt mailowy, telefonicznie dopiero po 16.',
  'Historia sprawdzona: pierwszy kontakt w tej sprawie, dotąd bez rekompensat.',
  'Przekazane na drugą zmianę, wszystko potrzebne jest w zgłoszeniu.',
  'Czekamy na odpowiedź na nasze pytanie. Przypomnienie za dwa dni.',
  'Rozmowa uprzejma, ale widać zmęczenie czekaniem. Proszę odpowiedzieć jeszcze dziś.',
  'Uzgodnione z kierowniczką zespołu: postępować jak zwykle, bez wyjątku.',
];
export const resolvedNotes = [
  '{Klientka potwierdza|Klient potwierdza}, że sprawa jest załatwiona. Zamknięte.',
  'Przyszły podziękowania od {klientki|klienta}. Nic więcej do zrobienia.',
  'Dwa tygodnie bez odpowiedzi na ostatnie pytanie. Zamknięte, otworzy się po nowej wiadomości.',
];
