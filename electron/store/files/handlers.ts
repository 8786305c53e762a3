// The answers to a window's requests about files.
import type { Handlers } from '../../../shared/ipc/rpc.ts';
import type { fileRequests } from '../../../shared/ipc/files.ts';
import { AppError } from '../../../shared/errors.ts';
import type { OpenAccount } from '../account.ts';

type FileHandlers = Handlers<{ requests: typeof fileRequests; pushes: Record<string, never> }>;

/** @param signedIn throws while nobody is signed in. */
export function fileHandlers(signedIn: () => OpenAccount): FileHandlers {
  const files = (): OpenAccount['sharedFiles'] => signedIn().sharedFiles;
  return {
    'file.begin': (file) => {
      files().begin(file);
      return {};
    },
    'file.piece': ({ id, at, data }) => {
      files().piece(id, at, Buffer.from(data, 'base64'));
      return {};
    },
    'file.finish': ({ id }) => ({ file: files().finish(id) }),
    'file.drop': ({ id }) => {
      files().drop(id);
      return {};
    },
    'file.retry': ({ id }) => {
      files().retry(id);
      return {};
    },
    'file.read': async ({ messageId, fileId, at }) => {
      if (messageId === null) {
        const { data, bytes } = files().readOwn(fileId, at);
        return { data: Buffer.from(data).toString('base64'), bytes };
      }
      // A window asks for what stands in a message that this agent may see, and for nothing else.
      const message = signedIn().cache().get('message', messageId);
      const file = message?.attachments?.find(({ id }) => id === fileId);
      if (message === undefined || file === undefined || at > file.bytes)
        throw new AppError('notFound', 'There is no such file.');
      const data = await files().read(message.conversationId, file, at);
      return { data: Buffer.from(data).toString('base64'), bytes: file.bytes };
    },
    'recording.read': async ({ conversationId, fileId, at }) => {
      const parts = signedIn().cache().get('conversation', conversationId)?.call?.recording?.parts;
      const file = parts?.find((part) => part.file.id === fileId)?.file;
      if (file === undefined || at > file.bytes)
        throw new AppError('notFound', 'There is no such recording.');
      const data = await files().read(conversationId, file, at);
      return { data: Buffer.from(data).toString('base64'), bytes: file.bytes };
    },
  };
}
