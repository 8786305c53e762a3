// Changes when a sentence that main itself says in English is put better. The others have its shape.
import type { MainWords } from '../words.ts';

export const en: MainWords = {
  open: {
    web: { question: 'Open this page in your browser?', yes: 'Open' },
    mail: { question: 'Write an email to this address?', yes: 'Write' },
    phone: { question: 'Call this number with your phone program?', yes: 'Call' },
  },
  cancel: 'Cancel',
  tryAgain: 'Try again',
  quit: 'Quit',
  storeGone: {
    title: 'Parley cannot open its local data',
    storage: 'The disk refuses to be written or read. Make sure there is space and that the folder is yours.',
    version: 'The data was written by a newer Parley. Start that version, or update.',
    other: 'The part of Parley that keeps your data keeps ending.',
    safe: 'What you have written so far is kept on this computer.',
  },
  keyGone: {
    title: 'Parley cannot unlock its local data',
    detail:
      'Your data on this computer is encrypted, and its key is locked away or damaged. ' +
      'If the keystore of your system is locked, unlock it and try again.\n\nOr begin anew: the locked data is put aside, not deleted, and Parley ' +
      'gets everything from the service again. Edits that have not reached the service yet stay locked.',
    anew: 'Begin anew',
  },
  window: {
    recoveredTitle: 'Parley is back',
    recovered: 'The window had to be opened again. Your work is where you left it.',
    brokenTitle: 'Parley cannot show its window',
    broken: 'The window has ended several times in a row. Nothing you have written is lost.',
    missing: 'Its pages are missing or damaged. Installing Parley again brings them back.',
  },
  folder: {
    title: 'Parley cannot use its folder',
    detail: 'It must be possible to write to this folder:',
  },
  notification: { title: 'Parley', hidden: 'Somebody needs you.' },
  tray: {
    idle: 'Parley',
    needed: (count) => `Parley: ${count} waiting for you`,
    show: 'Show Parley',
  },
  menu: {
    file: 'File',
    edit: 'Edit',
    view: 'View',
    go: 'Go',
    window: 'Window',
    settings: 'Settings…',
    palette: 'Go to anything…',
    nextNeeded: 'Who needs me next',
    shortcuts: 'Keyboard shortcuts',
    undo: 'Undo',
    redo: 'Redo',
    cut: 'Cut',
    copy: 'Copy',
    paste: 'Paste',
    pasteAndMatchStyle: 'Paste as plain text',
    delete: 'Delete',
    selectAll: 'Select all',
    noSuggestions: 'No suggestions',
    learnWord: 'Add to the dictionary',
    resetZoom: 'Actual size',
    zoomIn: 'Zoom in',
    zoomOut: 'Zoom out',
    togglefullscreen: 'Full screen',
    minimize: 'Minimise',
    close: 'Close window',
    about: 'About Parley',
    services: 'Services',
    hide: 'Hide Parley',
    hideOthers: 'Hide others',
    unhide: 'Show all',
  },
};
