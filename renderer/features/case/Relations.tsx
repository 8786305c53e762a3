// Changes when what a case hangs together with is shown differently: parents and children, merged ones, conversations.
import { CornerDownRight, Merge, Network, Undo2, X } from 'lucide-react';
import { useState } from 'react';
import { isOpenCase, type Case } from '../../../shared/domain/case.ts';
import { toErrorData, type ErrorData } from '../../../shared/errors.ts';
import type { CaseRelations } from '../../../shared/ipc/views-case.ts';
import type { CaseRow } from '../../../shared/ipc/views.ts';
import { useRun } from '../../data/hooks.ts';
import { useT } from '../../state/intl.tsx';
import { useRecordLink } from '../../state/workspace.ts';
import { Button } from '../../ui/Button.tsx';
import { ChannelIcon } from '../../ui/ChannelIcon.tsx';
import { ErrorNote } from '../../ui/ErrorNote.tsx';
import { IconButton } from '../../ui/IconButton.tsx';
import { Bidi } from '../../ui/Text.tsx';
import { Ago } from '../../ui/Time.tsx';
import { CaseFinder } from './CaseFinder.tsx';
import { CaseNumber } from './CaseNumber.tsx';
import { StatusMark } from './marks.tsx';
import { MergeDialog } from './MergeDialog.tsx';
import type { CaseEditing } from './useCaseEdit.ts';
import css from './relations.module.css';

interface RelationsProps {
  seen: Case;
  row: CaseRow;
  relations: CaseRelations;
  save: CaseEditing['save'];
}

/** Where a merged case went, with the way there and the way back. */
export function MergedAway({ seen, into }: { seen: Case; into: CaseRow | null }) {
  const t = useT();
  const link = useRecordLink();
  const { takeOut, error } = useTakeOut();
  if (seen.merged == null) return null;
  return (
    <div className={css.away} role="status">
      <Merge size={16} aria-hidden="true" />
      <span>{t('case.merge.gone')}</span>
      {into !== null && (
        <button type="button" className={css.go} {...link('case', into.id)}>
          <CaseNumber row={into} short /> <Bidi className="clip">{into.title}</Bidi>
        </button>
      )}
      <span className={css.push} />
      <Button
        size="small"
        icon={<Undo2 size={14} aria-hidden="true" className="mirror" />}
        onClick={() => takeOut([seen.id])}
      >
        {t('case.merge.takeOut')}
      </Button>
      {error !== null && <ErrorNote error={error} />}
    </div>
  );
}

function useTakeOut() {
  const run = useRun();
  const [error, setError] = useState<ErrorData | null>(null);
  const takeOut = (caseIds: string[]): void => {
    setError(null);
    run('case.unmerge', { caseIds }).catch((failure: unknown) => setError(toErrorData(failure)));
  };
  return { takeOut, error };
}

/** The tree around a case, those merged into it, and its conversations. */
export function Relations({ seen, row, relations, save }: RelationsProps) {
  const t = useT();
  const [finding, setFinding] = useState(false);
  const [merging, setMerging] = useState(false);
  const { takeOut, error } = useTakeOut();
  const { above, below, merged, conversations } = relations;
  const around = above.length + below.length > 0;
  return (
    <section className={css.relations} aria-label={t('case.tree')}>
      <div className={css.head}>
        <h2>{t('case.tree')}</h2>
        <span className={css.push} />
        <IconButton
          size="small"
          label={t(above.length > 0 ? 'case.tree.change' : 'case.tree.set')}
          onClick={() => setFinding(!finding)}
        >
          <Network size={14} aria-hidden="true" />
        </IconButton>
        {seen.parentId != null && (
          <IconButton
            size="small"
            label={t('case.tree.remove')}
            onClick={() => save('parentId', null, t('case.empty'))}
          >
            <X size={14} aria-hidden="true" />
          </IconButton>
        )}
        {seen.merged == null && isOpenCase(seen.status) && (
          <IconButton size="small" label={t('case.merge')} onClick={() => setMerging(true)}>
            <Merge size={14} aria-hidden="true" />
          </IconButton>
        )}
      </div>
      {finding && (
        <CaseFinder
          autoFocus
          without={new Set([seen.id, ...below.map(({ id }) => id), ...above.slice(-1).map(({ id }) => id)])}
          customerId={seen.customerId}
          onPick={(parent) => {
            setFinding(false);
            save('parentId', parent.id, parent.title);
          }}
          onDone={() => setFinding(false)}
        />
      )}
      {around && (
        <ul className={css.list} aria-label={t('case.tree')}>
          {above.map((one, depth) => (
            <Line key={one.id} row={one} depth={depth} />
          ))}
          <Line row={row} depth={above.length} here />
          {below.map((one) => (
            <Line key={one.id} row={one} depth={above.length + 1} />
          ))}
        </ul>
      )}
      {merged.length > 0 && (
        <>
          <h3 className={css.quiet}>{t('case.merge.from')}</h3>
          <ul className={css.list} aria-label={t('case.merge.from')}>
            {merged.map((one) => (
              <Line key={one.id} row={one} depth={0} onDrop={() => takeOut([one.id])} />
            ))}
          </ul>
        </>
      )}
      {conversations.length > 0 && <Conversations conversations={conversations} />}
      {error !== null && <ErrorNote error={error} />}
      {merging && <MergeDialog row={row} onClose={() => setMerging(false)} />}
    </section>
  );
}

interface LineProps {
  row: CaseRow;
  /** How far in it stands. */
  depth: number;
  here?: boolean;
  onDrop?: () => void;
}

function Line({ row, depth, here = false, onDrop }: LineProps) {
  const t = useT();
  const link = useRecordLink();
  return (
    <li
      className={css.line}
      style={{ paddingInlineStart: Math.min(depth, 6) * 16 }}
      aria-current={here ? 'true' : undefined}
    >
      {depth > 0 && <CornerDownRight size={12} aria-hidden="true" className="mirror" />}
      <CaseNumber row={row} short />
      {here ? (
        <span className={css.title} title={row.title}>
          {t('case.tree.this')}
        </span>
      ) : (
        <button type="button" className={css.open} title={row.title} {...link('case', row.id)}>
          <Bidi className="clip">{row.title}</Bidi>
        </button>
      )}
      <StatusMark status={row.status} />
      {onDrop !== undefined && (
        <IconButton size="small" label={t('case.merge.takeOut')} onClick={onDrop}>
          <Undo2 size={13} aria-hidden="true" className="mirror" />
        </IconButton>
      )}
    </li>
  );
}

function Conversations({ conversations }: Pick<CaseRelations, 'conversations'>) {
  const t = useT();
  const link = useRecordLink();
  return (
    <>
      <h3 className={css.quiet}>{t('case.conversations')}</h3>
      <ul className={css.list} aria-label={t('case.conversations')}>
        {conversations.map((one) => (
          <li key={one.id} className={css.line}>
            <ChannelIcon channel={one.channel} />
            <button type="button" className={css.open} title={one.subject} {...link('conversation', one.id)}>
              <Bidi className="clip">{one.subject === '' ? one.title : one.subject}</Bidi>
            </button>
            <span className={css.quiet}>
              <Ago at={one.createdAt} />
            </span>
          </li>
        ))}
      </ul>
    </>
  );
}
