// Changes when the quality of a running call is shown otherwise: a word, a small plot, and the figures for whoever asks.
import { SignalHigh, SignalLow, SignalMedium } from 'lucide-react';
import { useEffect, useState } from 'react';
import { qualityWord, type QualityWord } from '../../../shared/phone/e-model.ts';
import type { CallQuality } from '../../../shared/phone/engine.ts';
import { useIntl, useT } from '../../state/intl.tsx';
import { Popover } from '../../ui/Popover.tsx';
import css from './call-media.module.css';
import { QualityPlot } from './QualityPlot.tsx';

/** A minute is enough to see where it goes. */
const mostSeconds = 60;
/** The word follows some seconds: one that changes every second is read by nobody. */
const wordSeconds = 5;
const icons = { good: SignalHigh, fair: SignalMedium, poor: SignalLow, bad: SignalLow } as const;

/** How well the call is heard. */
export function Quality({ quality }: { quality: CallQuality }) {
  const t = useT();
  const opinions = useOpinions(quality);
  const lately = opinions.slice(-wordSeconds);
  const word = qualityWord(lately.reduce((sum, mos) => sum + mos, 0) / Math.max(1, lately.length));
  const Icon = icons[word];
  const words = t(`quality.is.${word}`);
  return (
    <Popover
      label={t('quality.title')}
      align="end"
      trigger={
        <button
          type="button"
          className={css.quality}
          data-quality={word}
          aria-label={`${t('quality.title')}: ${words}`}
        >
          <Icon size={14} aria-hidden="true" />
          <span>{words}</span>
          <QualityPlot opinions={opinions} most={mostSeconds} width={44} height={14} />
        </button>
      }
    >
      <div className={css.figures}>
        <QualityPlot
          opinions={opinions}
          most={mostSeconds}
          width={220}
          height={48}
          label={plotLabel(word, t)}
        />
        <Figures {...quality} />
      </div>
    </Popover>
  );
}

const plotLabel = (word: QualityWord, t: ReturnType<typeof useT>): string =>
  `${t('quality.lastMinute')}: ${t(`quality.is.${word}`)}`;

/** The figures behind the word. */
export function Figures({
  mos,
  jitterMs,
  roundTripMs,
  loss,
}: Pick<CallQuality, 'mos' | 'jitterMs' | 'roundTripMs' | 'loss'>) {
  const t = useT();
  const intl = useIntl();
  const ms = (value: number): string =>
    intl.formatNumber(Math.round(value), { style: 'unit', unit: 'millisecond' });
  const rows = [
    [t('quality.mos'), intl.formatNumber(mos, { minimumFractionDigits: 1, maximumFractionDigits: 1 })],
    [t('quality.loss'), intl.formatNumber(loss, { style: 'percent', maximumFractionDigits: 1 })],
    [t('quality.jitter'), ms(jitterMs)],
    [t('quality.roundTrip'), roundTripMs === null ? t('quality.unknown') : ms(roundTripMs)],
  ];
  return (
    <dl className={css.rows}>
      {rows.map(([name, value]) => (
        <div key={name}>
          <dt>{name}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  );
}

/** The opinions of the last minute; each second tells one. */
function useOpinions(quality: CallQuality): readonly number[] {
  const [opinions, setOpinions] = useState<readonly number[]>([]);
  useEffect(() => {
    setOpinions((before) => [...before, quality.mos].slice(-mostSeconds));
  }, [quality]);
  return opinions.length === 0 ? [quality.mos] : opinions;
}
