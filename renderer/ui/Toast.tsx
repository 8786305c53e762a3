// Changes when passing messages look or behave differently.
import { Toast as Base } from '@base-ui/react/toast';
import { Check, CircleAlert, X } from 'lucide-react';
import { useCallback, useLayoutEffect, useRef, type ReactNode } from 'react';
import { Button } from './Button.tsx';
import { IconButton } from './IconButton.tsx';
import css from './overlay.module.css';
import { useUi } from './words.tsx';

export interface ToastOptions {
  title: string;
  text?: string | undefined;
  tone?: 'quiet' | 'ok' | 'danger';
  /** Offered while the toast shows. */
  action?: { label: string; run: () => void } | undefined;
}
type Data = Pick<ToastOptions, 'tone'>;

/** @returns a function that says something for 6 s, with an undo where there is one; stays while the pointer is on it. */
export function useToast(): (options: ToastOptions) => void {
  const { add } = Base.useToastManager<Data>();
  return useCallback(
    ({ title, text, tone = 'quiet', action }: ToastOptions) => {
      add({
        title,
        ...(text === undefined ? {} : { description: text }),
        timeout: action === undefined ? 6_000 : 9_000,
        data: { tone },
        ...(action === undefined ? {} : { actionProps: { children: action.label, onClick: action.run } }),
      });
    },
    [add],
  );
}

/** Around the whole app. */
export function ToastProvider({ children }: { children: ReactNode }) {
  const ui = useUi();
  return (
    <Base.Provider limit={3}>
      {children}
      <Base.Portal>
        <Base.Viewport className={css.toasts} data-pane="notices" aria-label={ui.notices}>
          <Toasts />
        </Base.Viewport>
      </Base.Portal>
    </Base.Provider>
  );
}

/** In px: farther apart, nobody sees what its button is about. */
const widest = 600;

/**
 * The place in a bar that passing messages take: beside what is read there, over nothing. They lie above all dialogs, so
 * they cannot stand in the bar itself: it keeps the room, and they are laid exactly there. Without one they are at the foot.
 */
export function ToastPlace({ className }: { className?: string | undefined }) {
  const place = useRef<HTMLSpanElement>(null);
  const { toasts } = Base.useToastManager<Data>();
  const some = toasts.length > 0;
  useLayoutEffect(() => {
    const element = place.current;
    if (element === null || !some) return undefined;
    const { style } = document.documentElement;
    const lay = (): void => {
      const { left, right, width: room, bottom, height } = element.getBoundingClientRect();
      const width = Math.min(room, widest);
      const mirrored = getComputedStyle(element).direction === 'rtl';
      style.setProperty('--toast-left', `${mirrored ? right - width : left}px`);
      style.setProperty('--toast-width', `${width}px`);
      style.setProperty('--toast-bottom', `${window.innerHeight - bottom}px`);
      style.setProperty('--toast-height', `${height}px`);
    };
    lay();
    const sizes = new ResizeObserver(lay);
    sizes.observe(element);
    window.addEventListener('resize', lay);
    return () => {
      sizes.disconnect();
      window.removeEventListener('resize', lay);
      for (const name of ['left', 'width', 'bottom', 'height']) style.removeProperty(`--toast-${name}`);
    };
  }, [some]);
  return <span ref={place} className={className} data-notice={some} />;
}

function Toasts() {
  const ui = useUi();
  const { toasts } = Base.useToastManager<Data>();
  // Not a dialog: it asks for nothing, and whoever looks for the dialog that is open must not meet it.
  return toasts.map((toast) => (
    <Base.Root
      key={toast.id}
      toast={toast}
      role="group"
      aria-modal={undefined}
      className={css.toast}
      swipeDirection={[]}
    >
      {toast.data?.tone === 'ok' && <Check size={16} aria-hidden="true" color="var(--ok)" />}
      {toast.data?.tone === 'danger' && <CircleAlert size={16} aria-hidden="true" color="var(--danger)" />}
      <div className={css.toastBody}>
        <Base.Title className={css.toastTitle} dir="auto" />
        <Base.Description className={css.toastText} dir="auto" />
      </div>
      {toast.actionProps !== undefined && <Base.Action render={<Button size="small" />} />}
      <Base.Close
        // The library hides it from readers of the screen until the keyboard is in it: who reads on would never find it.
        aria-hidden={undefined}
        render={<IconButton label={ui.dismiss} tooltip={false} size="small" />}
      >
        <X size={14} aria-hidden="true" />
      </Base.Close>
    </Base.Root>
  ));
}
