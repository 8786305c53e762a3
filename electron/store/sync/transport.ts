// How a desk reaches a service: three calls. The real one speaks HTTP and WebSocket (net.ts), tests have one in memory.
import type { z } from 'zod';
import type { aboutSchema, signInReplySchema, signInRequestSchema } from '../../../shared/sync/protocol.ts';
import type { PhoneCredentials } from '../../../shared/sync/phone.ts';
import type { PhoneSettingsEdit, PhoneSettingsView } from '../../../shared/sync/phone-settings.ts';
import type { FileTransport } from '../files/transport.ts';

/** What a link hears. After `closed` nothing more comes. */
export interface LinkEvents {
  opened: () => void;
  /** One frame as it came. */
  text: (text: string) => void;
  /** The same for a text that begins as a page of a snapshot does, in UTF-8: it need not become a text at all. */
  page?: (bytes: Uint8Array) => void;
  /** One binary frame, in order with the texts. */
  bytes: (data: Uint8Array) => void;
  /** It ended or never began; `why` is for people. `notParley`: something answered, but it is no Parley service. */
  closed: (why: string, notParley: boolean) => void;
}

/** An open (or opening) link. */
export interface LinkSocket {
  send(text: string): void;
  /** Reads no more from the line until it is called with false: what waits here is enough. */
  hold?(on: boolean): void;
  /** Ends it; `closed` is not called any more. */
  close(): void;
}

/** See the head of this file. `service` is an address such as "https://desk.example.org". */
export interface Transport {
  /** @throws AppError `unreachable`, or `notFound` when what answers is no Parley service. */
  about(service: string): Promise<z.infer<typeof aboutSchema>>;
  /** @throws AppError as the service answered (`unauthenticated`, `rateLimited`), or `unreachable`. */
  signIn(
    service: string,
    request: z.infer<typeof signInRequestSchema>,
  ): Promise<z.infer<typeof signInReplySchema>>;
  /** Ends the token's session. @throws AppError `unreachable`. */
  signOut(service: string, token: string): Promise<void>;
  link(service: string, events: LinkEvents): LinkSocket;
  /**
   * The telephone of whoever has this token. Without it there is none.
   * @returns null where the service has no telephones.
   * @throws AppError `unreachable`, `unauthenticated`, `rateLimited`.
   */
  phone?(service: string, token: string): Promise<PhoneCredentials | null>;
  /**
   * What an admin sees of the settings of telephones; with `edit` they are changed before. Without it there are none.
   * @throws AppError as the service answered (`forbidden`, `conflict`, `invalid`), or `unreachable`.
   */
  phoneSettings?(service: string, token: string, edit: PhoneSettingsEdit | null): Promise<PhoneSettingsView>;
  /** Without it files wait. */
  files?: FileTransport;
}
