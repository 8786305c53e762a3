// Changes when a sentence that main itself says in Polish is put better.
import type { MainWords } from '../words.ts';

export const pl: MainWords = {
  open: {
    web: { question: 'Otworzyć tę stronę w przeglądarce?', yes: 'Otwórz' },
    mail: { question: 'Napisać e-mail na ten adres?', yes: 'Napisz' },
    phone: { question: 'Zadzwonić pod ten numer w programie telefonicznym?', yes: 'Zadzwoń' },
  },
  cancel: 'Anuluj',
  tryAgain: 'Spróbuj ponownie',
  quit: 'Zakończ',
  storeGone: {
    title: 'Parley nie może otworzyć danych lokalnych',
    storage:
      'Z dysku nie można czytać albo nie można na nim pisać. Sprawdź, czy jest miejsce i czy folder należy do Ciebie.',
    version: 'Dane zapisała nowsza wersja Parley. Uruchom tamtą wersję albo zaktualizuj program.',
    other: 'Część Parley, która przechowuje dane, wciąż kończy działanie.',
    safe: 'To, co już napisano, pozostaje na tym komputerze.',
  },
  keyGone: {
    title: 'Parley nie może odblokować danych lokalnych',
    detail:
      'Dane na tym komputerze są zaszyfrowane, a ich klucz jest zablokowany lub uszkodzony. ' +
      'Jeśli magazyn kluczy systemu jest zablokowany, odblokuj go i spróbuj ponownie.\n\n' +
      'Albo zacznij od nowa: zablokowane dane zostaną odłożone, nie usunięte, a Parley pobierze wszystko ' +
      'z usługi jeszcze raz. Zmiany, które nie dotarły jeszcze do usługi, pozostaną zablokowane.',
    anew: 'Zacznij od nowa',
  },
  window: {
    recoveredTitle: 'Parley wrócił',
    recovered: 'Okno trzeba było otworzyć ponownie. Praca jest tam, gdzie ją zostawiono.',
    brokenTitle: 'Parley nie może pokazać okna',
    broken: 'Okno zamknęło się kilka razy z rzędu. Nic z tego, co napisano, nie przepadło.',
    missing: 'Brakuje jego stron albo są uszkodzone. Ponowna instalacja Parley je przywróci.',
  },
  folder: {
    title: 'Parley nie może korzystać ze swojego folderu',
    detail: 'W tym folderze musi być możliwy zapis:',
  },
  notification: { title: 'Parley', hidden: 'Ktoś Cię potrzebuje.' },
  tray: {
    idle: 'Parley',
    needed: (count) => `Parley: czeka na Ciebie: ${count}`,
    show: 'Pokaż Parley',
  },
  menu: {
    file: 'Plik',
    edit: 'Edycja',
    view: 'Widok',
    go: 'Idź',
    window: 'Okno',
    settings: 'Ustawienia…',
    palette: 'Znajdź wszystko…',
    nextNeeded: 'Kto potrzebuje mnie teraz',
    shortcuts: 'Skróty klawiszowe',
    undo: 'Cofnij',
    redo: 'Ponów',
    cut: 'Wytnij',
    copy: 'Kopiuj',
    paste: 'Wklej',
    pasteAndMatchStyle: 'Wklej jako zwykły tekst',
    delete: 'Usuń',
    selectAll: 'Zaznacz wszystko',
    noSuggestions: 'Brak podpowiedzi',
    learnWord: 'Dodaj do słownika',
    resetZoom: 'Rozmiar rzeczywisty',
    zoomIn: 'Powiększ',
    zoomOut: 'Pomniejsz',
    togglefullscreen: 'Pełny ekran',
    minimize: 'Minimalizuj',
    close: 'Zamknij okno',
    about: 'O programie Parley',
    services: 'Usługi',
    hide: 'Ukryj Parley',
    hideOthers: 'Ukryj pozostałe',
    unhide: 'Pokaż wszystkie',
  },
};
