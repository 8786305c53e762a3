// Changes when admins set differently how routing treats the work of a queue.
import { useState } from 'react';
import type { CommandOf } from '../../../shared/domain/commands.ts';
import {
  offerLostSchema,
  usualOfferLost,
  type Queue,
  type WrapUpBlock,
} from '../../../shared/domain/queue.ts';
import { toErrorData, type ErrorData } from '../../../shared/errors.ts';
import { useQuery, useRun } from '../../data/hooks.ts';
import { useIntl, useT } from '../../state/intl.tsx';
import { ErrorNote } from '../../ui/ErrorNote.tsx';
import { Select } from '../../ui/Select.tsx';
import { Section } from './Section.tsx';
import css from './settings.module.css';

const minute = 60_000;
/** Those of the field, from half a minute to an hour; another one that was set stays in the list. */
const usualBlocks: readonly WrapUpBlock[] = [
  'always',
  'never',
  ...[0.5, 1, 2, 5, 10, 15, 30, 60].map((minutes) => minutes * minute),
];

/** Every queue, what holds in it, and what else could. */
export function QueuesPage() {
  const t = useT();
  const { rows } = useQuery('queue.list', {});
  return (
    <div className={css.settings}>
      <p className={css.hint}>{t('queues.intro')}</p>
      {(rows ?? []).map((queue) => (
        <QueueRules key={queue.id} queue={queue} />
      ))}
    </div>
  );
}

function QueueRules({ queue }: { queue: Queue }) {
  const t = useT();
  const intl = useIntl();
  const run = useRun();
  const [error, setError] = useState<ErrorData | null>(null);
  const put = (set: CommandOf<'queue.routing'>['args']['set']): void => {
    setError(null);
    run('queue.routing', { queueId: queue.id, set }).catch((failure: unknown) =>
      setError(toErrorData(failure)),
    );
  };
  const block = queue.wrapUpBlock ?? 'always';
  const blocks = usualBlocks.includes(block) ? usualBlocks : [...usualBlocks, block];
  const blockWords = (value: WrapUpBlock): string => {
    if (value === 'always') return t('queues.block.always');
    if (value === 'never') return t('queues.block.never');
    const [amount, unit] = value < minute ? [value / 1000, 'second'] : [value / minute, 'minute'];
    return intl.formatNumber(amount, { style: 'unit', unit, unitDisplay: 'long' });
  };
  const lost = offerLostSchema.options.map((value) => ({
    value,
    label: t(value === 'stay' ? 'queues.stay' : `presence.${value}`),
  }));
  return (
    <Section title={queue.name}>
      {error !== null && <ErrorNote error={error} />}
      <div className={css.trio}>
        {(['missed', 'declined'] as const).map((field) => (
          <Select
            key={field}
            label={t(`queues.${field}`)}
            value={queue[field] ?? usualOfferLost[field]}
            options={lost}
            onChange={(value) => put({ [field]: value })}
          />
        ))}
        <Select
          label={t('queues.wrapUp')}
          value={String(block)}
          options={blocks.map((value) => ({ value: String(value), label: blockWords(value) }))}
          onChange={(value) => put({ wrapUpBlock: blocks.find((one) => String(one) === value) })}
        />
      </div>
    </Section>
  );
}
