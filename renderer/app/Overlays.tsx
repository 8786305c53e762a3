// Changes when something else can lie over the desk.
import { SignIn } from '../features/sign-in/SignIn.tsx';
import { DialDialog } from '../features/phone/DialDialog.tsx';
import { AlertsPage } from '../features/settings/AlertsPage.tsx';
import { CallsPage } from '../features/settings/CallsPage.tsx';
import { MaskingPage } from '../features/settings/MaskingPage.tsx';
import { MoodPage } from '../features/settings/MoodPage.tsx';
import { PresencePage } from '../features/settings/PresencePage.tsx';
import { QueuesPage } from '../features/settings/QueuesPage.tsx';
import { SettingsDialog } from '../features/settings/SettingsDialog.tsx';
import { TelephonesPage } from '../features/settings/TelephonesPage.tsx';
import { WritingPage } from '../features/settings/WritingPage.tsx';
import { useDesk } from '../data/hooks.ts';
import { useT } from '../state/intl.tsx';
import { useShell, useShellState } from '../state/shell.ts';
import { Button } from '../ui/Button.tsx';
import { Dialog } from '../ui/Dialog.tsx';
import type { Commands } from './commands.ts';
import { ErrorBoundary } from './ErrorBoundary.tsx';
import { useHello } from './hello.ts';
import { KeysPage } from './KeysPage.tsx';
import { NeedsPage } from './NeedsPage.tsx';
import { Palette } from './Palette.tsx';
import { Shortcuts } from './Shortcuts.tsx';
import { AttentionContent, ToolsContent } from './slots.tsx';
import { useQuietReasons, useSounds } from './useAlerting.ts';
import type { Work } from './useWork.ts';

/** What lies over the desk, one thing at a time. Esc goes back. */
export function Overlays({ work, commands }: { work: Work; commands: Commands }) {
  const t = useT();
  const hello = useHello();
  const shell = useShell();
  const desk = useDesk();
  const sounds = useSounds();
  const quiet = useQuietReasons();
  const overlay = useShellState((state) => state.overlay);
  const onOpenChange = (open: boolean): void => {
    if (!open) shell.hide();
  };
  const is = (kind: NonNullable<typeof overlay>['kind']): boolean => overlay?.kind === kind;
  return (
    <ErrorBoundary>
      <Palette open={is('palette')} onOpenChange={onOpenChange} commands={commands} />
      <Shortcuts open={is('shortcuts')} onOpenChange={onOpenChange} />
      <SettingsDialog
        open={is('settings')}
        onOpenChange={onOpenChange}
        version={hello.version}
        onSignOut={commands.signOut}
        first={overlay?.kind === 'settings' ? overlay.page : undefined}
        pages={[
          {
            value: 'alerts',
            label: t('settings.tab.alerts'),
            panel: <AlertsPage sounds={sounds} reasons={quiet} />,
          },
          { value: 'calls', label: t('settings.tab.calls'), panel: <CallsPage sounds={sounds} /> },
          {
            value: 'writing',
            label: t('settings.tab.writing'),
            panel: <WritingPage />,
          },
          ...(desk.agent !== null && desk.agent.role !== 'agent'
            ? [
                {
                  value: 'presence',
                  label: t('settings.tab.presence'),
                  panel: <PresencePage mayMakeStates={desk.agent.role === 'admin'} />,
                },
              ]
            : []),
          ...(desk.agent?.role === 'admin'
            ? [
                { value: 'queues', label: t('settings.tab.queues'), panel: <QueuesPage /> },
                { value: 'masking', label: t('settings.tab.masking'), panel: <MaskingPage /> },
                { value: 'telephones', label: t('settings.tab.telephones'), panel: <TelephonesPage /> },
              ]
            : []),
          ...(desk.agent === null
            ? []
            : [
                {
                  value: 'mood',
                  label: t('settings.tab.mood'),
                  panel: <MoodPage role={desk.agent.role} />,
                },
              ]),
          { value: 'needs', label: t('settings.tab.needs'), panel: <NeedsPage /> },
          { value: 'keys', label: t('settings.tab.keys'), panel: <KeysPage /> },
        ]}
      />
      <Dialog open={is('tools')} onOpenChange={onOpenChange} title={t('tools.title')} width={880}>
        {overlay?.kind === 'tools' && <ToolsContent page={overlay.page} text={overlay.text} />}
      </Dialog>
      <DialDialog
        open={is('dial')}
        onOpenChange={onOpenChange}
        {...(overlay?.kind === 'dial' ? overlay : {})}
      />
      <Dialog
        open={is('attention')}
        onOpenChange={onOpenChange}
        title={t('outbox.attention', { count: desk.outbox.attention })}
        width={640}
      >
        <AttentionContent />
      </Dialog>
      <Dialog open={is('signIn')} onOpenChange={onOpenChange} title={t('signIn.title')} bare width={360}>
        <SignIn
          service={desk.service ?? ''}
          handle={desk.agent?.handle ?? ''}
          reason={t('signIn.expired')}
          onDone={shell.hide}
        />
      </Dialog>
      <Dialog
        open={is('endConversation')}
        onOpenChange={onOpenChange}
        title={t('wrapUp.endTitle')}
        description={t('wrapUp.endText')}
        actions={
          <>
            <Button onClick={shell.hide}>{t('common.cancel')}</Button>
            <Button
              variant="primary"
              onClick={() => {
                if (overlay?.kind === 'endConversation') work.end(overlay.conversationId);
                shell.hide();
              }}
            >
              {t('wrapUp.end')}
            </Button>
          </>
        }
      />
    </ErrorBoundary>
  );
}
