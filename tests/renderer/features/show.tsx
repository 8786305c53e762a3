// Changes when a feature needs something else around it to be shown in a test.
import { cleanup, render, type RenderResult } from '@testing-library/react';
import { userEvent, type UserEvent } from '@testing-library/user-event';
import type { ReactNode } from 'react';
import { afterEach, vi } from 'vitest';
import { UiProvider } from '../../../renderer/app/UiProvider.tsx';
import { DataContext } from '../../../renderer/data/hooks.ts';
import { LanguageProvider } from '../../../renderer/state/intl.tsx';
import { createShell, ShellContext, type ShellStore } from '../../../renderer/state/shell.ts';
import { createWorkspace, WorkspaceContext, type WorkspaceStore } from '../../../renderer/state/workspace.ts';
import type { Locale } from '../../../shared/domain/people.ts';
import { createFakeDesk, type FakeDesk } from './fake-desk.ts';
import { deskRow } from './rows.ts';

/** A feature on a screen, and what lies behind it. */
export interface Shown extends RenderResult {
  desk: FakeDesk;
  workspace: WorkspaceStore;
  shell: ShellStore;
  user: UserEvent;
}

/** What the browser has and jsdom has not: sizes, so that lists draw their rows. */
export function giveSizes(): void {
  Object.defineProperty(HTMLElement.prototype, 'offsetHeight', { configurable: true, get: () => 600 });
  Object.defineProperty(HTMLElement.prototype, 'offsetWidth', { configurable: true, get: () => 900 });
  Object.defineProperty(HTMLElement.prototype, 'clientHeight', { configurable: true, get: () => 600 });
  Object.defineProperty(HTMLElement.prototype, 'scrollTo', { configurable: true, value: () => {} });
  vi.stubGlobal(
    'ResizeObserver',
    class {
      observe(): void {}
      unobserve(): void {}
      disconnect(): void {}
    },
  );
}

/** Shows a feature of a signed-in agent. @param prepare gives the rows it will ask for. */
export function show(
  ui: ReactNode,
  prepare: (desk: FakeDesk) => void = () => {},
  locale: Locale = 'en',
): Shown {
  const desk = createFakeDesk();
  const workspace = createWorkspace();
  const shell = createShell();
  workspace.actions.openConversation('conversation-1');
  desk.rows('desk.view', deskRow());
  prepare(desk);
  const result = render(
    <DataContext value={desk.data}>
      <WorkspaceContext value={workspace}>
        <ShellContext value={shell}>
          <LanguageProvider locale={locale} region="en-GB">
            <UiProvider>{ui}</UiProvider>
          </LanguageProvider>
        </ShellContext>
      </WorkspaceContext>
    </DataContext>,
  );
  return { ...result, desk, workspace, shell, user: userEvent.setup() };
}

/** @returns what stands in a field. */
export function valueOf(field: HTMLElement): string {
  return (field as HTMLTextAreaElement).value;
}

/** @returns whether a field or button cannot be used. */
export function isDisabled(control: HTMLElement): boolean {
  return (control as HTMLButtonElement).disabled;
}

/** The tab in which {@link show} puts a conversation. */
export const conversationTabId = 'conversation:conversation-1|conversation:conversation-1';

afterEach(cleanup);
