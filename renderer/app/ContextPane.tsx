// Changes when what stands beside a conversation is docked, drawn out or kept differently.
import { PanelRightClose } from 'lucide-react';
import { memo, useCallback, useEffect, useMemo, useRef, type RefObject } from 'react';
import { ShownContext, useShownSwitch } from '../data/hooks.ts';
import { useT } from '../state/intl.tsx';
import { useShell, useShellState } from '../state/shell.ts';
import { sessionIdOf, tabIdOf, useTabView, useWorkspace, windowBag } from '../state/workspace.ts';
import { IconButton } from '../ui/IconButton.tsx';
import { usePainted } from '../ui/after-paint.ts';
import { Pane } from '../ui/Pane.tsx';
import css from './desk.module.css';
import { ErrorBoundary } from './ErrorBoundary.tsx';
import { ContextContent } from './slots.tsx';
import { useMedia } from './useMedia.ts';
import { useRest } from './useRest.ts';
import { useScrollMemory } from './useScrollMemory.ts';

/** Below this width of the window the context is a drawer. */
const narrow = '(max-width: 1199px)';
const kept = 24;

export interface ContextShown {
  /** The conversation it is about; null where there is none to show. */
  conversationId: string | null;
  /** Beside the conversation; otherwise over it, or away. */
  docked: boolean;
  /** Docked or drawn out. */
  open: boolean;
  toggle: () => void;
}

/** @returns whether the context shows, and where. */
export function useContextShown(): ContextShown {
  const conversationId = useWorkspace(({ sessions, activeId }) => {
    const session = sessions.find(({ id }) => id === activeId);
    return session?.kind === 'conversation' ? session.subjectId : null;
  });
  const shell = useShell();
  const drawer = useShellState((state) => state.drawer);
  const [wanted, setWanted] = useTabView(windowBag, 'context.open', true);
  const isNarrow = useMedia(narrow);
  // The same for every session: what only toggles is not drawn again by a switch.
  const toggle = useCallback(
    () => (isNarrow ? shell.setDrawer(!drawer) : setWanted(!wanted)),
    [wanted, isNarrow, drawer, shell, setWanted],
  );
  return useMemo(() => {
    const here = conversationId !== null;
    return {
      conversationId,
      docked: here && wanted && !isNarrow,
      open: here && (isNarrow ? drawer : wanted),
      toggle,
    };
  }, [conversationId, wanted, isNarrow, drawer, toggle]);
}

/** The pane itself, with the contexts of conversations seen before kept hidden. */
export function ContextPane({ context, width }: { context: ContextShown; width: number }) {
  const t = useT();
  const shell = useShell();
  const { conversationId, docked, open } = context;
  const sessions = useWorkspace((workspace) => workspace.sessions);
  const self = useRef<HTMLDivElement>(null);
  const seen = useRef<string[]>([]);
  const alive = new Set(sessions.map(({ subjectId }) => subjectId));
  const inFront = useFollowing(conversationId, alive, self);
  const front = inFront !== null && open ? [inFront] : [];
  seen.current = [...front, ...seen.current.filter((id) => id !== front[0] && alive.has(id))].slice(0, kept);
  const drawn = !docked;
  useEffect(() => {
    if (!drawn || !open) return undefined;
    const onKey = (event: KeyboardEvent): void => {
      if (event.key === 'Escape' && !event.defaultPrevented) shell.setDrawer(false);
    };
    // Nobody can see what has the keyboard under it: it gives way to whoever goes on with Tab or F6.
    const onFocus = ({ target }: FocusEvent): void => {
      const over = self.current;
      if (over === null || !(target instanceof Element) || over.contains(target)) return;
      if (target.closest('[data-pane="main"]') !== null && covers(over, target)) shell.setDrawer(false);
    };
    window.addEventListener('keydown', onKey);
    window.addEventListener('focusin', onFocus);
    return () => {
      window.removeEventListener('keydown', onKey);
      window.removeEventListener('focusin', onFocus);
    };
  }, [drawn, open, shell]);
  return (
    <div ref={self} className={drawn ? css.drawer : css.context} data-open={open} style={{ width }}>
      <Pane label={t('pane.context')} name="context" className={css.fill}>
        {drawn && (
          <div className={css.contextHead}>
            {t('pane.context')}
            <IconButton label={t('pane.hideContext')} size="small" onClick={() => shell.setDrawer(false)}>
              <PanelRightClose size={16} aria-hidden="true" className="mirror" />
            </IconButton>
          </div>
        )}
        <div className={css.contextStack}>
          {seen.current.toSorted().map((id) => (
            <ContextOf key={id} conversationId={id} shown={open && id === inFront} />
          ))}
        </div>
      </Pane>
    </div>
  );
}

/**
 * Whoever comes to a conversation reads it first: what stands beside it follows with the next frame. Not where it was asked
 * for, and not where the keyboard is in the one before: what is typed next is meant for the one that comes.
 * @returns the conversation whose context shows; null for none.
 */
function useFollowing(
  conversationId: string | null,
  alive: ReadonlySet<string | null>,
  self: RefObject<HTMLElement | null>,
): string | null {
  const asked = useShellState(({ wanted }) => wanted?.conversationId);
  const painted = usePainted(conversationId, null);
  if (conversationId === null || asked === conversationId) return conversationId;
  if (painted !== null && !alive.has(painted)) return conversationId;
  return self.current?.contains(document.activeElement) === true ? conversationId : painted;
}

/** @returns whether all of an element lies under another. */
function covers(over: Element, element: Element): boolean {
  const [above, below] = [over.getBoundingClientRect(), element.getBoundingClientRect()];
  return (
    below.left >= above.left &&
    below.right <= above.right &&
    below.top >= above.top &&
    below.bottom <= above.bottom
  );
}

/** Comes and goes out of sight without being drawn again. */
const Content = memo(ContextContent);

const ContextOf = memo(function ContextOf({
  conversationId,
  shown,
}: {
  conversationId: string;
  shown: boolean;
}) {
  const self = useRef<HTMLDivElement>(null);
  const sessionId = sessionIdOf('conversation', conversationId);
  useScrollMemory(self, tabIdOf(sessionId, 'conversation', conversationId), 'scroll.context');
  const { awake, resting, size } = useRest(self, shown);
  const inSight = useShownSwitch(awake);
  return (
    <div ref={self} className={css.pane} data-shown={shown} data-resting={resting} style={size}>
      <ShownContext value={inSight}>
        <ErrorBoundary>
          <Content conversationId={conversationId} />
        </ErrorBoundary>
      </ShownContext>
    </div>
  );
});
