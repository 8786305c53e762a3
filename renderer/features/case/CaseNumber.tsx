// Changes when the number of a case is shown differently.
import type { CaseRow } from '../../../shared/ipc/views.ts';
import type { ReactElement } from 'react';
import { useT, type Translate } from '../../state/intl.tsx';
import styles from './case.module.css';

/** The number, or that the service has not given one yet: in words, or as a dash where there is no room for them. */
export function CaseNumber({ row, short = false }: { row: Pick<CaseRow, 'number'>; short?: boolean }) {
  return caseNumber(useT(), row, short);
}

/** The same for a line of a list: elements alone. */
export function caseNumber(t: Translate, row: Pick<CaseRow, 'number'>, short: boolean): ReactElement {
  if (row.number !== null) return <span className={styles.number}>{row.number}</span>;
  return (
    <span className={styles.quiet} title={t('case.noNumber')}>
      {short && <span aria-hidden="true">–</span>}
      <span className={short ? 'quiet-only' : undefined}>{t('case.noNumber')}</span>
    </span>
  );
}
