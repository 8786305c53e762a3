// Files between the page and the service: up in pieces, down as a whole; the conversation's token opens them.
import type { ChatFile } from '../../shared/chat/protocol.ts';

/** The bounds of the service; a value of shared/ would bring its schemas into the page. */
const piece = 524_288;
export const mostBytes = 20_971_520;
export const mostFiles = 10;
export const accepted = 'image/*,.pdf,.txt,.log,.csv,.md,.json';

/** What the page does with files. */
export interface Files {
  /** Sends a file; `progress` hears from 0 to 1. Rejects with the service's kind of error, or "offline". */
  put(id: string, file: File, progress: (part: number) => void, stopped: () => boolean): Promise<ChatFile>;
  /** Reads one of a message. */
  get(messageId: string, file: ChatFile): Promise<Blob>;
}

const wait = (ms: number): Promise<void> =>
  new Promise((resolve) => {
    setTimeout(resolve, ms);
  });

export function createFiles(service: string, token: () => string | null): Files {
  const ask = (path: string, init?: RequestInit): Promise<Response> =>
    fetch(`${service.replace(/\/$/, '')}/chat/files/${path}`, {
      ...init,
      headers: { authorization: `Bearer ${token() ?? ''}`, 'content-type': 'application/octet-stream' },
    });
  return {
    async put(id, file, progress, stopped) {
      let at = 0;
      let tries = 0;
      for (;;) {
        if (stopped()) throw new Error('stopped');
        const query = new URLSearchParams({ name: file.name, bytes: String(file.size), at: String(at) });
        const answer = await ask(`${id}?${query.toString()}`, {
          method: 'PUT',
          body: file.slice(at, at + piece),
        }).catch(() => null);
        if (answer === null || answer.status >= 500 || answer.status === 429) {
          if (++tries > 30) throw new Error('offline');
          await wait(Math.min(10_000, 500 * tries));
          continue;
        }
        if (!answer.ok) throw new Error('refused');
        tries = 0;
        const receipt = (await answer.json()) as {
          received: number;
          file: { name: string; mediaType: string; bytes: number } | null;
        };
        if (receipt.file !== null) {
          const { name, mediaType, bytes } = receipt.file;
          return { id, name, type: mediaType, bytes };
        }
        at = receipt.received;
        progress(at / file.size);
      }
    },
    async get(messageId, file) {
      const answer = await ask(`${encodeURIComponent(messageId)}/${encodeURIComponent(file.id)}`);
      if (!answer.ok) throw new Error('refused');
      const bytes = await answer.arrayBuffer();
      // The service has judged pictures by their bytes; all else gets no type that a page runs.
      return new Blob([bytes], { type: answer.headers.get('content-type') ?? '' });
    },
  };
}
