// The knowledge base in Polish: accounts, devices and payment.
import type { ArticleText } from '../types.ts';

export const deviceArticles: ArticleText[] = [
  {
    key: 'router',
    title: 'Konfiguracja routera Aria 3',
    summary: 'Który kabel gdzie, co znaczy dioda i jak nazwać swoje Wi-Fi.',
    tags: ['router', 'wi-fi', 'konfiguracja'],
    body: `Potrzeba około dziesięciu minut. Na etykiecie pod spodem są nazwa i hasło Wi-Fi, warto mieć ją przed oczami.

# Podłączenie

- Router najlepiej postawić na otwartej przestrzeni, nie w szafce i nie za telewizorem.
- Szary kabel z modemu lub gniazdka w ścianie wkłada się do niebieskiego gniazda. Cztery żółte są na własne urządzenia.
- Na koniec zasilanie. Uruchamianie trwa dwie minuty.

# Co znaczy dioda

- Biała: wszystko w porządku.
- Pomarańczowa, mruga: router działa, ale nie widzi linii. Proszę najpierw sprawdzić niebieskie gniazdo.
- Pomarańczowa, stała: trwa aktualizacja. Proszę nie odłączać.
- Czerwona: usterka. Proszę odłączyć zasilanie na trzydzieści sekund. Jeśli czerwona wróci, proszę napisać.

# Nazwa i hasło

Na podłączonym urządzeniu proszę otworzyć 192.168.1.1 albo aplikację Marlund Home i zalogować się hasłem z etykiety. Nazwę i hasło zmienia się w części „Wi-Fi”. Potem wszystkie urządzenia trzeba podłączyć na nowo.

# Gdy Wi-Fi jest wolne albo się zrywa

- W „Wi-Fi, Kanał” proszę wybrać „Automatycznie”. Router sam poszuka wolnego kanału.
- „Osobne nazwy” warto włączyć, gdy starsze urządzenie nie może się połączyć: potrzebuje sieci 2,4 GHz.
- Przy grubych ścianach pomaga drugi Aria 3 w połowie drogi. Przy konfiguracji proszę wybrać „Rozszerz”.

# Od początku

Mały przycisk z tyłu trzeba przytrzymać dziesięć sekund. Usuwa to wszystkie ustawienia.`,
  },
  {
    key: 'invoice',
    title: 'Faktury i dane firmy',
    summary: 'Gdzie jest faktura, jak ją poprawić i jak kupować na firmę.',
    tags: ['faktura', 'firma'],
    body: `Faktura powstaje, gdy paczka opuszcza magazyn. Wcześniej jest tylko potwierdzenie zamówienia, które fakturą nie jest.

# Gdzie ją znaleźć

- Po zalogowaniu w „Moich zamówieniach”. PDF jest przy każdym wysłanym zamówieniu.
- Zamówienie bez konta: przez link w wiadomości „Paczka jest w drodze”.
- Starszych niż dziesięć lat już nie przechowujemy.

# Poprawianie faktury

Nazwę, adres i NIP można poprawić w ciągu 90 dni. Proszę podać numer faktury, który zaczyna się od R, oraz dane dokładnie w takiej postaci, w jakiej mają się pojawić. Stara faktura zostaje skorygowana, nowa dostaje nowy numer. Kwoty w ten sposób zmienić nie można.

# Zakupy na firmę

Nazwę firmy i NIP wpisuje się w „Moje konto, Rozliczenia”. Pojawią się na każdej kolejnej fakturze. Przy dostawie do innego kraju Unii z ważnym numerem podatek odliczany jest przed zapłatą.

# Płacenie za fakturę

Przy płatności po otrzymaniu faktury proszę zrobić przelew w ciągu 14 dni i w tytule podać tylko numer faktury. Przypisanie wpłaty trwa do dwóch dni roboczych. Jeśli mimo zapłaty przyszło przypomnienie, proszę podać nam datę przelewu i do naszej odpowiedzi nie robić nic więcej.`,
  },
  {
    key: 'account',
    title: 'Nie mogę wejść na konto',
    summary: 'Link do zmiany hasła, blokada, nowy numer telefonu i jak sprawdzamy tożsamość.',
    tags: ['konto', 'hasło', 'aplikacja'],
    body: `Sklep i aplikacja Marlund Home mają jedno konto i jedno hasło.

# Zapomniane hasło

Na stronie logowania proszę wybrać „Nie pamiętam hasła”. Link jest ważny trzydzieści minut i działa jeden raz. Jeśli zamówiono kilka, działa tylko ostatni.

# Wiadomość nie przychodzi

- Proszę zajrzeć do spamu i do folderów takich jak „Oferty”.
- Może zamówienie było na inny adres? Widać go w potwierdzeniu.
- Niektóre serwery firmowe zatrzymują nasze wiadomości na kilka minut.

# Konto jest zablokowane

Po dziesięciu błędnych hasłach konto blokuje się na godzinę i samo się odblokowuje. Jeśli to nie Państwo próbowali się zalogować, proszę potem zmienić hasło.

# Nowy numer telefonu

Jeśli kod przychodzi na stary numer, proszę wybrać „Inny sposób” i użyć jednego z kodów zapasowych. Jeśli ich nie ma, proszę napisać do nas.

# Jak sprawdzamy tożsamość

Pytamy o kod pocztowy i o wcześniejsze zamówienie. Nigdy nie pytamy o hasło, pełny numer karty ani kod z SMS-a, ani na czacie, ani przez telefon. Kto o to pyta, nie jest z Marlund.

# Usunięcie konta

Konto można usunąć w „Moje konto, Prywatność”. Faktury przechowujemy tak długo, jak wymaga prawo.`,
  },
  {
    key: 'payment',
    title: 'Sposoby płatności',
    summary: 'Karta, przelew, faktura i raty oraz co zrobić, gdy płatność nie przechodzi.',
    tags: ['płatność', 'karta', 'raty'],
    body: `Wszystkie sposoby dostępne dla danego zamówienia widać przed jego potwierdzeniem.

# Co jest do wyboru

- Karta: kwota jest blokowana przy zamówieniu i pobierana przy wysyłce.
- Przelew: wysyłamy, gdy pieniądze dotrą, zwykle po jednym lub dwóch dniach roboczych.
- Faktura: płatność w ciągu 14 dni od dostawy, do limitu zależnego od wcześniejszych zamówień.
- Raty: trzy, sześć lub dwanaście miesięcy. Wszystkie warunki są podane przed zgodą.
- Karta podarunkowa: można ją łączyć z każdym innym sposobem.

# Płatność odrzucona

- Proszę sprawdzić numer, datę i kod zabezpieczający.
- Płatność trzeba potwierdzić w aplikacji banku w ciągu pięciu minut.
- Warto zapytać bank, czy karta ma włączone płatności w internecie.
- Przed kolejną próbą proszę odczekać dziesięć minut. Kilka prób z rzędu wygląda dla wielu banków na oszustwo.

# Kwota widoczna dwa razy

Często pierwsza próba została przerwana i jest tylko blokadą. To nie jest płatność, zwykle znika po pięciu dniach roboczych. Jeśli potem nadal widać obie, proszę przesłać daty i cztery ostatnie cyfry karty.

# Bezpieczeństwo

Numerów kart nie przechowujemy. Proszę nigdy nie podawać ich na czacie: musielibyśmy usunąć wiadomość.`,
  },
  {
    key: 'app',
    title: 'Aplikacja Marlund Home nie znajduje urządzenia',
    summary: 'Sieć, uprawnienia, zasięg: cztery kroki, które zwykle wystarczają.',
    tags: ['aplikacja', 'inteligentny dom', 'termostat'],
    body: `Większość urządzeń, których nie widać, jest w drugim paśmie Wi-Fi albo za daleko. Najlepiej przejść kroki po kolei.

# 1. Właściwa sieć

Termostaty, lampy i oczyszczacze korzystają z pasma 2,4 GHz. Jeśli router nadaje obu pasmom jedną nazwę, telefon może być w drugim. Proszę włączyć w routerze „Osobne nazwy” i na czas dodawania połączyć telefon z siecią bez „5G” w nazwie.

# 2. Uprawnienia

Aplikacja potrzebuje „Sieci lokalnej” i „Bluetooth”. Oba są w ustawieniach telefonu przy „Marlund Home”. Po zmianie trzeba aplikację całkiem zamknąć i otworzyć na nowo.

# 3. Gotowość do dodania

- Termostat Nido: przytrzymać pierścień dziesięć sekund, aż pojawi się mała fala.
- Lampa Luma: trzy razy wyłączyć i włączyć, potem mruga.
- Oczyszczacz Vento: przytrzymać przycisk wentylatora pięć sekund, aż zabrzmi dźwięk.

Urządzenie jest gotowe przez trzy minuty.

# 4. Odległość

Najlepiej dodać urządzenie najwyżej trzy metry od routera, a potem zanieść na miejsce. Jeśli tam traci połączenie, sygnał jest za słaby.

# Urządzenie było, a teraz jest offline

- Czy dioda routera świeci na biało?
- Czy zmieniła się nazwa lub hasło Wi-Fi? Wtedy trzeba usunąć urządzenie w aplikacji i dodać je ponownie. Harmonogramy zostają.
- Proszę odłączyć je od prądu na trzydzieści sekund.

Jeśli wszystko staje na 80 procentach, prawie zawsze jest to literówka w haśle Wi-Fi.`,
  },
];
