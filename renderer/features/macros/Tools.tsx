// Changes when quick replies, macros and scripts are kept in another place or order.
import { useState } from 'react';
import { useQuery } from '../../data/hooks.ts';
import { useT } from '../../state/intl.tsx';
import type { ToolsPage } from '../../state/shell.ts';
import { Tabs } from '../../ui/Tabs.tsx';
import { MacroForm } from './MacroForm.tsx';
import { QuickReplyForm } from './QuickReplyForm.tsx';
import { ScriptForm } from './ScriptForm.tsx';
import { ToolList } from './ToolList.tsx';

interface ToolsProps {
  page: ToolsPage;
  /** Begins a new quick reply with these words. */
  text?: string | undefined;
}

/** Where quick replies, macros and scripts are made, changed and removed: one's own, and for supervisors everybody's. */
export function Tools({ page, text }: ToolsProps) {
  const t = useT();
  const [shown, setShown] = useState(page);
  const { rows: replies } = useQuery('quickReply.list', {});
  const { rows: macros } = useQuery('macro.list', {});
  const { rows: scripts } = useQuery('script.list', {});
  return (
    <Tabs
      label={t('tools.title')}
      value={shown}
      onChange={setShown}
      items={[
        {
          value: 'quickReplies',
          label: t('tools.quickReplies'),
          panel: (
            <ToolList kind="quickReply" items={replies} startNew={text !== undefined}>
              {(props) => <QuickReplyForm {...props} begin={text ?? ''} />}
            </ToolList>
          ),
        },
        {
          value: 'macros',
          label: t('tools.macros'),
          panel: (
            <ToolList kind="macro" items={macros}>
              {(props) => <MacroForm {...props} />}
            </ToolList>
          ),
        },
        {
          value: 'scripts',
          label: t('tools.scripts'),
          panel: (
            <ToolList kind="script" items={scripts}>
              {(props) => <ScriptForm {...props} macros={macros ?? []} scripts={scripts ?? []} />}
            </ToolList>
          ),
        },
      ]}
    />
  );
}
