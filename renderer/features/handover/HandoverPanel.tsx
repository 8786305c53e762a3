// Changes when a conversation is given away, or a colleague is asked, differently.
import { Search } from 'lucide-react';
import { useEffect, useEffectEvent, useRef, useState, type KeyboardEvent } from 'react';
import { plain } from '../../../shared/cache/text.ts';
import { toErrorData, type ErrorData } from '../../../shared/errors.ts';
import type { ConversationView } from '../../../shared/ipc/views.ts';
import type { HandoverAgent, HandoverQueue } from '../../../shared/ipc/views-handover.ts';
import { useData, useNewId, useQuery, useRun } from '../../data/hooks.ts';
import { useOneAtATime } from '../../data/one-at-a-time.ts';
import { useLocale, useT } from '../../state/intl.tsx';
import { languageName } from '../../state/language-name.ts';
import { presenceWords } from '../../state/presence.ts';
import { Badge } from '../../ui/Badge.tsx';
import { Button } from '../../ui/Button.tsx';
import { cx } from '../../ui/cx.ts';
import { ErrorNote } from '../../ui/ErrorNote.tsx';
import { Highlight } from '../../ui/Text.tsx';
import { TextArea } from '../../ui/TextArea.tsx';
import { TextField } from '../../ui/TextField.tsx';
import { walkRadios } from '../../ui/walk-radios.ts';
import { CapsuleEditor } from './CapsuleView.tsx';
import css from './handover.module.css';
import { edited, useCapsule, useHandoverForm, type HandoverForm } from './useCapsule.ts';

export interface HandoverPanelProps {
  view: ConversationView;
  /** What was asked for last, the words behind it, and a number that changes with each time. */
  asked: { kind: HandoverForm['kind']; text: string; times: number } | null;
  /** It was sent, or the agent thought better of it. */
  onDone: (sent: { kind: HandoverForm['kind']; toName: string } | null) => void;
}

const kinds = ['transfer', 'queue', 'consult'] as const;
const labels = {
  transfer: 'handover.toAgent',
  queue: 'handover.transferQueue',
  consult: 'handover.consult',
} as const;
/** Whom it makes sense to ask now. */
const ready = ({ presence }: HandoverAgent): boolean =>
  presence !== null && presence.linked && (presence.status === 'available' || presence.status === 'busy');

/** To whom, with which words, and what goes along. */
export function HandoverPanel({ view, asked, onDone }: HandoverPanelProps) {
  const t = useT();
  const run = useRun();
  const newId = useNewId();
  const { drafts } = useData();
  const { id } = view.conversation;
  const { form, set, clear } = useHandoverForm(id);
  const capsule = useCapsule(view);
  const { rows: targets } = useQuery('handover.targets', { id });
  const [text, setText] = useState('');
  const [all, setAll] = useState(false);
  const [error, setError] = useState<ErrorData | null>(null);
  const once = useOneAtATime();
  const field = useRef<HTMLInputElement>(null);

  const times = asked?.times ?? 0;
  const answer = useEffectEvent(() => {
    if (asked === null) return;
    if (form.kind !== asked.kind) set({ kind: asked.kind, toId: null });
    setText(asked.text);
    field.current?.focus();
  });
  useEffect(() => {
    if (times > 0) answer();
  }, [times]);

  const words = plain(text).split(/\s+/).filter(Boolean);
  const fits = ({ name }: { name: string }): boolean => words.every((word) => plain(name).includes(word));
  const toQueue = form.kind === 'queue';
  const agents = (targets?.agents ?? []).filter(fits);
  const here = agents.filter((one) => all || ready(one));
  const away = agents.length - agents.filter(ready).length;
  const queues = (targets?.queues ?? []).filter(fits);
  const list: readonly (HandoverAgent | HandoverQueue)[] = toQueue ? queues : here;
  const chosen =
    list.find((one) => one.id === form.toId) ?? (words.length > 0 && list.length === 1 ? list[0] : undefined);

  const send = (): void => {
    if (chosen === undefined) return;
    setError(null);
    const sent = edited(capsule, form);
    void once(() =>
      run('handover.offer', {
        handoverId: newId(),
        conversationId: id,
        kind: form.kind === 'consult' ? 'consult' : 'transfer',
        toAgentId: toQueue ? null : chosen.id,
        toQueueId: toQueue ? chosen.id : null,
        capsule: sent,
        comment: form.comment.trim(),
      }).then(
        () => {
          // The queue has it at once: the reply that was begun went along.
          const key = `reply:${id}`;
          if (toQueue && sent.draft !== '' && drafts.get(key).text === sent.draft) drafts.clear(key);
          clear();
          setText('');
          onDone({ kind: form.kind, toName: chosen.name });
        },
        (failure: unknown) => setError(toErrorData(failure)),
      ),
    );
  };
  const step = (by: number): void => {
    const at = list.findIndex((one) => one.id === chosen?.id);
    const next = list[Math.max(0, Math.min(list.length - 1, at + by))];
    if (next !== undefined) set({ toId: next.id });
  };
  const verb = { transfer: 'handover.give', queue: 'handover.giveQueue', consult: 'handover.ask' } as const;
  /** The same in every field of it. */
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.nativeEvent.isComposing) return;
    if (event.key === 'Escape') onDone(null);
    else if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) send();
    else return;
    event.preventDefault();
    event.stopPropagation();
  };
  return (
    <div role="group" aria-label={t('handover.title')} className={css.panel} onKeyDown={onKeyDown}>
      <div role="radiogroup" aria-label={t('handover.way')} className={css.ways}>
        {kinds.map((kind) => (
          <button
            key={kind}
            type="button"
            role="radio"
            aria-checked={form.kind === kind}
            tabIndex={form.kind === kind ? 0 : -1}
            className={css.way}
            onKeyDown={walkRadios}
            onClick={() => set({ kind, toId: null })}
          >
            {t(labels[kind])}
          </button>
        ))}
      </div>
      <TextField
        ref={field}
        type="search"
        label={t('handover.search')}
        hideLabel
        placeholder={t('handover.search')}
        icon={<Search size={14} aria-hidden="true" />}
        value={text}
        onChange={setText}
        onKeyDown={(event) => {
          if (event.nativeEvent.isComposing) return;
          if (event.key === 'ArrowDown') step(1);
          else if (event.key === 'ArrowUp') step(-1);
          else if (event.key === 'Enter' && !event.ctrlKey && !event.metaKey) {
            if (chosen === undefined) step(1);
            else set({ toId: chosen.id });
          } else return;
          event.preventDefault();
          event.stopPropagation();
        }}
      />
      <div role="listbox" aria-label={t('handover.who')} className={css.list}>
        {list.map((one) => (
          <button
            key={one.id}
            type="button"
            role="option"
            aria-selected={one.id === chosen?.id}
            className={css.target}
            onClick={() => set({ toId: one.id })}
          >
            <span className={cx('clip', css.targetName)}>
              <Highlight text={one.name} query={text} />
            </span>
            {'presence' in one ? <Standing agent={one} /> : <QueueLoad queue={one} />}
          </button>
        ))}
      </div>
      {list.length === 0 && targets !== undefined && (
        <p className={css.quiet}>{t(words.length > 0 ? 'handover.nobody' : 'handover.nobodyHere')}</p>
      )}
      {!toQueue && !all && away > 0 && (
        <Button
          size="small"
          variant="quiet"
          onClick={() => {
            setAll(true);
            // The button goes; the arrows choose in the longer list from here.
            field.current?.focus();
          }}
        >
          {t('handover.showAll', { count: away })}
        </Button>
      )}
      <TextArea
        label={t(form.kind === 'consult' ? 'handover.question' : 'handover.comment')}
        rows={2}
        maxLength={1000}
        value={form.comment}
        onChange={(comment) => set({ comment })}
      />
      <CapsuleEditor capsule={capsule} form={form} onChange={set} />
      {error !== null && <ErrorNote error={error} />}
      <div className={css.actions}>
        <Button variant="primary" disabled={chosen === undefined} onClick={send}>
          {chosen === undefined ? t('handover.choose') : t(verb[form.kind], { name: chosen.name })}
        </Button>
        <Button onClick={() => onDone(null)}>{t('common.cancel')}</Button>
      </div>
    </div>
  );
}

function Standing({ agent: { presence, speaks, languages } }: { agent: HandoverAgent }) {
  const t = useT();
  const locale = useLocale();
  const { rows: states } = useQuery('presenceState.list', {});
  const standing = presence?.linked === true ? presence : { status: 'offline' as const };
  const { used, capacity } = presence ?? { used: 0, capacity: 0 };
  const named = new Intl.ListFormat(locale, { type: 'unit', style: 'short' });
  return (
    <span className={css.meta}>
      {speaks && <Badge tone="ok">{named.format(languages.map((tag) => languageName(tag, locale)))}</Badge>}
      <span data-status={standing.status} className={css.status}>
        {presenceWords(t, locale, standing, states ?? [])}
      </span>
      <span
        className="tabular"
        title={t('handover.load', { used, capacity })}
      >{`${String(used)}/${String(capacity)}`}</span>
    </span>
  );
}

function QueueLoad({ queue: { waiting, ready, here } }: { queue: HandoverQueue }) {
  const t = useT();
  return (
    <span className={css.meta}>
      {here && <Badge>{t('handover.here')}</Badge>}
      {t('handover.queueLoad', { waiting, ready })}
    </span>
  );
}
