// How files travel between a desk and its service; the real one speaks HTTP, tests have one in memory.
import { AppError, errorDataSchema, fromErrorData, parseOrThrow } from '../../../shared/errors.ts';
import { fileReceiptSchema, type FileReceipt } from '../../../shared/sync/files.ts';

/** Which file, where, as whom. */
export interface FileAddress {
  service: string;
  token: string;
  conversationId: string;
  fileId: string;
}

/** See the head of this file. All throw AppError as the service answered, or `unreachable`. */
export interface FileTransport {
  /** Sends the piece that begins at `at`. */
  put(
    to: FileAddress,
    piece: { name: string; bytes: number; at: number; data: Uint8Array },
  ): Promise<FileReceipt>;
  /** Reads a file; `onBytes` takes them as they come, and may throw to end it. */
  get(from: FileAddress, onBytes: (data: Uint8Array) => void): Promise<void>;
}

const pieceMs = 60_000;
const wholeMs = 10 * 60_000;
const mostErrorBytes = 10_000;

/** @returns files over HTTP. */
export function createNetFiles(): FileTransport {
  const urlOf = ({ service, conversationId, fileId }: FileAddress): string =>
    `${service}/api/files/${encodeURIComponent(conversationId)}/${encodeURIComponent(fileId)}`;

  async function ask({ token }: FileAddress, url: string, init: RequestInit, ms: number): Promise<Response> {
    const headers = { ...(init.headers as Record<string, string>), authorization: `Bearer ${token}` };
    let response: Response;
    try {
      response = await fetch(url, { ...init, headers, redirect: 'error', signal: AbortSignal.timeout(ms) });
    } catch (cause) {
      throw new AppError('unreachable', 'The service cannot be reached.', { cause });
    }
    if (response.ok) return response;
    const text = (await response.text().catch(() => '')).slice(0, mostErrorBytes);
    throw errorIn(text) ?? new AppError('unreachable', `The service answered with ${response.status}.`);
  }

  return {
    put: async (to, { name, bytes, at, data }) => {
      const query = new URLSearchParams({ name, bytes: String(bytes), at: String(at) });
      const response = await ask(
        to,
        `${urlOf(to)}?${query.toString()}`,
        {
          method: 'PUT',
          headers: { 'content-type': 'application/octet-stream' },
          body: new Uint8Array(data),
        },
        pieceMs,
      );
      const body: unknown = await response.json().catch(() => null);
      return parseOrThrow(fileReceiptSchema, body, 'The answer to a piece of a file');
    },
    get: async (from, onBytes) => {
      const response = await ask(from, urlOf(from), {}, wholeMs);
      if (response.body === null) throw new AppError('unreachable', 'The service sent nothing.');
      const reader = response.body.getReader();
      try {
        for (;;) {
          const { done, value } = await reader.read();
          if (done) return;
          onBytes(value);
        }
      } catch (error) {
        await reader.cancel().catch(() => {});
        if (error instanceof AppError) throw error;
        throw new AppError('unreachable', 'The connection to the service was lost.', { cause: error });
      }
    },
  };
}

function errorIn(text: string): AppError | null {
  try {
    const parsed = errorDataSchema.safeParse(JSON.parse(text));
    return parsed.success ? fromErrorData(parsed.data) : null;
  } catch {
    return null;
  }
}
