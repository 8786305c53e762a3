// The knowledge base in Polish: orders and money.
import type { ArticleText } from '../types.ts';
import { deviceArticles } from './articles-devices.ts';

const shopArticles: ArticleText[] = [
  {
    key: 'returns',
    title: 'Zwrot towaru',
    summary: 'Trzydzieści dni, etykieta od nas i pieniądze w ciągu pięciu do siedmiu dni roboczych.',
    tags: ['zwrot', 'pieniądze'],
    body: `Wszystko, co kupili Państwo w Marlund, można zwrócić w ciągu 30 dni od dostawy bez podawania przyczyny. Towar można rozpakować i wypróbować tak jak w sklepie.

# Jak to zrobić

- Proszę zalogować się w sklepie, otworzyć „Moje zamówienia” i wybrać „Zwróć” przy danej rzeczy.
- Etykietę można wydrukować albo pobrać kod, który wydrukuje punkt nadania.
- Proszę spakować wszystko, co było w zestawie. Najlepszy jest oryginalny karton, ale wystarczy każdy mocny.
- Potwierdzenie nadania warto zachować do czasu, aż przyjdą pieniądze.

Duże rzeczy, takie jak pralki i biurka, odbieramy z domu. Dzień odbioru wybiera się przy zgłaszaniu zwrotu.

# Kiedy wracają pieniądze

Magazyn sprawdza zwroty w ciągu dwóch dni roboczych. Potem pieniądze wracają tą samą drogą, którą zapłacono, i zależnie od banku są na koncie po pięciu do siedmiu dniach roboczych. O każdym kroku informujemy mailem.

# Czego nie można zwrócić

- Filtrów, szczotek i innych części higienicznych z zerwaną plombą.
- Rzeczy wykonanych na wymiar.
- Wykorzystanych kart podarunkowych.

Jeśli towar przyszedł uszkodzony albo inny niż zamówiony, proszę nie korzystać ze zwykłego zwrotu, tylko napisać do nas. Wymienimy go i pokryjemy wszystkie koszty.`,
  },
  {
    key: 'delivery',
    title: 'Czas dostawy i śledzenie paczki',
    summary: 'Ile idą paczki, jak je śledzić i co zrobić, gdy któraś nie przychodzi.',
    tags: ['dostawa', 'śledzenie'],
    body: `Zamówienia złożone w dni robocze do godziny 15 wychodzą z magazynu tego samego dnia.

# Ile to trwa

- W kraju: od dwóch do czterech dni roboczych.
- Do innych krajów Europy: od trzech do siedmiu dni roboczych.
- Duże rzeczy: po umówieniu. Przewoźnik dzwoni w ciągu dwóch dni.

# Śledzenie

Link jest w wiadomości „Paczka jest w drodze” i w „Moich zamówieniach”. Numer zaczyna się od MX. Na pierwszy wpis trzeba czasem czekać do wieczora, co nie znaczy, że paczka zaginęła.

W dniu doręczenia przychodzi SMS z dwugodzinnym przedziałem. Przez link w SMS-ie można wybrać sąsiada, bezpieczne miejsce albo punkt odbioru.

# Gdy paczki nie ma

- Bez zmian krócej niż trzy dni robocze: proszę jeszcze poczekać, większość paczek rusza sama.
- Bez zmian trzy dni robocze lub dłużej: proszę napisać. Zgłosimy poszukiwanie, które trwa dwa dni robocze.
- „Doręczono”, ale paczki nie ma: proszę poszukać awiza, zapytać sąsiadów i napisać do nas tego samego dnia.

Jeśli poszukiwanie nic nie da, do wyboru jest nowa paczka albo zwrot pieniędzy. Nie trzeba czekać, aż przewoźnik zamknie swoje dokumenty.`,
  },
  {
    key: 'warranty',
    title: 'Gwarancja i naprawa',
    summary: 'Dwa lata na wszystko, co obejmuje gwarancja i jak przebiega naprawa.',
    tags: ['gwarancja', 'naprawa'],
    body: `Każdy produkt Marlund ma dwa lata gwarancji od dnia dostawy. Gwarancja należy do produktu, nie do kupującego, dlatego obejmuje też prezenty i rzeczy używane.

# Co obejmuje

- Wady materiału i wykonania, które ujawnią się w ciągu dwóch lat.
- Akumulatory, które trzymają mniej niż 70 procent pojemności.
- Koszt wysyłki do nas i z powrotem.

# Czego nie obejmuje

- Uszkodzeń po upadku, zalaniu lub otwarciu urządzenia.
- Części, które się zużywają: filtrów, szczotek i uszczelek do samodzielnej wymiany.
- Szkód od kamienia, jeśli urządzenie nie było odkamieniane mimo przypomnienia.

# Jak wygląda naprawa

- Proszę odszukać numer seryjny. Jest na tabliczce i w aplikacji w części „O urządzeniu”.
- Proszę przesłać numer i krótki opis. Zdjęcia bardzo pomagają.
- Najpierw próbujemy rozwiązać sprawę wspólnie, często naprawa nie jest potrzebna.
- Jeśli sprzęt musi do nas trafić, wysyłamy etykietę. Naprawa trwa od siedmiu do dziesięciu dni roboczych.
- Duży sprzęt naprawiamy w domu.

Paragon nie jest potrzebny, o ile da się odczytać numer seryjny. Prawa ustawowe wobec sprzedawcy pozostają bez zmian.`,
  },
  {
    key: 'damaged',
    title: 'Paczka przyszła uszkodzona',
    summary: 'Proszę zachować karton, zrobić dwa zdjęcia i napisać: wymienimy i zapłacimy za wszystko.',
    tags: ['dostawa', 'uszkodzenie'],
    body: `Zdarza się to rzadko, ale się zdarza. Nie ma to dla Państwa żadnych kosztów i nie ma znaczenia, czy szkodę widać od razu, czy dopiero później.

# Przy drzwiach

Jeśli karton jest zgnieciony, mokry albo otwarty, proszę poprosić kuriera o protokół. Można też nie przyjąć paczki. Wtedy wraca do nas, a my bez dalszych pytań wysyłamy nową.

# Gdy szkoda wyjdzie na jaw później

- Proszę zachować karton i wypełnienie, przewoźnik może chcieć je obejrzeć.
- Potrzebne są dwa zdjęcia: uszkodzenia i kartonu z etykietą.
- Proszę napisać w ciągu siedmiu dni i podać numer zamówienia.

# Co dalej

Odpowiadamy tego samego dnia. Do wyboru jest wymiana albo zwrot pieniędzy. Nowy egzemplarz wychodzi od razu, uszkodzonego nie trzeba wcześniej odsyłać. Kurier zabierze go przy dostawie albo przyślemy etykietę.

# Szkło i akumulatory

Proszę nie włączać urządzeń z pękniętą obudową i nie ładować akumulatora, który jest wgnieciony albo ciepły. Najlepiej położyć go na zewnątrz w suchym miejscu i napisać do nas. Powiemy, jak zostanie bezpiecznie odebrany.`,
  },
  {
    key: 'cancel',
    title: 'Anulowanie zamówienia',
    summary: 'Przed pakowaniem jednym kliknięciem, później przez odmowę przyjęcia albo zwrot.',
    tags: ['anulowanie', 'zamówienie'],
    body: `To, czy zamówienie da się jeszcze zatrzymać, zależy od jego stanu. Widać go w „Moich zamówieniach”.

# „Przyjęte” lub „Opłacone”

Proszę wybrać „Anuluj zamówienie” i potwierdzić. Anulowanie działa od razu i przychodzi mail. Można też anulować pojedynczą rzecz z większego zamówienia.

# „W przygotowaniu”

Przycisku już nie ma, ale często możemy zadziałać ręcznie. Proszę napisać na czacie i podać numer zamówienia. Próbujemy od ręki; udaje się mniej więcej w połowie przypadków.

# „W drodze”

Paczki nie można już zatrzymać. Są dwie możliwości:

- Nie przyjąć jej. Wróci do nas i w dniu powrotu zostanie uznana za zwrot.
- Przyjąć ją i zwrócić w ciągu 30 dni.

# Pieniądze

Przy płatności kartą kwota była do wysyłki tylko zablokowana. Zdejmujemy blokadę od razu, bank pokazuje to po dwóch, trzech dniach, najpóźniej po siedmiu roboczych. Przelewy odsyłamy w ciągu dwóch dni roboczych. Przy płatności po otrzymaniu faktury nie trzeba nic robić.

# Zmiana zamiast anulowania

Adres dostawy można zmienić do chwili spakowania. Inny kolor lub rozmiar oznacza nowe zamówienie: najpierw proszę złożyć nowe, potem anulować stare.`,
  },
];

export const articles: ArticleText[] = [...shopArticles, ...deviceArticles];
