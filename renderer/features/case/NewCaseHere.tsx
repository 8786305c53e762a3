// Changes when a case that comes from no conversation is begun differently: from the page of a customer, or from Home.
import { FolderPlus } from 'lucide-react';
import { useEffect, useMemo, useRef } from 'react';
import { useDesk, useQuery } from '../../data/hooks.ts';
import { useT } from '../../state/intl.tsx';
import { useTabView, useWorkspaceActions } from '../../state/workspace.ts';
import { Button } from '../../ui/Button.tsx';
import { NewCaseForm, type NewCaseFormProps } from './NewCaseForm.tsx';
import { emptyCase } from './new-case.ts';
import styles from './case.module.css';

/** Whether the form stands open is remembered by its tab, as what is typed in it is by the journal. */
const useOpen = (tabId: string): [boolean, (open: boolean) => void] => {
  const [open, setOpen] = useTabView<unknown>(tabId, 'newCase', false);
  return [open === true, setOpen];
};

/** Opens and closes the form of {@link NewCaseHere} in the same tab. */
export function BeginCase({ tabId, quiet = false }: { tabId: string; quiet?: boolean }) {
  const t = useT();
  const [open, setOpen] = useOpen(tabId);
  const button = useRef<HTMLButtonElement>(null);
  const was = useRef(open);
  // Where the form was, nothing has the keyboard any more.
  useEffect(() => {
    if (was.current && !open && document.activeElement === document.body) button.current?.focus();
    was.current = open;
  }, [open]);
  return (
    <Button
      ref={button}
      size="small"
      variant={quiet ? 'quiet' : 'plain'}
      icon={<FolderPlus size={14} aria-hidden="true" />}
      aria-expanded={open}
      onClick={() => setOpen(!open)}
    >
      {t('case.new')}
    </Button>
  );
}

interface NewCaseHereProps extends Pick<NewCaseFormProps, 'finder'> {
  tabId: string;
  /** Whom it is about; null: to be chosen in the form. */
  customerId: string | null;
}

/** The form of a new case while it is open. The case is opened once it is made. */
export function NewCaseHere(props: NewCaseHereProps) {
  const [open] = useOpen(props.tabId);
  return open ? <Open key={props.customerId} {...props} /> : null;
}

function Open({ tabId, customerId, finder }: NewCaseHereProps) {
  const [, setOpen] = useOpen(tabId);
  const actions = useWorkspaceActions();
  const { agent } = useDesk();
  const { rows: queues } = useQuery('queue.list', {});
  const queueId = agent?.queueIds[0] ?? queues?.[0]?.id ?? '';
  const initial = useMemo(() => ({ ...emptyCase, queueId }), [queueId]);
  return (
    <div className={styles.here}>
      <NewCaseForm
        draftKey={customerId === null ? 'form:case:home' : `form:case:customer:${customerId}`}
        initial={initial}
        given={customerId === null ? {} : { customerId }}
        {...(customerId === null && finder !== undefined ? { finder } : {})}
        onDone={() => setOpen(false)}
        onMade={(id) => actions.open('case', id)}
      />
    </div>
  );
}
