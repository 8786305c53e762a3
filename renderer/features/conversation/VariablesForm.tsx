// Changes when the agent is asked differently for the values a quick reply needs.
import { useT, type Translate } from '../../state/intl.tsx';
import { AskForm } from '../../ui/AskForm.tsx';
import type { Asking } from './useSlash.ts';

interface VariablesFormProps {
  asking: Asking;
  onChange: (name: string, value: string) => void;
  /** Null when the agent does not want the reply after all. */
  onAnswer: (values: Readonly<Record<string, string>> | null) => void;
}

/** @returns the variable's name as the name of a field. */
function labelOf(name: string, t: Translate): string {
  return name === 'case' ? t('conversation.askCase') : name.charAt(0).toUpperCase() + name.slice(1);
}

/** One field per value nobody knows; Enter inserts the reply, Esc goes back to the text. */
export function VariablesForm({ asking, onChange, onAnswer }: VariablesFormProps) {
  const t = useT();
  return (
    <AskForm
      title={t('conversation.ask', { title: asking.reply.title, count: asking.missing.length })}
      fields={asking.missing.map((name) => ({ key: name, label: labelOf(name, t) }))}
      values={asking.values}
      onChange={onChange}
      submit={t('conversation.askInsert')}
      cancel={t('common.cancel')}
      onAnswer={onAnswer}
    />
  );
}
