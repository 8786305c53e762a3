// Changes when a script beside a conversation is shown, chosen or ticked differently.
import { Check, ListChecks, RotateCcw } from 'lucide-react';
import { useEffect, useMemo, useRef } from 'react';
import type { Script } from '../../../shared/domain/macro.ts';
import { fillVariables } from '../../../shared/domain/variables.ts';
import { useData, useDesk, useQuery } from '../../data/hooks.ts';
import { CallableText } from '../../state/CallableText.tsx';
import { useT } from '../../state/intl.tsx';
import { useShell } from '../../state/shell.ts';
import { useTabView } from '../../state/workspace.ts';
import { Button } from '../../ui/Button.tsx';
import { IconButton } from '../../ui/IconButton.tsx';
import { Select } from '../../ui/Select.tsx';
import { Bidi } from '../../ui/Text.tsx';
import { cx } from '../../ui/cx.ts';
import { bestScript, partsOfText, readTicks, type Ticks } from './script-state.ts';
import css from './script.module.css';

interface ScriptPanelProps {
  conversationId: string;
  tabId: string;
  /** Counts up when it is asked for; `chosen` is then the script that is meant, or ''. */
  asked: number;
  chosen: string;
}

/** The steps of a conversation, to tick. Which script, and what is ticked, is kept with the tab. */
export function ScriptPanel({ conversationId, tabId, asked, chosen }: ScriptPanelProps) {
  const t = useT();
  const { rows: view } = useQuery('conversation.view', { id: conversationId });
  const { rows: scripts } = useQuery('script.list', {});
  const [saved, save] = useTabView<unknown>(tabId, 'script', null);
  const ticks = useMemo(() => readTicks(saved), [saved]);
  const list = useRef<HTMLDivElement>(null);
  const conversation = view?.conversation;
  const fitting = useMemo(
    () =>
      conversation === undefined
        ? null
        : bestScript(scripts ?? [], {
            channel: conversation.channel,
            queueId: conversation.queueId,
            language: view?.customer?.language ?? conversation.visitor.language,
          }),
    [scripts, conversation, view?.customer?.language],
  );
  useEffect(() => {
    if (asked === 0) return;
    if (chosen !== '') save({ ...ticks, scriptId: chosen, trail: [] });
    list.current?.querySelector<HTMLElement>('[role="checkbox"], button')?.focus();
    // It is asked for once, whatever is ticked later.
    // oxlint-disable-next-line react/exhaustive-deps
  }, [asked, chosen]);
  if (scripts === undefined || view == null) return null;
  const script = scripts.find(({ id }) => id === ticks.scriptId) ?? fitting;
  return (
    <div ref={list} className={css.panel}>
      {scripts.length === 0 && <p className={css.quiet}>{t('script.none')}</p>}
      {scripts.length > 0 && (
        <Select
          label={t('script.choose')}
          hideLabel
          value={script?.id ?? null}
          placeholder={t('script.choose')}
          onChange={(scriptId) => save({ ...ticks, scriptId, trail: [] })}
          options={scripts.map(({ id, title }) => ({ value: id, label: title }))}
        />
      )}
      {script !== null && (
        <Steps script={script} scripts={scripts} ticks={ticks} save={save} conversationId={conversationId} />
      )}
    </div>
  );
}

interface StepsProps {
  script: Script;
  scripts: readonly Script[];
  ticks: Ticks;
  save: (ticks: Ticks) => void;
  conversationId: string;
}

function Steps({ script, scripts, ticks, save, conversationId }: StepsProps) {
  const t = useT();
  const shell = useShell();
  const { drafts } = useData();
  const { agent } = useDesk();
  const { rows: macros } = useQuery('macro.list', {});
  const { rows: view } = useQuery('conversation.view', { id: conversationId });
  const done = new Set(ticks.done);
  const count = script.steps.filter(({ id }) => done.has(id)).length;
  const facts = {
    customer: view?.customer?.name ?? view?.conversation.visitor.name ?? null,
    agent: agent?.name ?? null,
    case: view?.case?.number ?? null,
  };
  const toggle = (id: string, on: boolean): void =>
    save({
      ...ticks,
      scriptId: script.id,
      done: on ? [...ticks.done, id] : ticks.done.filter((one) => one !== id),
    });
  const goTo = (id: string, trail: string[]): void => save({ ...ticks, scriptId: id, trail });
  const backId = ticks.trail.at(-1);
  const back = scripts.find(({ id }) => id === backId);
  return (
    <>
      {back !== undefined && (
        <Button size="small" onClick={() => goTo(back.id, ticks.trail.slice(0, -1))}>
          {t('script.back', { title: back.title })}
        </Button>
      )}
      <ol className={css.steps} aria-label={script.title}>
        {script.steps.map((step) => {
          const macro = macros?.find(({ id }) => id === step.macroId);
          const sub = scripts.find(({ id }) => id === step.scriptId);
          const ticked = done.has(step.id);
          const { told, said } = partsOfText(fillVariables(step.text, facts));
          return (
            <li key={step.id} className={css.step} data-done={ticked}>
              <button
                type="button"
                role="checkbox"
                aria-checked={ticked}
                aria-label={step.title}
                className={css.box}
                onClick={() => toggle(step.id, !ticked)}
              >
                <span className={css.mark}>{ticked && <Check size={13} aria-hidden="true" />}</span>
              </button>
              <div className={css.words}>
                <Bidi className={css.name}>{step.title}</Bidi>
                {told !== '' && (
                  <p className={css.text} dir="auto">
                    <CallableText text={told} className={css.call} />
                  </p>
                )}
                {said !== '' && (
                  <p className={cx(css.text, css.said)} dir="auto">
                    <CallableText text={said} className={css.call} />
                  </p>
                )}
                <div className={css.actions}>
                  {said !== '' && (
                    <Button
                      size="small"
                      onClick={() => {
                        const key = `reply:${conversationId}`;
                        const before = drafts.get(key).text;
                        const next = before.trim() === '' ? said : `${before.trimEnd()}\n${said}`;
                        drafts.set(key, next, next.length);
                        toggle(step.id, true);
                      }}
                    >
                      {t('script.insert')}
                    </Button>
                  )}
                  {macro !== undefined && (
                    <Button
                      size="small"
                      onClick={() => {
                        toggle(step.id, true);
                        shell.want(conversationId, 'macro', macro.id);
                      }}
                    >
                      {t('macro.runNamed', { title: macro.title })}
                    </Button>
                  )}
                  {sub !== undefined && (
                    <Button
                      size="small"
                      onClick={() =>
                        save({
                          scriptId: sub.id,
                          trail: [...ticks.trail, script.id],
                          done: [...ticks.done, step.id],
                        })
                      }
                    >
                      {t('script.goTo', { title: sub.title })}
                    </Button>
                  )}
                </div>
              </div>
            </li>
          );
        })}
      </ol>
      <div className={css.foot}>
        <ListChecks size={14} aria-hidden="true" />
        <span role="status">{t('script.progress', { done: count, total: script.steps.length })}</span>
        {count > 0 && (
          <IconButton
            label={t('script.again')}
            size="small"
            onClick={() => save({ scriptId: script.id, trail: [], done: [] })}
          >
            <RotateCcw size={14} aria-hidden="true" />
          </IconButton>
        )}
      </div>
    </>
  );
}
