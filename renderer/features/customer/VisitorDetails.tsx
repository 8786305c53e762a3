// Changes when what the chat page tells of a visitor is shown differently.
import type { Visitor } from '../../../shared/domain/conversation.ts';
import { useIntl, useT } from '../../state/intl.tsx';
import { browserName } from './browser.ts';
import { languageName } from '../../state/language-name.ts';
import { Bidi } from '../../ui/Text.tsx';
import { VisitPath } from './VisitPath.tsx';
import styles from './customer.module.css';

/** Page, browser, language, the address given (and when they wrote: `until`), and the way here. All of it is the visitor's word, so it is text and never a link. */
export function VisitorDetails({ visitor, until }: { visitor: Visitor; until: number }) {
  const t = useT();
  const intl = useIntl();
  const rows = [
    ['page', visitor.page],
    ['browser', visitor.browser === null ? null : browserName(visitor.browser)],
    ['language', visitor.language === '' ? null : languageName(visitor.language, intl.locale)],
    ['email', visitor.email],
  ] as const;
  const known = rows.filter(([, value]) => value !== null && value !== '');
  return (
    <details className={styles.details} open>
      <summary>{t('customer.visit')}</summary>
      <dl className={styles.facts}>
        {known.map(([key, value]) => (
          <div key={key} className={styles.fact}>
            <dt>{t(`customer.visit.${key}`)}</dt>
            <dd title={value ?? ''}>
              <Bidi className="clip">{value ?? ''}</Bidi>
            </dd>
          </div>
        ))}
      </dl>
      <VisitPath visits={visitor.visits} until={until} />
    </details>
  );
}
