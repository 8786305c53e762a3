// The answers to the phone's window: it hands over what it records, and may ask for nothing else.
import { AppError } from '../../../shared/errors.ts';
import { recordingContract, type RecordingContract } from '../../../shared/ipc/recording.ts';
import { serve, type Handlers, type Port } from '../../../shared/ipc/rpc.ts';
import type { Log } from '../../../shared/log.ts';
import type { OpenAccount } from '../account.ts';

/** Serves the phone's window until its port closes. @param account null while nobody is signed in. */
export function serveRecordings(port: Port, account: () => OpenAccount | null, log: Log): void {
  serve(recordingContract, port, recordingHandlers(account, log), (name, error) =>
    log.error('A request of the phone failed', { name, error }),
  );
}

function recordingHandlers(account: () => OpenAccount | null, log: Log): Handlers<RecordingContract> {
  /** What was said last: the phone tries again and again. */
  let said = '';
  /** Why a call is not recorded can be found out later. */
  const saying = <T>(id: string, work: () => T): T => {
    try {
      return work();
    } catch (error) {
      const kind = error instanceof AppError ? (error.facts?.['problem'] ?? error.kind) : 'internal';
      if (said !== `${id} ${String(kind)}`) log.warn('A call is not recorded', { problem: kind, error });
      said = `${id} ${String(kind)}`;
      throw error;
    }
  };
  const recordings = (): OpenAccount['recordings'] => {
    const open = account();
    if (open === null) throw new AppError('unauthenticated', 'Nobody is signed in.');
    return open.recordings;
  };
  return {
    'recording.begin': (head) => ({ chunks: saying(head.id, () => recordings().begin(head)) }),
    'recording.chunk': ({ id, n, data }) => {
      saying(id, () => recordings().chunk(id, n, data));
      return {};
    },
    'recording.finish': ({ id, ms, pauses }) => {
      recordings().finish(id, ms, pauses);
      return {};
    },
    'recording.drop': ({ id }) => {
      recordings().drop(id);
      return {};
    },
    'recording.failed': ({ conversationId, problem, at }) => {
      const open = account();
      if (open === null) throw new AppError('unauthenticated', 'Nobody is signed in.');
      open.recordingFailed({ conversationId, problem, at });
      return {};
    },
  };
}
