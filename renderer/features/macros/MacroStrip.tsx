// Changes when a macro that runs or has run is shown differently beside the composer.
import {
  Check,
  CircleAlert,
  CircleSlash,
  History,
  Minus,
  Undo2,
  X,
  Zap,
  type LucideIcon,
} from 'lucide-react';
import { useEffect, useEffectEvent, useState } from 'react';
import type { Macro } from '../../../shared/domain/macro.ts';
import { toErrorData, type ErrorData } from '../../../shared/errors.ts';
import { useQuery } from '../../data/hooks.ts';
import { useAsked } from '../../state/asked.ts';
import { useT, type Translate } from '../../state/intl.tsx';
import { useShell, useShellState } from '../../state/shell.ts';
import { useTabView } from '../../state/workspace.ts';
import { AskForm } from '../../ui/AskForm.tsx';
import { Button } from '../../ui/Button.tsx';
import { ErrorNote } from '../../ui/ErrorNote.tsx';
import { IconButton } from '../../ui/IconButton.tsx';
import { Bidi } from '../../ui/Text.tsx';
import { Ago } from '../../ui/Time.tsx';
import type { LoggedStep, MacroRun } from './macro-log.ts';
import { useMacroRunner } from './useMacroRunner.ts';
import { describeStep, stepKind } from './words.ts';
import css from './strip.module.css';

/** The last macro of a conversation: what it did, its Undo, and the log of those before. */
export function MacroStrip({ conversationId, tabId }: { conversationId: string; tabId: string }) {
  const t = useT();
  const { rows: macros } = useQuery('macro.list', {});
  const { runs, run, undo } = useMacroRunner(conversationId, tabId);
  const { asked, ask, set, end } = useAsked(`ask:macro:${conversationId}`);
  const asking = asked === null ? undefined : macros?.find(({ id }) => id === asked.id);
  const [error, setError] = useState<ErrorData | null>(null);
  const [open, setOpen] = useState(false);
  const [hidden, setHidden] = useTabView<unknown>(tabId, 'macroSeen', null);
  const start = (macro: Macro, known?: Readonly<Record<string, string>>): void => {
    setError(null);
    run(macro, known).then(
      (missing) => {
        if (missing.length > 0) ask(macro.id, missing);
        else end();
      },
      (failure: unknown) => setError(toErrorData(failure)),
    );
  };
  useWantedMacro(conversationId, macros, start);
  const last = runs[0];
  return (
    <>
      {error !== null && <ErrorNote error={error} />}
      {asked !== null && asking !== undefined && (
        <AskForm
          title={t('conversation.ask', { title: asking.title, count: asked.missing.length })}
          fields={asked.missing.map((key) => ({ key, label: key }))}
          values={asked.values}
          onChange={set}
          submit={t('macro.run')}
          cancel={t('common.cancel')}
          onAnswer={(values) => {
            if (values === null) end();
            else start(asking, values);
          }}
        />
      )}
      {last !== undefined && last.id !== hidden && (
        <section className={css.strip} aria-label={t('macro.log')}>
          <div className={css.head}>
            <Zap size={14} aria-hidden="true" className={css.icon} />
            <span className={css.summary} role="status">
              {summaryOf(last, t)}
            </span>
            {!last.undone && last.steps.some(({ state }) => state === 'done') && (
              <Button
                size="small"
                icon={<Undo2 size={14} aria-hidden="true" className="mirror" />}
                onClick={() => void undo(last)}
              >
                {t('common.undo')}
              </Button>
            )}
            <IconButton
              label={t('macro.log')}
              size="small"
              aria-expanded={open}
              onClick={() => setOpen(!open)}
            >
              <History size={14} aria-hidden="true" />
            </IconButton>
            <IconButton label={t('common.dismiss')} size="small" onClick={() => setHidden(last.id)}>
              <X size={14} aria-hidden="true" />
            </IconButton>
          </div>
          {(open || last.steps.some(({ state }) => state === 'failed')) && (
            <div className={css.runs}>
              {(open ? runs : [last]).map((one) => (
                <RunLog key={one.id} run={one} macro={macros?.find(({ id }) => id === one.macroId)} />
              ))}
            </div>
          )}
        </section>
      )}
    </>
  );
}

/** Runs what the slash menu or the palette asked for, once. */
function useWantedMacro(
  conversationId: string,
  macros: readonly Macro[] | undefined,
  start: (macro: Macro) => void,
): void {
  const shell = useShell();
  const wanted = useShellState((state) => state.wanted);
  const mine = wanted?.part === 'macro' && wanted.conversationId === conversationId ? wanted : null;
  const take = useEffectEvent((text: string) => {
    shell.state.setState({ wanted: null });
    const macro = macros?.find(({ id }) => id === text);
    if (macro !== undefined) start(macro);
    else shell.show({ kind: 'tools', page: 'macros' });
  });
  const known = macros !== undefined;
  useEffect(() => {
    if (mine !== null && known) take(mine.text);
  }, [mine, known]);
}

function summaryOf({ title, steps, undone }: MacroRun, t: Translate): string {
  const failed = steps.findIndex(({ state }) => state === 'failed');
  if (undone)
    return t(steps.some(({ state }) => state === 'kept') ? 'macro.undonePartly' : 'macro.undone', { title });
  if (failed !== -1) return t('macro.stopped', { title, step: failed + 1 });
  return t('macro.ran', { title, count: steps.filter(({ state }) => state === 'done').length });
}

const icons: Record<LoggedStep['state'], LucideIcon> = {
  done: Check,
  skipped: CircleSlash,
  failed: CircleAlert,
  notReached: Minus,
  undone: Undo2,
  kept: Check,
};

function RunLog({ run, macro }: { run: MacroRun; macro: Macro | undefined }) {
  const t = useT();
  return (
    <div className={css.run}>
      <div className={css.runHead}>
        <Bidi>{run.title}</Bidi>
        <Ago at={run.at} />
      </div>
      <ol className={css.steps}>
        {run.steps.map((step, at) => {
          const Icon = icons[step.state];
          const kind = stepKind(step.do);
          const now = macro?.steps[at];
          const words =
            now !== undefined && now.do === step.do && step.detail === ''
              ? describeStep(now, t)
              : `${kind === null ? step.do : t(`macro.step.${kind}`)}${step.detail === '' ? '' : `: ${step.detail}`}`;
          return (
            // Steps have no other identity than their place.
            // oxlint-disable-next-line react/no-array-index-key
            <li key={at} className={css.step} data-state={step.state}>
              <Icon size={14} aria-hidden="true" className={css.icon} />
              <Bidi className="clip">{words}</Bidi>
              <span className={css.state}>
                {t(`macro.state.${step.state}`)}
                {step.why !== null && ` ${whyOf(step.why, t)}`}
              </span>
            </li>
          );
        })}
      </ol>
    </div>
  );
}

function whyOf(why: string, t: Translate): string {
  if (why === 'noCase' || why === 'noCustomer' || why === 'noArticle') return t(`macro.why.${why}`);
  return t('macro.why.refused');
}
