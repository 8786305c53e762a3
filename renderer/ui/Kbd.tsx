// Changes when keys are shown differently.
import css from './text.module.css';

const named: Record<string, string> = {
  arrowup: '↑',
  arrowdown: '↓',
  arrowleft: '←',
  arrowright: '→',
  enter: '↵',
  escape: 'Esc',
};

/** Keys such as "Ctrl+Shift+A", each as a cap. Hidden from screen readers: the command's name says it. */
export function Kbd({ keys }: { keys: string }) {
  return (
    <kbd className={css.kbd} aria-hidden="true" dir="ltr">
      {keys.split('+').map((key, at) => (
        // Two equal keys in one combination do not occur.
        <span key={`${key}-${String(at)}`}>{named[key.toLowerCase()] ?? key}</span>
      ))}
    </kbd>
  );
}
