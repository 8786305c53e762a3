// Changes when something else needs the agent to act at once: only then is there a banner.
import { KeyRound, TriangleAlert } from 'lucide-react';
import { useData, useDesk } from '../data/hooks.ts';
import { useT } from '../state/intl.tsx';
import { useShell } from '../state/shell.ts';
import { Button } from '../ui/Button.tsx';
import css from './desk.module.css';

/** Sign in again; or a notice about this machine. Nothing else. */
export function BannerArea() {
  const t = useT();
  const { store } = useData();
  const shell = useShell();
  const { link, notices } = useDesk();
  return (
    <>
      {link.state === 'expired' && (
        <div className={css.banner} role="status">
          <KeyRound size={16} aria-hidden="true" />
          <span className={css.bannerText}>{t('signIn.expired')}</span>
          <Button variant="primary" size="small" onClick={() => shell.show({ kind: 'signIn' })}>
            {t('signIn.submit')}
          </Button>
        </div>
      )}
      {(link.state === 'version' || link.state === 'wrongService') && (
        <div className={css.banner} role="status">
          <TriangleAlert size={16} aria-hidden="true" />
          <span className={css.bannerText}>{t(`link.${link.state}`)}</span>
        </div>
      )}
      {notices.map(({ id, code }) => (
        <div key={id} className={css.banner} role="status">
          <TriangleAlert size={16} aria-hidden="true" />
          <span className={css.bannerText}>{t(`notice.${code}`)}</span>
          <Button
            variant="quiet"
            size="small"
            onClick={() => void store.request('notice.dismiss', { id }).catch(() => {})}
          >
            {t('common.dismiss')}
          </Button>
        </div>
      ))}
    </>
  );
}
