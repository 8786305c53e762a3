// Changes when a quick reply is written differently.
import { useMemo } from 'react';
import type { QuickReply } from '../../../shared/domain/knowledge.ts';
import { localeSchema } from '../../../shared/domain/people.ts';
import { bounds } from '../../../shared/domain/text.ts';
import { useLocale, useT } from '../../state/intl.tsx';
import { useFormDraft } from '../../state/form-draft.ts';
import { TextArea } from '../../ui/TextArea.tsx';
import { ToolFrame } from './ToolFrame.tsx';
import type { ToolFormProps } from './ToolList.tsx';
import { tagsOf, useKeeping } from './useKeeping.ts';

// Isolated, so that its braces stay in order within a text that runs the other way.
const variables = '\u2066{customer}, {customer.first}, {agent}, {agent.first}, {case}\u2069';

/** One quick reply. @param begin the words that a new one begins with. */
export function QuickReplyForm({
  item,
  copyOf,
  onCopy,
  onDone,
  begin,
}: ToolFormProps<QuickReply> & { begin: string }) {
  const t = useT();
  const locale = useLocale();
  const from = item ?? copyOf;
  const initial = useMemo(
    () => ({
      title: from?.title ?? '',
      locale: (from?.locale ?? locale) as string,
      tags: (from?.tags ?? []).join(', '),
      shared: item !== null && item.ownerId === null ? 'yes' : '',
      text: from?.text ?? begin,
    }),
    [from, item, locale, begin],
  );
  const form = useFormDraft(
    `tools:quickReply:${item?.id ?? `new:${copyOf?.id ?? begin.slice(0, 40)}`}`,
    initial,
  );
  const { values, set } = form;
  const keeping = useKeeping('quickReply', { item, onDone }, form.clear);
  const language = localeSchema.safeParse(values.locale);
  const complete = values.title.trim() !== '' && values.text.trim() !== '' && language.success;
  return (
    <ToolFrame
      values={values}
      set={set}
      keeping={keeping}
      exists={item !== null}
      complete={complete}
      anyLanguage={false}
      tags
      onCopy={onCopy}
      onSave={() => {
        if (!language.success) return;
        keeping.save({
          kind: 'quickReply',
          record: {
            id: item?.id ?? keeping.newId(),
            title: values.title,
            text: values.text,
            locale: language.data,
            tags: tagsOf(values.tags),
            ownerId: values.shared === 'yes' && keeping.mayShare ? null : keeping.agentId,
          },
        });
      }}
    >
      <TextArea
        label={t('tools.text')}
        hint={t('tools.variables', { list: variables })}
        value={values.text}
        maxLength={bounds.message}
        rows={8}
        spellCheck
        onChange={(value) => set('text', value)}
      />
    </ToolFrame>
  );
}
