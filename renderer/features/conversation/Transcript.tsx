// Changes when what was said in a call is shown otherwise.
import { useEffect, useEffectEvent, useLayoutEffect, useRef, useState } from 'react';
import { isUnkept } from '../../../shared/domain/apply-transcript.ts';
import type { ConversationCall } from '../../../shared/domain/call.ts';
import type { MessageView } from '../../../shared/ipc/views.ts';
import { useQuery } from '../../data/hooks.ts';
import { useT } from '../../state/intl.tsx';
import { useShell, useSought, type Sought } from '../../state/shell.ts';
import { Button } from '../../ui/Button.tsx';
import { Bidi } from '../../ui/Text.tsx';
import { useUi } from '../../ui/words.tsx';
import type { FoundMessage } from './acts.ts';
import { firstLimit, mostLimit } from './limits.ts';
import { SafeText } from './SafeText.tsx';
import css from './transcript.module.css';

interface TranscriptProps {
  conversationId: string;
  call: ConversationCall;
}

/** Whether anything of what was said in a call may be shown. */
export function hasTranscript(call: ConversationCall | undefined): boolean {
  return call?.transcript !== undefined && call.transcript.removed === undefined;
}

/** Who said what, oldest first, each with its place in the call. The newest ones first read; all of it by a press. */
export function Transcript({ conversationId, call }: TranscriptProps) {
  const t = useT();
  const ui = useUi();
  const [limit, setLimit] = useState(firstLimit);
  const { rows } = useQuery('conversation.messages', { id: conversationId, limit });
  const list = useRef<HTMLOListElement>(null);
  // What was said in a pause goes at once, also where the service has yet to hear of it.
  const said = rows?.messages.filter((one) => one.spoken !== undefined && !isUnkept(call, one)) ?? [];
  const { hit, found } = useHit(conversationId, list, said.length > 0, () => setLimit(mostLimit));
  useFollow(list, said.length);
  const { removed } = call.transcript ?? {};
  if (removed !== undefined)
    return <p className={css.quiet}>{t('transcript.removed', { time: ui.exact(removed.at) })}</p>;
  if (said.length === 0) return null;
  const from = call.answeredAt ?? call.ringingAt;
  const joined = joinedAt(call);
  const sides = said.map(({ authorKind, at }) =>
    authorKind === 'agent' && at >= joined ? 'others' : authorKind,
  );
  const earlier = rows !== undefined && rows.total > rows.messages.length && limit < mostLimit;
  return (
    <section className={css.transcript} aria-label={t('transcript.title')}>
      <h3>{t('transcript.title')}</h3>
      <p className={css.quiet}>{t('transcript.hint')}</p>
      {earlier && (
        <Button size="small" variant="quiet" onClick={() => setLimit(mostLimit)}>
          {t('transcript.earlier')}
        </Button>
      )}
      <ol ref={list} className={css.lines}>
        {said.map((message, at) => (
          <Line
            key={message.id}
            message={message}
            side={sides[at]!}
            first={sides[at - 1] !== sides[at]}
            time={ui.duration(Math.max(0, message.at - from))}
            hit={hit === message.id}
            find={found?.id === message.id ? found.find : ''}
          />
        ))}
      </ol>
    </section>
  );
}

/** Whose voice it may be. `others`: what came from the agent's side while others were with the agent, all in one. */
type Side = MessageView['authorKind'] | 'others';

/** From when on others may be heard from the agent's side; they come in once they were told or have agreed (REC-5), and when they leave nobody says. */
function joinedAt({ parties = [] }: ConversationCall): number {
  return Math.min(...parties.map(({ consent }) => consent.at));
}

interface LineProps {
  message: MessageView;
  side: Side;
  /** Somebody else has spoken before. */
  first: boolean;
  /** How far into the call. */
  time: string;
  hit: boolean;
  /** Words of a search, which are marked. */
  find: string;
}

function Line({ message, side, first, time, hit, find }: LineProps) {
  const t = useT();
  const { id, authorKind, authorName, text, masked } = message;
  return (
    <li className={css.line} data-by={authorKind} data-first={first} data-hit={hit} data-line={id}>
      <span className={css.time} dir="ltr">
        {time}
      </span>
      <span className={first ? css.who : 'quiet-only'}>
        <Bidi className="clip">
          {side === 'others' ? t('transcript.agentOrOther', { name: authorName }) : authorName}
        </Bidi>
      </span>
      <div className={css.text} data-said={authorKind === 'customer' ? id : undefined}>
        <SafeText text={text} masked={masked} find={find} />
      </div>
    </li>
  );
}

const hitMs = 2_500;

/** What a search has found is brought into view, and marked for a moment. */
function useHit(
  conversationId: string,
  list: React.RefObject<HTMLElement | null>,
  ready: boolean,
  more: () => void,
): { hit: string | null; found: FoundMessage | null } {
  const [hit, setHit] = useState<string | null>(null);
  const [found, setFound] = useState<FoundMessage | null>(null);
  const { found: foundIt } = useShell();
  const sought = useSought('message', conversationId);
  const seek = useEffectEvent(({ id, find, times }: Sought) => {
    foundIt(times);
    setHit(id);
    setFound({ id, find });
    more();
  });
  useEffect(() => {
    if (sought !== null && ready) seek(sought);
  }, [sought, ready]);
  useEffect(() => {
    if (hit === null) return undefined;
    list.current?.querySelector(`[data-line="${CSS.escape(hit)}"]`)?.scrollIntoView?.({ block: 'center' });
    const timer = setTimeout(() => setHit(null), hitMs);
    return () => clearTimeout(timer);
  }, [hit, list]);
  return { hit, found };
}

/** Nearer to the end than this, in pixels, one reads along. */
const endPx = 48;

/** Whoever reads at the end goes on with what is said; whoever reads elsewhere is left there. */
function useFollow(list: React.RefObject<HTMLElement | null>, count: number): void {
  const atEnd = useRef(false);
  useEffect(() => {
    const scroller = list.current?.closest<HTMLElement>('[data-scroller]');
    if (scroller == null) return undefined;
    const look = (): void => {
      // All of it in view is no reading along: then nothing has been scrolled yet.
      atEnd.current =
        scroller.scrollTop > 0 && scroller.scrollHeight - scroller.scrollTop - scroller.clientHeight < endPx;
    };
    look();
    scroller.addEventListener('scroll', look, { passive: true });
    return () => scroller.removeEventListener('scroll', look);
  }, [list, count]);
  useLayoutEffect(() => {
    const scroller = list.current?.closest<HTMLElement>('[data-scroller]');
    if (scroller != null && atEnd.current) scroller.scrollTop = scroller.scrollHeight;
  }, [list, count]);
}
