// Changes when the store's host needs something else from whatever runs the store.
import type { MessagePortMain } from 'electron';
import type { FromStore, ToStore, WindowRole } from '../store/host-protocol.ts';

/**
 * A running store process. How windows reach it differs by launcher; whoever uses this cannot tell.
 * Nothing here throws once the process has ended: what is posted then is lost, and `onExit` says so.
 */
export interface StoreProcess {
  /** What only main says: init, power, stop. */
  post(message: ToStore): void;
  /**
   * Introduces a window.
   * @param id never used twice.
   * @param role what it may ask for.
   * @param port the end of a channel whose other end the window has. It closes when the store ends.
   */
  connect(id: string, port: MessagePortMain, role: WindowRole): void;
  /** Takes the introduction back. */
  disconnect(id: string): void;
  /** Everything but frames. */
  onMessage(listener: (message: FromStore) => void): void;
  /** Once, however it ended. The code is null after a signal. */
  onExit(listener: (code: number | null) => void): void;
  /** Ends it by force. */
  kill(): void;
}

/** Starts a store process. @throws Error when there is nothing to start it with. */
export type LaunchStore = () => Promise<StoreProcess>;

/** Where output that is not a message goes: what a crashing process prints last. */
export type OnOutput = (text: string) => void;
