// Changes when what a window asks of files does: a store of files in memory, for tests of the window.
import { createHash } from 'node:crypto';
import { pieceBytes, type Attachment } from '../../shared/domain/attachment.ts';
import { fileProblem, kindOf } from '../../shared/domain/file-kind.ts';
import { AppError } from '../../shared/errors.ts';
import type { FileRow, fileRequests } from '../../shared/ipc/files.ts';
import type { Handlers } from '../../shared/ipc/rpc.ts';

interface Held extends FileRow {
  conversationId: string;
  name: string;
  data: Buffer[];
}

/** Files one can look into. */
export interface FakeFiles {
  handlers: Handlers<{ requests: typeof fileRequests; pushes: Record<string, never> }>;
  of(conversationId: string): FileRow[];
  /** Says how far a file has come. */
  set(id: string, change: Partial<FileRow>): void;
  /** Puts one there that somebody else has sent. */
  give(id: string, bytes: Buffer): void;
  readonly dropped: string[];
  /** Files stay on their way until the function that it gives is called. */
  hold(): () => void;
}

/** @param changed runs after anything has changed. */
export function createFakeFiles(changed: () => void = () => {}): FakeFiles {
  const all = new Map<string, Held>();
  const dropped: string[] = [];
  let gate = Promise.resolve();
  const find = (id: string): Held => {
    const file = all.get(id);
    if (file === undefined) throw new AppError('notFound', 'There is no such file.');
    return file;
  };
  const whole = ({ data }: Held): Buffer => Buffer.concat(data);
  const attachment = (file: Held): Attachment => ({
    id: file.id,
    name: file.name,
    mediaType: kindOf(whole(file)) ?? '',
    bytes: file.bytes,
    sha256: createHash('sha256').update(whole(file)).digest('hex'),
  });
  return {
    dropped,
    hold: () => {
      let release = (): void => {};
      gate = new Promise((resolve) => (release = resolve));
      return () => release();
    },
    of: (conversationId) =>
      [...all.values()]
        .filter((file) => file.conversationId === conversationId)
        .map(({ id, state, sent, bytes, problem }) => ({ id, state, sent, bytes, problem })),
    set: (id, change) => {
      Object.assign(find(id), change);
      changed();
    },
    give: (id, bytes) =>
      void all.set(id, {
        id,
        conversationId: '',
        name: id,
        data: [bytes],
        state: 'sent',
        sent: bytes.length,
        bytes: bytes.length,
        problem: null,
      }),
    handlers: {
      'file.begin': ({ id, conversationId, name, bytes }) => {
        all.set(id, { id, conversationId, name, bytes, data: [], state: 'waiting', sent: 0, problem: null });
        return {};
      },
      'file.piece': async ({ id, data }) => {
        await gate;
        const file = find(id);
        file.data.push(Buffer.from(data, 'base64'));
        const problem = fileProblem(file.name, file.bytes, whole(file));
        if (problem !== null)
          throw new AppError('invalid', 'This file cannot be sent.', { facts: { problem } });
        return {};
      },
      'file.finish': ({ id }) => {
        const file = find(id);
        if (whole(file).length !== file.bytes) throw new AppError('invalid', 'The file is not whole.');
        changed();
        return { file: attachment(file) };
      },
      'file.drop': ({ id }) => {
        dropped.push(id);
        all.delete(id);
        return {};
      },
      'file.retry': ({ id }) => {
        Object.assign(find(id), { state: 'waiting', problem: null });
        changed();
        return {};
      },
      'file.read': ({ fileId, at }) => {
        const bytes = whole(find(fileId));
        return { data: bytes.subarray(at, at + pieceBytes).toString('base64'), bytes: bytes.length };
      },
      'recording.read': ({ fileId, at }) => {
        const bytes = whole(find(fileId));
        return { data: bytes.subarray(at, at + pieceBytes).toString('base64'), bytes: bytes.length };
      },
    },
  };
}
