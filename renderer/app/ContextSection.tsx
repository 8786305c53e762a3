// Changes when the parts of the context are opened and closed differently.
import { ChevronDown } from 'lucide-react';
import { useEffect, useId, useRef, type ReactNode } from 'react';
import { useTabView, windowBag } from '../state/workspace.ts';
import css from './context.module.css';
import { useFocusKept } from './useFocusKept.ts';

interface ContextSectionProps {
  /** Its name in the view bag: open or closed is kept. */
  name: string;
  title: string;
  /** Opens when it changes to another number above 0. */
  asked: number;
  children: ReactNode;
}

/** One part of the context, which can be folded away. What is folded keeps what was typed in it. */
export function ContextSection({ name, title, asked, children }: ContextSectionProps) {
  const [open, setOpen] = useTabView(windowBag, `context.section.${name}`, true);
  const id = useId();
  const body = useRef<HTMLDivElement>(null);
  useFocusKept(body);
  useEffect(() => {
    if (asked > 0) setOpen(true);
  }, [asked, setOpen]);
  return (
    <div className={css.section} data-open={open}>
      <h3 className={css.heading}>
        <button
          type="button"
          aria-expanded={open}
          aria-controls={id}
          className={css.fold}
          onClick={() => setOpen(!open)}
        >
          {title}
          <ChevronDown size={14} aria-hidden="true" className={css.chevron} />
        </button>
      </h3>
      <div ref={body} id={id} className={css.body} hidden={!open}>
        {children}
      </div>
    </div>
  );
}
