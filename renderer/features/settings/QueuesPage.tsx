// Changes when admins set differently how routing treats the work of a queue.
import { useState } from 'react';
import type { CommandOf } from '../../../shared/domain/commands.ts';
import { offerLostSchema, usualOfferLost, type Queue } from '../../../shared/domain/queue.ts';
import { toErrorData, type ErrorData } from '../../../shared/errors.ts';
import { useQuery, useRun } from '../../data/hooks.ts';
import { useT } from '../../state/intl.tsx';
import { ErrorNote } from '../../ui/ErrorNote.tsx';
import { Select } from '../../ui/Select.tsx';
import { Section } from './Section.tsx';
import css from './settings.module.css';

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
  const run = useRun();
  const [error, setError] = useState<ErrorData | null>(null);
  const put = (set: CommandOf<'queue.routing'>['args']['set']): void => {
    setError(null);
    run('queue.routing', { queueId: queue.id, set }).catch((failure: unknown) =>
      setError(toErrorData(failure)),
    );
  };
  const lost = offerLostSchema.options.map((value) => ({
    value,
    label: t(value === 'stay' ? 'queues.stay' : `presence.${value}`),
  }));
  return (
    <Section title={queue.name}>
      {error !== null && <ErrorNote error={error} />}
      <div className={css.pair}>
        {(['missed', 'declined'] as const).map((field) => (
          <Select
            key={field}
            label={t(`queues.${field}`)}
            value={queue[field] ?? usualOfferLost[field]}
            options={lost}
            onChange={(value) => put({ [field]: value })}
          />
        ))}
      </div>
    </Section>
  );
}
