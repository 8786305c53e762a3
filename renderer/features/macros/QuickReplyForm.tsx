// Changes when a quick reply is written differently.
import { useMemo } from 'react';
import type { QuickReply } from '../../../shared/domain/knowledge.ts';
import { bounds } from '../../../shared/domain/text.ts';
import { useLocale, useT } from '../../state/intl.tsx';
import { TextArea } from '../../ui/TextArea.tsx';
import { ToolFrame } from './ToolFrame.tsx';
import type { ToolFormProps } from './ToolList.tsx';
import { useToolForm } from './useToolForm.ts';

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
  const own = useLocale();
  const from = item ?? copyOf;
  const particular = useMemo(() => ({ text: from?.text ?? begin }), [from, begin]);
  const form = useToolForm(
    'quickReply',
    { item, copyOf, onDone },
    { begun: begin.slice(0, 40), locale: own, particular },
  );
  const { values, set, locale } = form;
  const complete = values.title.trim() !== '' && values.text.trim() !== '' && locale !== null;
  return (
    <ToolFrame
      {...form.frame}
      complete={complete}
      anyLanguage={false}
      tags
      onCopy={onCopy}
      onSave={() => {
        if (locale === null) return;
        form.keeping.save({
          kind: 'quickReply',
          record: { ...form.common(), text: values.text, locale, tags: form.tags() },
        });
      }}
    >
      <TextArea
        label={t('tools.text')}
        hint={t('tools.variables', { list: variables })}
        value={values.text}
        maxLength={bounds.message}
        rows={8}
        lang={locale ?? undefined}
        onChange={(value) => set('text', value)}
      />
    </ToolFrame>
  );
}
