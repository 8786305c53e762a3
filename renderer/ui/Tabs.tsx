// Changes when tabs within a pane look or behave differently. (The tabs of a session are app/TabBar.tsx.)
import { Tabs as Base } from '@base-ui/react/tabs';
import type { ReactNode } from 'react';
import css from './tabs.module.css';

export interface TabItem<T extends string> {
  value: T;
  label: string;
  /** After the label, such as a count. */
  badge?: ReactNode;
  panel: ReactNode;
}

export interface TabsProps<T extends string> {
  /** The name of the row of tabs. */
  label: string;
  value: T;
  onChange: (value: T) => void;
  items: readonly TabItem<T>[];
  /** Keeps panels that are not shown, with what was typed and scrolled in them. */
  keepMounted?: boolean;
}

/** A row of tabs over panels; arrows move between them. */
export function Tabs<T extends string>({ label, value, onChange, items, keepMounted = false }: TabsProps<T>) {
  return (
    <Base.Root className={css.root} value={value} onValueChange={(next) => onChange(next as T)}>
      <Base.List className={css.list} aria-label={label} activateOnFocus>
        {items.map((item) => (
          <Base.Tab key={item.value} value={item.value} className={css.tab}>
            {item.label}
            {item.badge}
          </Base.Tab>
        ))}
      </Base.List>
      {items.map((item) => (
        <Base.Panel key={item.value} value={item.value} className={css.panel} keepMounted={keepMounted}>
          {item.panel}
        </Base.Panel>
      ))}
    </Base.Root>
  );
}
