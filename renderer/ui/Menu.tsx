// Changes when menus look or behave differently.
import { Menu as Base } from '@base-ui/react/menu';
import { Check } from 'lucide-react';
import { Fragment, type ReactElement, type ReactNode } from 'react';
import { cx } from './cx.ts';
import { Kbd } from './Kbd.tsx';
import css from './overlay.module.css';

/** One line of a menu. */
export type MenuEntry =
  | {
      id: string;
      label: string;
      icon?: ReactNode;
      hint?: string;
      keys?: string;
      checked?: boolean;
      danger?: boolean;
      disabled?: boolean;
      onSelect: () => void;
    }
  | { separator: string }
  | { heading: string };

export interface MenuProps {
  /** The button that opens it; it needs a name. */
  trigger: ReactElement;
  items: readonly MenuEntry[];
  side?: 'top' | 'bottom' | 'inline-start' | 'inline-end';
  align?: 'start' | 'center' | 'end';
}

/** A menu at its button: arrows move, letters jump, Esc closes. */
export function Menu({ trigger, items, side = 'bottom', align = 'start' }: MenuProps) {
  return (
    <Base.Root modal={false}>
      <Base.Trigger render={trigger} />
      <Base.Portal>
        <Base.Positioner
          side={side}
          align={align}
          sideOffset={4}
          collisionPadding={8}
          className={css.positioner}
        >
          <Base.Popup className={css.popup}>
            {items.map((item) => {
              if ('separator' in item)
                return <Base.Separator key={item.separator} className={css.separator} />;
              if ('heading' in item) {
                return (
                  <div key={item.heading} className={css.heading}>
                    {item.heading}
                  </div>
                );
              }
              return <MenuLine key={item.id} item={item} />;
            })}
          </Base.Popup>
        </Base.Positioner>
      </Base.Portal>
    </Base.Root>
  );
}

function MenuLine({ item }: { item: Extract<MenuEntry, { id: string }> }) {
  const body = (
    <Fragment>
      {item.checked !== undefined && (
        <span className={css.check} aria-hidden="true">
          {item.checked && <Check size={14} />}
        </span>
      )}
      {item.icon}
      <span className={css.itemLabel} dir="auto">
        {item.label}
      </span>
      {item.hint !== undefined && <span className={css.itemHint}>{item.hint}</span>}
      {item.keys !== undefined && <Kbd keys={item.keys} />}
    </Fragment>
  );
  const className = cx(css.item, item.danger === true && css.dangerItem);
  const disabled = item.disabled === true;
  if (item.checked === undefined) {
    return (
      <Base.Item className={className} label={item.label} disabled={disabled} onClick={item.onSelect}>
        {body}
      </Base.Item>
    );
  }
  return (
    <Base.CheckboxItem
      className={className}
      label={item.label}
      disabled={disabled}
      checked={item.checked}
      closeOnClick
      onClick={item.onSelect}
    >
      {body}
    </Base.CheckboxItem>
  );
}
