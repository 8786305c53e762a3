// Changes when a sentence that main itself says in German is put better.
import type { MainWords } from '../words.ts';

export const de: MainWords = {
  open: {
    web: { question: 'Diese Seite im Browser öffnen?', yes: 'Öffnen' },
    mail: { question: 'Eine E-Mail an diese Adresse schreiben?', yes: 'Schreiben' },
    phone: { question: 'Diese Nummer mit Ihrem Telefonprogramm anrufen?', yes: 'Anrufen' },
  },
  cancel: 'Abbrechen',
  tryAgain: 'Erneut versuchen',
  quit: 'Beenden',
  storeGone: {
    title: 'Parley kann seine lokalen Daten nicht öffnen',
    storage:
      'Die Festplatte lässt sich nicht lesen oder beschreiben. Sorgen Sie für freien Platz und dafür, dass der Ordner Ihnen gehört.',
    version:
      'Die Daten stammen von einer neueren Fassung von Parley. Starten Sie diese, oder aktualisieren Sie.',
    other: 'Der Teil von Parley, der Ihre Daten hält, endet immer wieder.',
    safe: 'Was Sie bisher geschrieben haben, bleibt auf diesem Computer erhalten.',
  },
  keyGone: {
    title: 'Parley kann seine lokalen Daten nicht entsperren',
    detail:
      'Ihre Daten auf diesem Computer sind verschlüsselt, und ihr Schlüssel ist gesperrt oder beschädigt. ' +
      'Wenn der Schlüsselbund Ihres Systems gesperrt ist, entsperren Sie ihn und versuchen Sie es erneut.\n\n' +
      'Oder beginnen Sie neu: Die gesperrten Daten werden beiseitegelegt, nicht gelöscht, und Parley holt alles ' +
      'wieder vom Dienst. Änderungen, die den Dienst noch nicht erreicht haben, bleiben gesperrt.',
    anew: 'Neu beginnen',
  },
  window: {
    recoveredTitle: 'Parley ist wieder da',
    recovered: 'Das Fenster musste neu geöffnet werden. Ihre Arbeit ist da, wo Sie sie verlassen haben.',
    brokenTitle: 'Parley kann sein Fenster nicht zeigen',
    broken:
      'Das Fenster ist mehrmals hintereinander abgestürzt. Nichts, was Sie geschrieben haben, ist verloren.',
    missing:
      'Seine Seiten fehlen oder sind beschädigt. Installieren Sie Parley neu, dann sind sie wieder da.',
  },
  folder: {
    title: 'Parley kann seinen Ordner nicht benutzen',
    detail: 'In diesen Ordner muss geschrieben werden können:',
  },
  notification: { title: 'Parley', hidden: 'Jemand braucht Sie.' },
  tray: {
    idle: 'Parley',
    needed: (count) => `Parley: ${count} ${count === 1 ? 'wartet' : 'warten'} auf Sie`,
    show: 'Parley zeigen',
  },
  menu: {
    file: 'Datei',
    edit: 'Bearbeiten',
    view: 'Ansicht',
    go: 'Gehe zu',
    window: 'Fenster',
    settings: 'Einstellungen…',
    palette: 'Alles finden…',
    nextNeeded: 'Wer mich als Nächstes braucht',
    shortcuts: 'Tastenkürzel',
    undo: 'Rückgängig',
    redo: 'Wiederholen',
    cut: 'Ausschneiden',
    copy: 'Kopieren',
    paste: 'Einfügen',
    pasteAndMatchStyle: 'Als reinen Text einfügen',
    delete: 'Löschen',
    selectAll: 'Alles auswählen',
    noSuggestions: 'Keine Vorschläge',
    learnWord: 'Ins Wörterbuch aufnehmen',
    resetZoom: 'Originalgröße',
    zoomIn: 'Vergrößern',
    zoomOut: 'Verkleinern',
    togglefullscreen: 'Vollbild',
    minimize: 'Minimieren',
    close: 'Fenster schließen',
    about: 'Über Parley',
    services: 'Dienste',
    hide: 'Parley ausblenden',
    hideOthers: 'Andere ausblenden',
    unhide: 'Alle einblenden',
  },
};
