// Changes when the page about connection and data shows something else.
import { useState } from 'react';
import type { Diagnostics } from '../../../shared/ipc/diagnostics.ts';
import { useData, useDesk } from '../../data/hooks.ts';
import { useIntl, useT } from '../../state/intl.tsx';
import { useShell } from '../../state/shell.ts';
import { Button } from '../../ui/Button.tsx';
import { cx } from '../../ui/cx.ts';
import { ErrorNote } from '../../ui/ErrorNote.tsx';
import { Bidi } from '../../ui/Text.tsx';
import { Ago, Countdown, Elapsed } from '../../ui/Time.tsx';
import { Bars, Fact, Facts, useBytes } from './Facts.tsx';
import { Refusals } from './Refusals.tsx';
import { Section } from './Section.tsx';
import { useDiagnostics } from './useDiagnostics.ts';
import css from './connection.module.css';
import settings from './settings.module.css';

/** How this desk stands with its service, what waits here, what lies here, and a report of it to hand on. */
export function ConnectionPage() {
  const figures = useDiagnostics();
  return (
    <div className={settings.settings}>
      <Connection figures={figures} />
      <Work figures={figures} />
      <Data figures={figures} />
      <Report figures={figures} />
    </div>
  );
}

interface PartProps {
  figures: Diagnostics | null;
}

/** How long a person may take to choose where a report goes, ms. */
const dialogMs = 600_000;
const canRetry = new Set(['offline', 'version', 'wrongService']);

function Connection({ figures }: PartProps) {
  const t = useT();
  const { link, service, clockOffset } = useDesk();
  const { store } = useData();
  const well = link.state === 'linked';
  const percent =
    link.progress === null || link.progress.total === 0
      ? null
      : Math.floor((100 * link.progress.done) / link.progress.total);
  return (
    <Section title={t('connection.title')}>
      <div className={settings.line}>
        <p className={css.state}>
          <span
            className={cx(css.dot, well ? css.well : link.state === 'loading' ? css.busy : css.away)}
            aria-hidden="true"
          />
          <span role="status">
            {percent === null ? t(`link.${link.state}`) : t('link.loadingProgress', { percent })}
          </span>
        </p>
        {canRetry.has(link.state) && (
          <Button onClick={() => void store.request('link.retry', {}).catch(() => {})}>
            {t('connection.tryNow')}
          </Button>
        )}
      </div>
      <Facts>
        <Fact name={t('connection.since')}>
          <Elapsed since={link.since} />
        </Fact>
        {link.retryAt !== null && (
          <Fact name={t('connection.nextTry')}>
            <Countdown to={link.retryAt} soonMs={0} bare />
          </Fact>
        )}
        {service !== null && (
          <Fact name={t('connection.service')}>
            <Bidi>{service}</Bidi>
          </Fact>
        )}
        {figures !== null && (
          <>
            {figures.serviceVersion !== null && (
              <Fact name={t('connection.serviceVersion')}>
                <Bidi>{figures.serviceVersion}</Bidi>
              </Fact>
            )}
            {!well && (
              <Fact name={t('connection.lastLinked')}>
                {figures.linkedAt === null ? t('connection.never') : <Ago at={figures.linkedAt} />}
              </Fact>
            )}
            {figures.movedAt !== null && (
              <Fact name={t('connection.lastNews')}>
                <Ago at={figures.movedAt} />
              </Fact>
            )}
          </>
        )}
        {Math.abs(clockOffset) >= 60_000 && (
          <Fact name={t('connection.clock')}>
            {t('connection.clockOff', { count: Math.round(Math.abs(clockOffset) / 60_000) })}
          </Fact>
        )}
      </Facts>
    </Section>
  );
}

function Work({ figures }: PartProps) {
  const t = useT();
  const { outbox } = useDesk();
  const shell = useShell();
  const oldest = figures?.outbox.oldestAt ?? null;
  return (
    <Section title={t('connection.work')}>
      <Facts>
        <Fact name={t('connection.waiting')}>
          {outbox.waiting === 0 ? t('outbox.empty') : t('outbox.waiting', { count: outbox.waiting })}
        </Fact>
        {outbox.waiting > 0 && oldest !== null && (
          <Fact name={t('connection.oldest')}>
            <Ago at={oldest} />
          </Fact>
        )}
        {figures !== null && figures.outbox.drafts > 0 && (
          <Fact name={t('connection.drafts')}>{figures.outbox.drafts}</Fact>
        )}
      </Facts>
      {outbox.attention > 0 && (
        <div className={settings.line}>
          <span>{t('outbox.attention', { count: outbox.attention })}</span>
          <Button onClick={() => shell.show({ kind: 'attention' })}>{t('connection.settle')}</Button>
        </div>
      )}
      {figures !== null && figures.refusals.length > 0 && <Refusals refusals={figures.refusals} />}
    </Section>
  );
}

const kinds = [
  ['message', 'conversation.messages'],
  ['conversation', 'palette.conversations'],
  ['case', 'palette.cases'],
  ['note', 'case.notes.title'],
  ['customer', 'palette.customers'],
  ['article', 'palette.articles'],
] as const;

function Data({ figures }: PartProps) {
  const t = useT();
  const intl = useIntl();
  const bytes = useBytes();
  const { keyCustody } = useDesk();
  const sizes = figures?.bytes;
  return (
    <Section title={t('settings.custody')}>
      <p className={settings.text}>{t(`settings.custody.${keyCustody}`)}</p>
      {figures !== null && sizes !== undefined && (
        <>
          <h4 className={css.plot}>{t('connection.records')}</h4>
          <Bars
            label={t('connection.records')}
            bars={kinds.map(([kind, name]) => {
              const amount = figures.records[kind] ?? 0;
              return { name: t(name), amount, text: intl.formatNumber(amount) };
            })}
          />
          <h4 className={css.plot}>{t('connection.sizes')}</h4>
          <Bars
            label={t('connection.sizes')}
            bars={[
              { name: t('connection.size.cache'), amount: sizes.cache, text: bytes(sizes.cache) },
              { name: t('connection.size.search'), amount: sizes.search, text: bytes(sizes.search) },
              { name: t('connection.size.outbox'), amount: sizes.outbox, text: bytes(sizes.outbox) },
              ...(sizes.aside === 0
                ? []
                : [{ name: t('connection.size.aside'), amount: sizes.aside, text: bytes(sizes.aside) }]),
            ]}
          />
          <Facts>
            {sizes.free !== null && <Fact name={t('connection.free')}>{bytes(sizes.free)}</Fact>}
            <Fact name={t('connection.search')}>
              {figures.indexLag === 0
                ? t('connection.searchReady')
                : t('connection.searchLag', { count: figures.indexLag })}
            </Fact>
          </Facts>
        </>
      )}
    </Section>
  );
}

function Report({ figures }: PartProps) {
  const t = useT();
  const { main } = useData();
  const [done, setDone] = useState<'saved' | 'copied' | null>(null);
  const [failed, setFailed] = useState(false);
  const after = (work: Promise<'saved' | 'copied' | null>): void => {
    setFailed(false);
    work.then(setDone, () => setFailed(true));
  };
  return (
    <Section title={t('settings.diagnostics')}>
      <p className={settings.hint}>{t('settings.diagnosticsHint')}</p>
      <div className={css.buttons}>
        <Button
          disabled={figures === null}
          onClick={() =>
            figures !== null &&
            after(
              main
                .request('report.save', { facts: figures }, dialogMs)
                .then(({ saved }) => (saved ? 'saved' : null)),
            )
          }
        >
          {t(done === 'saved' ? 'connection.exported' : 'connection.export')}
        </Button>
        <Button
          disabled={figures === null}
          onClick={() =>
            figures !== null &&
            after(
              main
                .request('clipboard.write', { text: JSON.stringify(figures, null, 2) })
                .then(() => 'copied' as const),
            )
          }
        >
          {t(done === 'copied' ? 'settings.copied' : 'settings.copyDiagnostics')}
        </Button>
      </div>
      {failed && <ErrorNote error={{ kind: 'storage', message: '' }} />}
    </Section>
  );
}
