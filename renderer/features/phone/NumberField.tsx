// Changes when a number to call is typed, or somebody is picked for it, differently.
import type { Ref } from 'react';
import { formatNumber } from '../../../shared/phone/number.ts';
import { useT } from '../../state/intl.tsx';
import { Avatar } from '../../ui/Avatar.tsx';
import { Suggest } from '../../ui/Suggest.tsx';
import { useCallees, useDialled } from './useNumbers.ts';

interface NumberFieldProps {
  value: string;
  onChange: (text: string) => void;
  onPick: (number: string) => void;
  onEnter: () => void;
  autoFocus?: boolean;
  /** Whether queues are offered too. */
  queues?: boolean;
  ref?: Ref<HTMLInputElement>;
}

/** One line for a number, an address or a name; whoever fits is offered below it. */
export function NumberField({
  value,
  onChange,
  onPick,
  onEnter,
  autoFocus = false,
  queues = false,
  ref,
}: NumberFieldProps) {
  const t = useT();
  const found = useCallees(value, queues);
  const dialled = useDialled(value);
  const nothing = value.trim() !== '' && dialled === undefined ? t('phone.dial.nobody') : undefined;
  return (
    <Suggest
      {...(ref === undefined ? {} : { ref })}
      label={t('phone.dial.field')}
      value={value}
      onChange={onChange}
      maxLength={256}
      autoFocus={autoFocus}
      nothing={nothing}
      suggestions={found.map(({ id, name, number, label }) => ({
        id,
        label: name,
        detail: [...(number === null ? [] : [formatNumber(number)]), ...(label === '' ? [] : [label])].join(
          ' · ',
        ),
        icon: <Avatar name={name} id={id} size={18} />,
        disabled: number === null,
      }))}
      onPick={({ id }) => {
        const number = found.find((one) => one.id === id)?.number ?? null;
        if (number !== null) onPick(number);
      }}
      onEnter={onEnter}
    />
  );
}
