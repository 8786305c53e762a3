// Changes when the agent chooses differently whom a text is for.
import { Lock, MessageSquare } from 'lucide-react';
import { useT } from '../../state/intl.tsx';
import type { Mode } from './useComposerText.ts';
import styles from './composer.module.css';

/** Reply or internal. Arrows choose, as in any group of radio buttons. */
export function ComposerModes({ mode, onPick }: { mode: Mode; onPick: (mode: Mode) => void }) {
  return (
    <>
      <ModeButton mode="public" current={mode} onPick={onPick} />
      <ModeButton mode="internal" current={mode} onPick={onPick} />
    </>
  );
}

function ModeButton({ mode, current, onPick }: { mode: Mode; current: Mode; onPick: (mode: Mode) => void }) {
  const t = useT();
  const Icon = mode === 'internal' ? Lock : MessageSquare;
  return (
    <button
      type="button"
      role="radio"
      aria-checked={mode === current}
      tabIndex={mode === current ? 0 : -1}
      className={styles.mode}
      data-mode={mode}
      onClick={(event) => {
        // A click has chosen; arrows are still choosing.
        event.currentTarget.blur();
        onPick(mode);
      }}
      onKeyDown={(event) => {
        if (!event.key.startsWith('Arrow')) return;
        event.preventDefault();
        const other = mode === 'internal' ? 'public' : 'internal';
        onPick(other);
        const next = event.currentTarget.parentElement?.querySelector<HTMLElement>(`[data-mode=${other}]`);
        next?.focus();
      }}
    >
      <Icon size={13} aria-hidden="true" />
      {t(mode === 'internal' ? 'conversation.internalMode' : 'conversation.publicMode')}
    </button>
  );
}
