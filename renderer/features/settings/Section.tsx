// Changes when a part of the settings is framed differently.
import type { ReactNode } from 'react';
import css from './settings.module.css';

/** A part of the settings under its heading. */
export function Section({ title, children }: { title: string; children: ReactNode }) {
  return (
    <section className={css.section}>
      <h3 className={css.heading}>{title}</h3>
      {children}
    </section>
  );
}
