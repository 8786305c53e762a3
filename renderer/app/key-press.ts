// Changes when a pressed key is read, written or refused differently. Pure: one way to write keys, such as "Ctrl+Shift+K".

/** The part of a keyboard event that says what is pressed. */
export type Pressed = Pick<KeyboardEvent, 'key' | 'code' | 'ctrlKey' | 'altKey' | 'shiftKey' | 'metaKey'>;

const modifiers = new Set([
  'Control',
  'Alt',
  'Shift',
  'Meta',
  'AltGraph',
  'CapsLock',
  'Fn',
  'Dead',
  'Process',
]);

/**
 * @param mac whether Cmd is what Ctrl is elsewhere.
 * @returns keys as they are written; null for a modifier alone.
 */
export function pressOf(event: Pressed, mac: boolean): string | null {
  const key = keyOf(event);
  if (key === null) return null;
  const { ctrlKey, altKey, shiftKey, metaKey } = event;
  const main = mac ? metaKey : ctrlKey;
  const other = mac ? ctrlKey && 'Control' : metaKey && 'Meta';
  // A sign that needs Shift to be typed is that sign, on whatever key the layout has it.
  const sign = key.length === 1 && !/[A-Z0-9]/.test(key);
  const parts = [main && 'Ctrl', other, altKey && 'Alt', shiftKey && !sign && 'Shift', key];
  return parts.filter((part) => part !== false).join('+');
}

function keyOf({ key, code, altKey }: Pressed): string | null {
  if (modifiers.has(key)) return null;
  if (key === ' ') return 'Space';
  if (key === '+') return 'Plus';
  if (key.length > 1) return key;
  // Where the layout has no Latin letters (or Alt makes others of them), the place of the key says which is meant.
  const placed = /^(?:Key([A-Z])|Digit(\d))$/.exec(code);
  const latin = key.charCodeAt(0) < 128;
  if (placed !== null && (!latin || altKey)) return placed[1] ?? placed[2]!;
  return key.toUpperCase();
}

/** @returns keys of the command list ("$mod+Shift+k", "[Shift]+?") as {@link pressOf} writes them. */
export function written(keys: string, mac: boolean): string {
  return keys
    .split('+')
    .filter((part) => part !== '[Shift]')
    .map((part) => {
      if (part === '$mod') return 'Ctrl';
      if (part === 'Control') return mac ? 'Control' : 'Ctrl';
      const placed = /^Key([A-Z])$/.exec(part);
      return placed?.[1] ?? (part.length === 1 ? part.toUpperCase() : part);
    })
    .join('+');
}

/** Why keys cannot be chosen for a command. */
export type Refusal = 'types' | 'editing' | 'system' | 'moving';

const editing = new Set([
  ...'A C V X Z Y Shift+Z Shift+V Backspace Delete ArrowLeft ArrowRight ArrowUp ArrowDown Home End'
    .split(' ')
    .map((key) => `Ctrl+${key}`),
  // Changes the last message, where one writes.
  'F2',
]);
/** Taken before a window hears of them, on one of the three systems at least: keys are chosen once and used everywhere. */
const system = new Set([
  ...['Q', 'R', 'Shift+R', 'Shift+I', 'M', 'H', 'Alt+H', '0', 'Plus', '-'].map((key) => `Ctrl+${key}`),
  ...['Space', 'Escape', 'Shift+Escape', 'Alt+Escape', 'Shift+3', 'Shift+4', 'Shift+5'].map(
    (key) => `Ctrl+${key}`,
  ),
  // The terminal, the lock and the work areas of Linux desktops; the security screen of Windows.
  ...['T', 'L', 'D', 'Delete', 'ArrowUp', 'ArrowDown', 'ArrowLeft', 'ArrowRight'].map(
    (key) => `Ctrl+Alt+${key}`,
  ),
  ...['F1', 'F2', 'F4', 'F7', 'F8', 'F10', 'Tab', 'Shift+Tab', 'Escape', 'Space', 'Enter'].map(
    (key) => `Alt+${key}`,
  ),
  // On a Mac these are Control, which the system keeps for its own places.
  ...['ArrowUp', 'ArrowDown', 'ArrowLeft', 'ArrowRight', 'Space', 'F2', 'F3'].map((key) => `Control+${key}`),
  'F11',
  'F12',
  'PrintScreen',
  'ContextMenu',
]);
const consoles = /^Ctrl\+Alt\+F\d+$/;
const moving =
  /^(Shift\+)?(Tab|Enter|Escape|Space|Arrow\w+|Home|End|PageUp|PageDown|Backspace|Delete)$|^Ctrl\+[1-9]$/;

/** @returns why these keys are not free to choose; null where they are. */
export function refusalOf(press: string): Refusal | null {
  if (moving.test(press)) return 'moving';
  if (editing.has(press)) return 'editing';
  if (system.has(press) || consoles.test(press) || press.startsWith('Meta+')) return 'system';
  const key = press.split('+').at(-1) ?? '';
  const held = /(^|\+)(Ctrl|Control|Alt)\+/.test(press);
  return key.length === 1 && !held ? 'types' : null;
}
