// Changes when dialogs look or behave differently.
import { Dialog as Base } from '@base-ui/react/dialog';
import { X } from 'lucide-react';
import type { CSSProperties, ReactNode, RefObject } from 'react';
import { IconButton } from './IconButton.tsx';
import { cx } from './cx.ts';
import css from './overlay.module.css';
import { useUi } from './words.tsx';

export interface DialogProps {
  open: boolean;
  /** Called with false on Esc, on the cross, and on a click beside it. */
  onOpenChange: (open: boolean) => void;
  title: string;
  /** Hides the title bar; the title is still read out. */
  bare?: boolean;
  description?: string;
  /** Buttons at its foot, the main one last. */
  actions?: ReactNode;
  /** In px. Default 440. */
  width?: number;
  /** What gets the focus; by default the first field or button. */
  initialFocus?: RefObject<HTMLElement | null>;
  /** What gets the focus when it closes; true for what had it before. */
  finalFocus?: () => HTMLElement | true;
  children?: ReactNode;
}

/** A question or a form over everything else. Esc goes back, focus returns to where it was. */
export function Dialog(props: DialogProps) {
  const { open, onOpenChange, title, bare = false, description, actions, width = 440, children } = props;
  const ui = useUi();
  return (
    <Base.Root open={open} onOpenChange={(next) => onOpenChange(next)}>
      <Base.Portal>
        <Base.Backdrop className={css.backdrop} />
        <Base.Viewport className={css.viewport}>
          <Base.Popup
            className={cx(css.dialog, bare && css.bare)}
            style={{ '--dialog-width': `${String(width)}px` } as CSSProperties}
            {...(props.initialFocus === undefined ? {} : { initialFocus: props.initialFocus })}
            {...(props.finalFocus === undefined ? {} : { finalFocus: props.finalFocus })}
          >
            {bare ? (
              <Base.Title className="quiet-only">{title}</Base.Title>
            ) : (
              <div className={css.dialogHead}>
                <Base.Title className={css.dialogTitle}>{title}</Base.Title>
              </div>
            )}
            {description !== undefined && (
              <Base.Description className={css.dialogText}>{description}</Base.Description>
            )}
            {children !== undefined && <div className={css.dialogBody}>{children}</div>}
            {actions !== undefined && <div className={css.dialogFoot}>{actions}</div>}
            {/* Last in the page, so that the keyboard begins in the content. */}
            {!bare && (
              <Base.Close
                render={<IconButton label={ui.close} tooltip={false} className={css.dialogClose} />}
              >
                <X size={16} aria-hidden="true" />
              </Base.Close>
            )}
          </Base.Popup>
        </Base.Viewport>
      </Base.Portal>
    </Base.Root>
  );
}
