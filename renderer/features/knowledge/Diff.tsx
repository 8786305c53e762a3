// Changes when two versions of an article are shown beside each other differently.
import { useMemo } from 'react';
import { useT } from '../../state/intl.tsx';
import { cx } from '../../ui/cx.ts';
import { diffLines, type DiffLine } from './diff.ts';
import styles from './work.module.css';

const signs = { same: ' ', gone: '−', new: '+' } as const;

/** What is gone, what is new, and which words of a line changed. Told by sign and by line, not by colour alone. */
export function Diff({ before, after, label }: { before: string; after: string; label: string }) {
  const t = useT();
  const lines = useMemo(() => diffLines(before, after), [before, after]);
  return (
    <div className={styles.diff} role="group" aria-label={label}>
      {lines.map((line, at) => (
        <div key={at} className={cx(styles.line, line.kind !== 'same' && styles[line.kind])}>
          <span className={styles.sign} aria-hidden="true">
            {signs[line.kind]}
          </span>
          <span dir="auto">
            {line.kind !== 'same' && <span className="quiet-only">{t(`knowledge.diff.${line.kind}`)}: </span>}
            <Runs line={line} />
          </span>
        </div>
      ))}
    </div>
  );
}

function Runs({ line }: { line: DiffLine }) {
  return line.runs.map(({ text, changed }, at) => {
    if (!changed || line.kind === 'same') return <span key={at}>{text}</span>;
    return line.kind === 'gone' ? <del key={at}>{text}</del> : <ins key={at}>{text}</ins>;
  });
}
