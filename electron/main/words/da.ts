// Changes when a sentence that main itself says in Danish is put better.
import type { MainWords } from '../words.ts';

export const da: MainWords = {
  open: {
    web: { question: 'Åbn denne side i din browser?', yes: 'Åbn' },
    mail: { question: 'Skriv en e-mail til denne adresse?', yes: 'Skriv' },
    phone: { question: 'Ring til dette nummer med dit telefonprogram?', yes: 'Ring' },
  },
  cancel: 'Annuller',
  tryAgain: 'Prøv igen',
  quit: 'Afslut',
  storeGone: {
    title: 'Parley kan ikke åbne sine lokale data',
    storage: 'Disken kan ikke læses eller skrives. Sørg for, at der er plads, og at mappen er din.',
    version: 'Dataene er skrevet af en nyere Parley. Start den version, eller opdatér.',
    other: 'Den del af Parley, der gemmer dine data, bliver ved med at stoppe.',
    safe: 'Det, du har skrevet indtil nu, er gemt på denne computer.',
  },
  keyGone: {
    title: 'Parley kan ikke låse sine lokale data op',
    detail:
      'Dine data på denne computer er krypteret, og deres nøgle er låst eller beskadiget. ' +
      'Hvis systemets nøglelager er låst, så lås det op, og prøv igen.\n\n' +
      'Eller begynd forfra: De låste data lægges til side, de slettes ikke, og Parley henter alt ' +
      'fra tjenesten igen. Ændringer, der ikke har nået tjenesten endnu, forbliver låst.',
    anew: 'Begynd forfra',
  },
  window: {
    recoveredTitle: 'Parley er tilbage',
    recovered: 'Vinduet måtte åbnes igen. Dit arbejde er, hvor du forlod det.',
    brokenTitle: 'Parley kan ikke vise sit vindue',
    broken: 'Vinduet er stoppet flere gange i træk. Intet af det, du har skrevet, er tabt.',
    missing: 'Dets sider mangler eller er beskadiget. Installér Parley igen, så er de tilbage.',
  },
  folder: {
    title: 'Parley kan ikke bruge sin mappe',
    detail: 'Det skal være muligt at skrive i denne mappe:',
  },
  notification: { title: 'Parley', hidden: 'Nogen har brug for dig.' },
  tray: {
    idle: 'Parley',
    needed: (count) => `Parley: ${count} venter på dig`,
    show: 'Vis Parley',
  },
  menu: {
    file: 'Filer',
    edit: 'Rediger',
    view: 'Vis',
    go: 'Gå til',
    window: 'Vindue',
    settings: 'Indstillinger…',
    palette: 'Find alt…',
    nextNeeded: 'Hvem har brug for mig nu',
    shortcuts: 'Tastaturgenveje',
    undo: 'Fortryd',
    redo: 'Gentag',
    cut: 'Klip',
    copy: 'Kopiér',
    paste: 'Sæt ind',
    pasteAndMatchStyle: 'Sæt ind som ren tekst',
    delete: 'Slet',
    selectAll: 'Markér alt',
    noSuggestions: 'Ingen forslag',
    learnWord: 'Føj til ordbogen',
    resetZoom: 'Faktisk størrelse',
    zoomIn: 'Zoom ind',
    zoomOut: 'Zoom ud',
    togglefullscreen: 'Fuld skærm',
    minimize: 'Minimer',
    close: 'Luk vindue',
    about: 'Om Parley',
    services: 'Tjenester',
    hide: 'Skjul Parley',
    hideOthers: 'Skjul andre',
    unhide: 'Vis alle',
  },
};
