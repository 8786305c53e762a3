// Changes when a part of the window that breaks is shown differently. One around each pane: the others work on.
import { Component, type ErrorInfo, type ReactNode } from 'react';
import { Button } from '../ui/Button.tsx';
import { EmptyState } from '../ui/EmptyState.tsx';
import { useT } from '../state/intl.tsx';

interface Props {
  children: ReactNode;
}
interface State {
  failed: boolean;
}

/** Keeps an error of its children to itself, and offers to try again. */
export class ErrorBoundary extends Component<Props, State> {
  override state: State = { failed: false };

  static getDerivedStateFromError(): State {
    return { failed: true };
  }

  override componentDidCatch(error: Error, info: ErrorInfo): void {
    // Goes to the log of main, which redacts it.
    console.error('A pane failed:', error.message, info.componentStack);
  }

  override render(): ReactNode {
    if (!this.state.failed) return this.props.children;
    return <Failed onRetry={() => this.setState({ failed: false })} />;
  }
}

function Failed({ onRetry }: { onRetry: () => void }) {
  const t = useT();
  return (
    <div role="alert">
      <EmptyState action={<Button onClick={onRetry}>{t('error.paneRetry')}</Button>}>
        {t('error.pane')}
      </EmptyState>
    </div>
  );
}
