// Changes when an agent sets differently what counts for "who needs me next".
import { useData, useNow, useQuery } from '../data/hooks.ts';
import { useT } from '../state/intl.tsx';
import { useHeldCalls } from '../state/live-call.ts';
import { needs, usualWeights } from '../state/needs.ts';
import { useSettings } from '../state/settings.ts';
import { Button } from '../ui/Button.tsx';
import { useReasonWords } from './need-words.ts';
import css from './settings-pages.module.css';

const factors = ['waiting', 'sla', 'mood', 'slope', 'unread', 'held'] as const;
const shown = 6;

/** A slider for each factor, and beside them the order that they make of those who are there now. */
export function NeedsPage() {
  const t = useT();
  const { settings, change } = useSettings();
  const weights = settings.needWeights ?? usualWeights;
  return (
    <div className={css.page}>
      <p className={css.hint}>{t('settings.needs.hint')}</p>
      <div className={css.sliders}>
        {factors.map((factor) => (
          <label key={factor} className={css.slider}>
            <span>{t(`settings.needs.${factor}`)}</span>
            <input
              type="range"
              min={0}
              max={2}
              step={0.25}
              value={weights[factor]}
              aria-valuetext={t('settings.needs.weight', { percent: Math.round(weights[factor] * 100) })}
              onChange={(event) =>
                change({ needWeights: { ...weights, [factor]: Number(event.currentTarget.value) } })
              }
            />
            <output className={css.percent}>
              {t('settings.needs.weight', { percent: Math.round(weights[factor] * 100) })}
            </output>
          </label>
        ))}
      </div>
      <Button
        disabled={settings.needWeights === undefined}
        onClick={() => change({ needWeights: undefined })}
      >
        {t('settings.needs.reset')}
      </Button>
      <Order />
    </div>
  );
}

function Order() {
  const t = useT();
  const words = useReasonWords();
  const { clock } = useData();
  const { needWeights: weights } = useSettings().settings;
  const { rows } = useQuery('conversation.mine', {});
  const held = useHeldCalls();
  useNow(5_000);
  const order = needs(rows ?? [], [], clock.now(), { weights, held }).slice(0, shown);
  return (
    <section aria-label={t('settings.needs.now')} className={css.order}>
      <h3 className={css.heading}>{t('settings.needs.now')}</h3>
      {order.length === 0 && <p className={css.hint}>{t('status.nobodyNeeds')}</p>}
      <ol className={css.list}>
        {order.map((need) => (
          <li key={need.id} className={css.need}>
            <span className={css.who}>
              <bdi>{need.title || t('common.visitor')}</bdi>
            </span>
            <span className={css.why}>{words(need.reasons)}</span>
          </li>
        ))}
      </ol>
    </section>
  );
}
